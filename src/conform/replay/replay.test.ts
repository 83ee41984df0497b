import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../results/timeline.ts';
import { CounterRandom } from '../../sim/random.ts';
import { SourceError } from '../../source/diagnostic.ts';
import { runSuite } from '../run-suite.ts';
import { selectCases } from '../select-cases.ts';
import { suite } from '../suite.ts';
import { closingAfterAnswer, mute, replacing } from '../testing/broken.ts';
import { type ReferenceOptions, referenceWorld, targetProfile } from '../testing/reference.ts';
import { planReplay, type ReplayCase } from './replay-plan.ts';
import { runReplay } from './run-replay.ts';

/** Traces of the reference responder, replayed to it and to others; all in virtual time. */

const placed = (events: readonly TimelineEvent[]) =>
  events.map((event, index) => {
    const lineText = JSON.stringify(event);
    return { event, place: { file: 'a.jsonl', line: index + 1, column: 1, length: lineText.length, lineText } };
  });

async function traceOf(globs: readonly string[]): Promise<ReplayCase[]> {
  const { clock, dialer } = referenceWorld();
  const { cases } = selectCases(suite, { run: globs, skip: [] });
  const timeline: TimelineEvent[] = [];
  const random = new CounterRandom(1);
  await clock.runUntilSettled(
    runSuite(cases, {
      clock,
      dialer,
      profile: targetProfile,
      random,
      onRun: ({ id }, run) => {
        const [began, ...rest] = run.timeline;
        timeline.push({ ...began!, kind: 'began', name: id, seed: 1, wallClock: '' }, ...rest);
      },
    }),
  );
  return planReplay(placed(timeline));
}

async function replay(cases: readonly ReplayCase[], options: ReferenceOptions = {}) {
  const { clock, dialer } = referenceWorld(options);
  const replayed = await clock.runUntilSettled(runReplay(cases, { clock, dialer, answerMs: 2_000 }));
  return { ...replayed, elapsedMs: clock.now() };
}

const singly = (octets: Uint8Array) => Array.from(octets, (octet) => Uint8Array.of(octet));

describe('a replay', () => {
  it('finds the same where nothing has changed, in every case of the suite', async () => {
    const cases = await traceOf([]);
    const { cases: replayed, end } = await replay(cases);
    expect(end).toEqual({ kind: 'finished' });
    expect(replayed.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
    expect(replayed.length).toBe(cases.length);
    expect(replayed.length).toBeGreaterThan(20);
  });

  it('finds the same however the octets of the answers are cut', async () => {
    const cases = await traceOf(['STATUS-*', 'CONN-PIPELINE-01']);
    const { cases: replayed } = await replay(cases, { network: { segment: singly } });
    expect(new Set(replayed.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
  });

  it('says what is answered otherwise, and where the trace has it', async () => {
    const cases = await traceOf(['STATUS-OPEN-01']);
    const { cases: replayed } = await replay(cases, { wrap: replacing('SYN+ACK', 'ACK+RST') });
    expect(replayed).toMatchObject([
      {
        name: 'STATUS-OPEN-01',
        line: 1,
        verdict: 'different',
        difference: { connection: 1, line: 5, expected: 'open id 7 in text', actual: 'closed id 7 in text' },
      },
    ]);
  });

  it('says what is not answered, and what ends', async () => {
    const cases = await traceOf(['CONN-OPEN-01']);
    const [ended] = (await replay(cases, { wrap: closingAfterAnswer })).cases;
    expect(ended!.difference).toMatchObject({ expected: 'open id 2 in text', actual: 'the end of the connection' });
    const [silent] = (await replay(cases, { wrap: mute })).cases;
    expect(silent!.difference).toMatchObject({ expected: 'open id 1 in text', actual: 'nothing' });
  });

  it('waits where the trace has waited for a limit', async () => {
    const cases = await traceOf(['TIME-IDLE-01']);
    const { cases: replayed, elapsedMs } = await replay(cases);
    expect(replayed[0]!.verdict).toBe('same');
    expect(elapsedMs).toBeGreaterThanOrEqual(30_000);
  });

  it('ends where nobody is there', async () => {
    const cases = await traceOf(['STATUS-OPEN-01', 'STATUS-OPEN-02']);
    const elsewhere = cases.map((one) => ({
      ...one,
      steps: one.steps.map((step) =>
        step.kind === 'dial' ? { ...step, target: { address: '192.0.2.1', port: 81 } } : step,
      ),
    }));
    const { cases: replayed, end } = await replay(elsewhere);
    expect([replayed.length, end]).toEqual([0, { kind: 'absent', during: cases[0]!.name, why: 'ECONNREFUSED' }]);
  });
});

describe('a trace', () => {
  const began: TimelineEvent = { atMs: 0, kind: 'began', name: 'a', seed: 1, wallClock: '' };
  const dial: TimelineEvent = { atMs: 1, kind: 'dial', connection: 1, scanner: 'a', address: '127.0.0.1', port: 1 };
  const up: TimelineEvent = { atMs: 2, kind: 'up', connection: 1, local: { address: '127.0.0.1', port: 2 } };
  const sent: TimelineEvent = { atMs: 3, kind: 'octets', connection: 1, direction: 'sent', octets: '00' };
  const end: TimelineEvent = { atMs: 3, kind: 'end', connection: 1 };
  const close: TimelineEvent = { atMs: 3, kind: 'close', connection: 1, by: 'scanner' };

  it.each<[TimelineEvent[], string]>([
    [[dial], 'a.jsonl:1:1: nothing has begun yet'],
    [[began, dial, dial], 'a.jsonl:3:1: connection 1 is dialled twice'],
    [[began, up], 'a.jsonl:2:1: connection 1 was never dialled'],
    [[began, dial, began, up], 'a.jsonl:4:1: connection 1 was never dialled'],
    [[began, dial, sent], 'connection 1 is not up'],
    [[began, dial, end], 'connection 1 is not up'],
    [[began, dial, up, up], 'connection 1 is up already'],
    [[began, dial, up, end, sent], 'connection 1 has ended: nothing can be sent on it'],
    [[began, dial, up, close, sent], 'connection 1 is over already'],
    [[began, dial, up, { ...sent, atMs: 1 }], 'a.jsonl:4:1: this is earlier than what stands before it (2 ms)'],
  ])('whose events cannot have been is refused: %#', (events, message) => {
    try {
      planReplay(placed(events));
    } catch (error) {
      expect(error).toBeInstanceOf(SourceError);
      expect((error as SourceError).message).toContain(message);
      return;
    }
    expect.unreachable('it was taken');
  });

  it('of nothing has no case', () => {
    expect(planReplay([])).toEqual([]);
    expect(planReplay(placed([began]))).toEqual([]);
  });
});
