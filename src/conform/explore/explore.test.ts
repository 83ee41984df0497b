import { describe, expect, it } from 'vitest';
import { CounterRandom } from '../../sim/random.ts';
import { loadCases, writeCases } from '../case-file.ts';
import { describeScript } from '../script-text.ts';
import { closingAfterAnswer, replacing } from '../testing/broken.ts';
import {
  directProfile,
  playAgainstReference,
  type ReferenceOptions,
  referenceWorld,
  targetProfile,
} from '../testing/reference.ts';
import { type Exploration, explore } from './explore.ts';

const SEED = 1;

function exploreReference(runs: number, options: ReferenceOptions = {}, seed = SEED, profile = targetProfile) {
  const { clock, dialer } = referenceWorld(options);
  return clock.runUntilSettled(explore({ clock, dialer, profile, random: new CounterRandom(seed), runs }));
}

function divergenceOf({ end }: Exploration) {
  if (end.kind !== 'diverged') throw new Error(`the exploration ${end.kind}`);
  return end;
}

/** Mistakes, and the smallest sequences that show them. */
const bugs: readonly [string, ReferenceOptions, readonly string[]][] = [
  [
    'closes after an answer',
    { wrap: closingAfterAnswer },
    ['> status-request id 1 in text', '< open id 1 in text', '> status-request id 2 in text', '< open id 2 in text'],
  ],
  [
    'calls what is closed open',
    { view: (host) => ({ ...host, stateOf: (port) => (port === 81 ? 'open' : host.stateOf(port)) }) },
    ['→ {closed}', '< closed id 1'],
  ],
  [
    'counts its ids',
    { wrap: replacing('Id: 4294967295', 'Id: 4294967294') },
    ['id 4294967295', '< open id 4294967295'],
  ],
  ['calls a bad header bad-flags', { wrap: replacing('bad-header', 'bad-flags') }, ['>', '< error bad-header']],
  [
    'answers a filtered subject',
    { view: (host) => ({ ...host, stateOf: (port) => (port === 8_000 ? 'closed' : host.stateOf(port)) }) },
    ['{filtered}', '> status-request id 2', '< open id 2'],
  ],
];

describe('explore', () => {
  it.each([1, 2])('finds nothing in the reference responder, with seed %i', async (seed) => {
    const found = await exploreReference(100, {}, seed);
    expect(found).toMatchObject({ runs: 100, intermittent: 0, end: { kind: 'survived' } });
  });

  it('finds nothing in it in direct mode, however its answers are cut', async () => {
    const { end } = await exploreReference(100, {}, SEED, directProfile);
    expect(end).toEqual({ kind: 'survived' });
  });

  it.each(bugs)('finds a responder that %s, and shrinks to what shows it', async (_, options, lines) => {
    const { one, judged, shrunk } = divergenceOf(await exploreReference(1_000, options));
    const script = describeScript(one).map((line) => line.replaceAll('198.51.100.7:40112', 'us'));
    expect(one.script).toHaveLength(shrunk.toSteps);
    expect(script.length).toBeLessThanOrEqual(Math.max(lines.length, 3));
    for (const line of lines) expect(script.join('\n')).toContain(line);
    expect(judged).toMatchObject({ verdict: 'fail', runs: { failed: 3, of: 3 } });
  });

  it('finds the same with the same seed', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => exploreReference(1_000, { wrap: closingAfterAnswer }, 5)),
    );
    expect(divergenceOf(second!).one).toEqual(divergenceOf(first!).one);
    expect(second!.runs).toBe(first!.runs);
  });

  it('gives a case that can be saved, and fails in the same way when it is read again', async () => {
    const { one, judged } = divergenceOf(await exploreReference(1_000, { wrap: closingAfterAnswer }));
    const [read] = loadCases(writeCases([one]), 'a.yaml', one.requirements);
    expect(read).toEqual(one);
    const { finding } = await playAgainstReference(read!, targetProfile, { wrap: closingAfterAnswer });
    expect(finding).toMatchObject({ expected: judged.evidence!.expected, actual: judged.evidence!.actual });
    expect((await playAgainstReference(read!, targetProfile)).finding).toBeUndefined();
  });

  it('says after which sequence a target stopped answering', async () => {
    let isDead = false;
    const wrap: ReferenceOptions['wrap'] = (acceptor) => (connection) => {
      const handler = isDead ? undefined : acceptor(connection);
      if (handler === undefined) return undefined;
      return {
        connected: (one) => handler.connected(one),
        received: (octets, one) => {
          isDead ||= octets[0] === 0x89;
          handler.received(octets, one);
        },
        drained: (one) => handler.drained(one),
        ended: (one) => handler.ended(one),
        closed: (errno, one) => handler.closed(errno, one),
      };
    };
    const { end } = await exploreReference(1_000, { wrap });
    expect(end.kind).toBe('dead');
    expect('one' in end && describeScript(end.one).join('\n')).toMatch(/binary|information|hex 89/);
  });

  it('of nobody is unreachable', async () => {
    const { end } = await exploreReference(10, { wrap: () => () => undefined });
    expect(end).toMatchObject({ kind: 'unreachable' });
  });
});
