import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDoubtful, isWorthRetrying, judge } from '../probe/judge.ts';
import { mostAttempts } from '../probe/loss-estimate.ts';
import type { Observation, ObservationKind, ProbeMode } from '../probe/prober.ts';
import type { PortResult } from '../results/scan.ts';
import { runScan, type ScriptedScan, type Watched } from './testing/run-scan.ts';
import type { Scene, Script } from './testing/scripted-prober.ts';

/** Laws of a scan, whatever is observed and in whatever order. */

const kinds: Readonly<Record<ProbeMode, readonly ObservationKind[]>> = {
  direct: [
    ...(['open', 'closed', 'refused', 'reset', 'hangup', 'no-response', 'unreachable', 'no-reply'] as const),
    ...(['cut', 'error-reply', 'bad-reply', 'not-psap', 'local'] as const),
  ],
  agent: [
    ...(['open', 'closed', 'no-reply', 'error-reply', 'bad-reply', 'not-psap', 'reset', 'hangup', 'cut'] as const),
    ...(['local', 'displaced'] as const),
  ],
};
const codes: Partial<Record<ObservationKind, string>> = { local: 'EMFILE', 'error-reply': 'denied' };

interface Case extends ScriptedScan {
  readonly prober: ProbeMode;
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  readonly retries: number;
  readonly concurrency: number;
}

/** Scans whose probes come to what chance picks; from their eighth time on, none is a failure that is put back. */
const cases: fc.Arbitrary<Case> = fc.constantFrom<ProbeMode>('direct', 'agent').chain((prober) =>
  fc.record({
    prober: fc.constant(prober),
    hosts: fc.constantFrom(['127.0.0.1'], ['127.0.0.1', '127.0.0.2', '::1']),
    ports: fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 30 }).map(sortNumbers),
    retries: fc.nat(3),
    concurrency: fc.integer({ min: 1, max: 20 }),
    ratePerSecond: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }) as fc.Arbitrary<number>,
    information: fc.boolean(),
    seed: fc.nat(0xffff_ffff),
    script: fc.infiniteStream(fc.tuple(fc.constantFrom(...kinds[prober]), fc.nat(300))).map((stream): Script => {
      const acts = stream[Symbol.iterator]();
      return ({ question }, time): Scene => {
        const [drawn, afterMs]: [ObservationKind, number] = acts.next().value;
        const putBack = drawn === 'local' || drawn === 'displaced';
        const kind = putBack && time > 7 ? 'closed' : drawn;
        if (question !== 'status' && (kind === 'open' || kind === 'closed')) {
          return { kind: 'information', attributes: [{ name: 'SERVICE', value: 'a' }], afterMs };
        }
        return { kind, afterMs, ...(codes[kind] === undefined ? {} : { code: codes[kind] }) };
      };
    }),
  }),
);

function sortNumbers(numbers: readonly number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}

/** What was observed of a port's status, but for what is no attempt. */
function attemptsAt(scan: Case, { prober }: Watched, { host, port }: PortResult): Observation[] {
  const size = scan.hosts.length * scan.ports.length;
  const indices = new Set(
    prober.sent
      .filter(({ probe: { index, subject } }) => {
        return index < size && subject.address === host && subject.port === port;
      })
      .map(({ probe }) => probe.index),
  );
  return prober.observed.filter(({ index, kind }) => indices.has(index) && kind !== 'local' && kind !== 'displaced');
}

describe('a scan', () => {
  it('decides every port of every host exactly once, in ascending order', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (scan) => {
        const { result, decided, end } = await runScan(scan);
        expect(end.kind).toBe('finished');
        expect(result.hosts.map(({ address }) => address)).toEqual(scan.hosts);
        for (const host of result.hosts) expect(host.ports.map(({ port }) => port)).toEqual(scan.ports);
        expect(new Set(decided)).toEqual(new Set(result.hosts.flatMap(({ ports }) => ports)));
        expect(decided).toHaveLength(scan.hosts.length * scan.ports.length);
      }),
    );
  });

  it('lets the last finished attempt decide, and makes no more of them than it may', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (scan) => {
        const watched = await runScan(scan);
        for (const found of watched.decided) {
          const attempts = attemptsAt(scan, watched, found);
          expect(attempts).toHaveLength(found.attempts);
          expect({ state: found.state, reason: found.reason }).toEqual(judge(scan.prober, attempts.at(-1)!));
          // An attempt is followed by another just where it earns one and one is left, or where loss has shown.
          attempts.forEach((attempt, index) => {
            const again = index < attempts.length - 1;
            if (!isWorthRetrying(scan.prober, attempt)) expect(again).toBe(false);
            else if (index < scan.retries) expect(again).toBe(true);
            else if (again) expect(isDoubtful(scan.prober, attempt.kind)).toBe(true);
          });
          expect(attempts.length).toBeLessThanOrEqual(mostAttempts(scan.retries));
        }
      }),
    );
  });

  it('never makes a verdict of a local failure while others are observed', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (scan) => {
        const { decided } = await runScan(scan);
        expect(decided.filter(({ reason }) => reason.startsWith('local:'))).toEqual([]);
      }),
    );
  });

  it('keeps within its concurrency, and asks for information only where it may', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (scan) => {
        const { prober, decided, result } = await runScan(scan);
        expect(prober.mostUnderWay).toBeLessThanOrEqual(scan.concurrency);
        const open = decided.filter(({ reason }) => reason === 'syn-ack');
        const asked = (question: string) =>
          new Set(prober.sent.filter(({ probe }) => probe.question === question).map(({ probe }) => probe.index));
        expect(asked('port').size).toBe(scan.information ? open.length : 0);
        const hostsWithOpen = result.hosts.filter(({ ports }) => ports.some(({ reason }) => reason === 'syn-ack'));
        expect(asked('os').size).toBe(scan.information ? hostsWithOpen.length : 0);
      }),
    );
  });

  it('that is stopped has decided what it reports, and each port once', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(3_000), async (scan, stopAtMs) => {
        const watched = await runScan({ ...scan, stopAtMs });
        const { decided, result, end } = watched;
        expect(['finished', 'stopped']).toContain(end.kind);
        expect(new Set(decided.map(({ host, port }) => `${host} ${port}`)).size).toBe(decided.length);
        expect(result.hosts.flatMap(({ ports }) => ports)).toHaveLength(decided.length);
        for (const found of decided) expect(attemptsAt(scan, watched, found)).toHaveLength(found.attempts);
      }),
    );
  });
});
