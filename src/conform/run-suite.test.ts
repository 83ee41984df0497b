import { describe, expect, test } from 'vitest';
import type { CaseResult } from '../results/conform.ts';
import type { Acceptor } from '../runtime/connection.ts';
import { CounterRandom } from '../sim/random.ts';
import type { Case, Section } from './case.ts';
import type { TargetProfile } from './profile.ts';
import type { CaseRun } from './run-case.ts';
import { runSuite, type SuiteOptions, summariseVerdicts } from './run-suite.ts';
import { selectCases } from './select-cases.ts';
import { suite } from './suite.ts';
import { changing, closingAfterAnswer, mute, replacing, slowFrom, translated } from './testing/broken.ts';
import { directProfile, type ReferenceOptions, referenceWorld, targetProfile } from './testing/reference.ts';

/** The whole suite in virtual time: against the reference responder, and against some that are wrong. */

interface RunOptions extends ReferenceOptions {
  readonly profile?: TargetProfile;
  readonly sections?: readonly Section[];
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onResult?: (result: CaseResult) => void;
  readonly onRun?: SuiteOptions['onRun'];
}

async function run({
  profile = targetProfile,
  sections = suite,
  seed = 1,
  signal,
  onResult,
  onRun,
  ...rest
}: RunOptions = {}) {
  const { clock, dialer } = referenceWorld(rest);
  const { cases } = selectCases(sections, { run: [], skip: [] });
  const random = new CounterRandom(seed);
  const options = {
    clock,
    dialer,
    profile,
    random,
    ...(signal && { signal }),
    ...(onResult && { onResult }),
    ...(onRun && { onRun }),
  };
  const suiteRun = await clock.runUntilSettled(runSuite(cases, options));
  return { ...suiteRun, elapsedMs: clock.now() };
}

const failuresOf = (results: readonly CaseResult[]) =>
  results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);

describe('the suite', () => {
  test('has no complaint about the reference responder', async () => {
    const { results, end } = await run();
    expect(end).toEqual({ kind: 'finished' });
    // What only a target shows that denies something, or does not know its system.
    const unsupported = results.filter(({ verdict }) => verdict === 'unsupported');
    expect(summariseVerdicts(results)).toMatchObject({ pass: results.length - unsupported.length, warn: 0 });
    expect(unsupported.every(({ reason }) => /denied|unknown os/.test(reason ?? ''))).toBe(true);
  });

  test('tells what it cannot know of a target in direct mode', async () => {
    const { results } = await run({ profile: directProfile });
    const closed = results.find(({ id }) => id === 'STATUS-CLOSED-01');
    expect(closed).toMatchObject({ verdict: 'unsupported', reason: 'the profile declares no: closed' });
    expect(results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported')).toEqual([]);
  });

  test('runs in another order with another seed, and reports in its own', async () => {
    const orders = await Promise.all(
      [1, 1, 2].map(async (seed) => {
        const order: string[] = [];
        const { results } = await run({ seed, onResult: ({ id }) => order.push(id) });
        return { order, reported: results.map(({ id }) => id) };
      }),
    );
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[2]!.order).not.toEqual(orders[0]!.order);
    expect(orders[2]!.reported).toEqual(orders[0]!.reported);
  });

  test('takes little longer than what waits longest', async () => {
    const profile = { ...targetProfile, limits: { ...targetProfile.limits, connections: 40 } };
    const { results, elapsedMs } = await run({ limits: { connections: 40 }, profile });
    const longestMs = Math.max(...results.map((one) => one.elapsedMs));
    // Those that run alone come behind.
    expect(elapsedMs).toBeLessThan(1.4 * longestMs);
  });

  test.each([
    [1, 1],
    [3, 3],
    [2, undefined],
    [5, undefined],
  ])('finds no fault with a target that serves %s connections, and declares %s', async (served, connections) => {
    const { connections: _, ...others } = targetProfile.limits;
    const limits = { ...others, ...(connections !== undefined && { connections }) };
    const { results, end } = await run({ limits: { connections: served }, profile: { ...targetProfile, limits } });
    expect(end).toEqual({ kind: 'finished' });
    expect(results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported')).toEqual([]);
    const many = results.find(({ id }) => id === 'CONN-MANY-01')!;
    const reason = connections === undefined ? /4 connections at once, and one more than 2/ : /room for 4 connections/;
    if (served < 4) expect(many).toMatchObject({ verdict: 'unsupported', reason: expect.stringMatching(reason) });
    else expect(many.verdict).toBe('pass');
  });

  test('believes no `busy` that it was told in company', async () => {
    // It serves fewer than it says, as where somebody else has the others.
    const notFull = suite.map((section) => ({ ...section, cases: section.cases.filter((one) => !one.alone) }));
    const told: string[] = [];
    const counted: string[] = [];
    const { results } = await run({
      limits: { connections: 4 },
      sections: notFull,
      profile: { ...targetProfile, limits: { ...targetProfile.limits, connections: 30 } },
      onRun: ({ id }, { finding }, _, counts) => {
        if (finding?.isTurnedAway) told.push(id);
        if (finding !== undefined && counts) counted.push(id);
      },
    });
    expect(told.length).toBeGreaterThan(10);
    expect(counted).toEqual([]);
    expect(failuresOf(results)).toEqual([]);
    expect(results.find(({ id }) => id === told[0])).toMatchObject({ verdict: 'pass' });
  });

  test('stops where it is told to', async () => {
    const controller = new AbortController();
    const { results, end, elapsedMs } = await run({ signal: controller.signal, onResult: () => controller.abort() });
    expect(end).toEqual({ kind: 'stopped' });
    expect(results).toHaveLength(1);
    // Cases that wait for the idle limit had begun.
    expect(elapsedMs).toBeLessThan(10_000);
    const early = await run({ signal: AbortSignal.abort() });
    expect(early).toMatchObject({ results: [], end: { kind: 'stopped' } });
  });
});

describe('a responder that is slow', () => {
  /** It serves many connections: where one ends it notices late. */
  const runSlow = (pattern: RegExp, { wrap, onRun }: Pick<RunOptions, 'wrap' | 'onRun'>) =>
    run({
      sections: suite.map((section) => ({ ...section, cases: section.cases.filter(({ id }) => pattern.test(id)) })),
      limits: { connections: 1_000 },
      profile: { ...targetProfile, limits: { ...targetProfile.limits, connections: 8 } },
      ...(wrap && { wrap }),
      ...(onRun && { onRun }),
    });

  test.each([300, 1_500, 3_000])('by %i ms from some moment on fails nothing', async (ms) => {
    const uncounted: CaseRun[] = [];
    const onRun: SuiteOptions['onRun'] = (_one, played, _patience, counts) => {
      if (!counts) uncounted.push(played);
    };
    const { results, end } = await runSlow(/^STATUS-/, { wrap: slowFrom(5, () => ms), onRun });
    expect([end, failuresOf(results)]).toEqual([{ kind: 'finished' }, []]);
    // What found a silence before anybody knew.
    expect(uncounted.length > 0).toBe(ms > 1_000);
    for (const { finding } of uncounted) expect(finding!.actual).toMatch(/^nothing in \d+ ms$/);
  });

  test('behind something that connects at once has the round trip of its answers', async () => {
    const { roundTripMs } = await runSlow(/^STATUS-OPEN-01$/, { wrap: slowFrom(1, () => 400) });
    expect(roundTripMs).toBeGreaterThanOrEqual(400);
    expect(roundTripMs).toBeLessThan(420);
  });

  test("beyond anybody's patience is taken for dead", async () => {
    const { end } = await runSlow(/^STATUS-/, { wrap: slowFrom(5, () => 60_000) });
    expect(end).toMatchObject({ kind: 'dead' });
  });

  test('since it reads octet by octet fails nothing', async () => {
    const { results } = await runSlow(/^MSG-LONGEST-/, { wrap: slowFrom(1, (octets) => octets.length * 0.09) });
    expect(results.length).toBeGreaterThan(0);
    for (const { verdict, elapsedMs } of results) expect([verdict, elapsedMs > 1_000]).toEqual(['pass', true]);
  });
});

describe('a responder that is wrong', () => {
  test('with a code that is another fails the case about it, each of three times, and shows where', async () => {
    const { results } = await run({ wrap: replacing('bad-type', 'bad-body') });
    expect(failuresOf(results)).toContain('TEXT-CASE-01');
    expect(failuresOf(results)).not.toContain('TEXT-NUMBER-01');
    const { runs, evidence } = results.find(({ id }) => id === 'TEXT-CASE-01')!;
    expect(runs).toEqual({ failed: 3, of: 3 });
    expect(evidence).toMatchObject({ actual: 'error bad-body id 7 in text' });
    const { octets, mark } = evidence!.received!;
    const marked = Buffer.from(octets, 'hex').subarray(mark!.offset, mark!.offset + mark!.length);
    expect(marked.toString()).toBe('bad-body');
    expect(evidence!.conversation.map(({ direction, text }) => `${direction} ${text}`)).toEqual([
      '> SYN 192.0.2.1:4545',
      '< SYN+ACK',
      expect.stringMatching(/^> \d+ octets: bad-type \(ERR-3\): /),
      expect.stringMatching(/^> "PSAP\/1 .*\\r\\nId: 7\\r\\n/),
      expect.stringMatching(/^< error bad-body 7 text 192\.0\.2\.1:22 → 127\.0\.0\.1:\d+ "bad-body/),
      '> close',
    ]);
  });

  test('that closes after each answer fails what goes on after one', async () => {
    // It reads for ever, so what floods it would take long.
    const quick = ({ id }: Case) => id !== 'CONN-DROP-01' && id !== 'CONN-HELD-01';
    const sections = suite.map((section) => ({ ...section, cases: section.cases.filter(quick) }));
    const { results, end } = await run({ wrap: closingAfterAnswer, sections });
    expect(end).toEqual({ kind: 'finished' });
    expect(failuresOf(results)).toContain('CONN-OPEN-01');
    expect(failuresOf(results)).not.toContain('STATUS-OPEN-01');
    expect(results.find(({ id }) => id === 'CONN-OPEN-01')!.evidence).toMatchObject({
      expected: 'nothing for 50 ms',
      actual: 'the end of the connection',
    });
  });

  test('that answers what is no PSAP fails, and the octet is marked', async () => {
    // Every answer that is an error begins with a wrong octet.
    const wrap = changing((octets) => {
      const isError = Buffer.from(octets).includes('bad-magic');
      return isError ? Uint8Array.of(0x21, ...octets.subarray(1)) : octets;
    });
    const { results } = await run({ wrap });
    const failed = results.find(({ id }) => id === 'ERR-MAGIC-01')!;
    expect(failed).toMatchObject({ verdict: 'fail', evidence: { received: { mark: { offset: 0, length: 1 } } } });
    expect(failed.evidence!.actual).toMatch(/^bad-magic \(ERR-1\): /);
  });

  test('once in a while is intermittent, and still a failure', async () => {
    let answers = 0;
    const wrap = changing((octets) => {
      if (!Buffer.from(octets).includes('not-served')) return octets;
      answers += 1;
      return answers === 1 ? Uint8Array.from(Buffer.from(octets).fill('x', 0, 1)) : octets;
    });
    const one = suite.flatMap(({ cases }) => cases).find(({ id }) => id === 'ERR-NOTSERVED-01')!;
    const { results } = await run({ wrap, sections: [{ number: '9', cases: [one] }] });
    expect(results).toMatchObject([{ verdict: 'fail', runs: { failed: 1, of: 3 } }]);
  });
});

describe('a target that is dead', () => {
  test('from the beginning is unreachable', async () => {
    const profile = { ...targetProfile, agent: { address: '192.0.2.1', port: 9 } };
    const { results, end } = await run({ profile });
    expect(results).toEqual([]);
    expect(end).toEqual({ kind: 'unreachable', why: 'expected a TCP connection, got ECONNREFUSED' });
    expect(await run({ wrap: mute })).toMatchObject({ results: [], end: { kind: 'unreachable' } });
  });

  test('from some moment on ends the suite, and fails no case', async () => {
    let accepted = 0;
    const wrap = (acceptor: Acceptor): Acceptor => {
      const dead = mute(acceptor);
      return (connection) => {
        accepted += 1;
        return (accepted > 20 ? dead : acceptor)(connection);
      };
    };
    const broken: boolean[] = [];
    const { results, end } = await run({
      wrap,
      onRun: (_, { finding }, _patience, counts) => {
        if (finding?.kind === 'broken') broken.push(counts);
      },
    });
    // What is not answered any more says nothing about the states of the target either.
    expect([broken.length > 0, broken.includes(true)]).toEqual([true, false]);
    expect(end).toMatchObject({ kind: 'dead', why: expect.stringMatching(/^expected open id 1, got nothing in /) });
    expect(failuresOf(results)).toEqual([]);
    expect(results.length).toBeLessThan(selectCases(suite, { run: [], skip: [] }).cases.length);
  });
});

describe('a case', () => {
  const of = (one: Partial<Case>): Section[] => [
    {
      number: '10',
      cases: [
        {
          id: 'STATUS-TEST-01',
          title: 'a test',
          requirements: ['STATUS-3'],
          level: 'MUST',
          script: [{ send: [{ message: 'status-request' }] }, { expect: { message: 'closed' } }],
          ...one,
        } as Case,
      ],
    },
  ];

  test('about a SHOULD that is broken is a warning; about a MAY it is not supported', async () => {
    expect((await run({ sections: of({}) })).results[0]!.verdict).toBe('fail');
    expect((await run({ sections: of({ level: 'SHOULD' }) })).results[0]!.verdict).toBe('warn');
    expect((await run({ sections: of({ level: 'MAY' }) })).results[0]!.verdict).toBe('unsupported');
  });

  test('that is wrong itself is an error of the suite', async () => {
    const { results } = await run({ sections: of({ script: [{ send: [{ hex: 'zz' }] }] }) });
    expect(results[0]).toMatchObject({
      verdict: 'suite-error',
      reason: expect.stringContaining('`z` is no hexadecimal digit'),
    });
  });
});

describe('addresses that are translated on the way', () => {
  test('are seen where cases fail, and are none where the profile says of a proxy', async () => {
    const { translation, results } = await run({ wrap: translated });
    expect(failuresOf(results)).toContain('ERR-MAGIC-01');
    expect(translation).toMatch(/expected .*: destination [\d.]+:\d+, got .*, destination 203\.0\.113\.9:9$/);
    const proxied = await run({ wrap: translated, profile: { ...targetProfile, proxied: true } });
    expect([failuresOf(proxied.results), proxied.translation]).toEqual([[], undefined]);
  });

  test('are not suspected of what is wrong besides', async () => {
    const { translation, results } = await run({ wrap: replacing('not-served', 'denied') });
    expect([failuresOf(results).length > 0, translation]).toEqual([true, undefined]);
  });
});
