import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScanReport } from '../scan/scan-session.ts';
import { checkThreshold } from './check-threshold.ts';
import type { Figure, ThresholdExpectation } from './model.ts';
import { nowhere } from './testing/samples.ts';

/** A scan whose ports took so long, one attempt more each. */
function scanOf(timesMs: readonly number[], localErrors = 0): ScanReport {
  const summary = { open: 0, closed: 0, filtered: 0, error: 0 };
  const ports = timesMs.map((elapsedMs, index) => {
    return {
      host: '192.0.2.1',
      port: index + 1,
      state: 'open',
      reason: 'syn-ack',
      elapsedMs,
      attempts: index + 1,
    } as const;
  });
  return {
    end: { kind: 'finished' },
    localErrors,
    unanswered: [],
    result: {
      mode: 'list',
      probe: 'psap',
      engine: 'stream',
      seed: 7,
      elapsedMs: 1234.56,
      complete: true,
      summary,
      hosts: [{ address: '192.0.2.1', up: true, ports, summary }],
    },
  };
}

const said = (figure: Figure, operator: ThresholdExpectation['operator'], limit: number): ThresholdExpectation => {
  return { kind: 'threshold', scanner: 'default', figure, operator, limit, place: nowhere };
};

test.each([
  ['duration', '<', 1_234.56, 'duration < 1234.6 ms', 'duration 1234.6 ms'],
  ['duration', '<=', 1_234.56, 'duration <= 1234.6 ms', undefined],
  ['local errors', '==', 3, 'local errors == 3', undefined],
  ['local errors', '==', 0, 'local errors == 0', 'local errors 3'],
  ['port.time.min', '>=', 10, 'port.time.min >= 10 ms', undefined],
  ['port.time.p50', '<', 20, 'port.time.p50 < 20 ms', 'port.time.p50 20 ms'],
  ['port.time.p90', '>', 30, 'port.time.p90 > 30 ms', undefined],
  ['port.attempts.max', '<', 4, 'port.attempts.max < 4', 'port.attempts.max 4'],
] as const)('%s %s %d', (figure, operator, limit, text, actual) => {
  const checked = checkThreshold(said(figure, operator, limit), scanOf([40, 10, 30, 20], 3));
  expect(checked).toEqual(actual === undefined ? { text, passed: true } : { text, passed: false, actual });
});

test('ports that were not decided are within no bounds', () => {
  const checked = checkThreshold(said('port.time.max', '<', 1_000), scanOf([]));
  expect(checked).toEqual({ text: 'port.time.max < 1000 ms', passed: false, actual: 'no port decided' });
});

test('a percentile is one of the times, as many of them are above it as may be, and order is no matter', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 300 }), (times) => {
      for (const [statistic, percent] of [
        ['min', 0],
        ['p50', 50],
        ['p90', 90],
        ['p95', 95],
        ['p99', 99],
        ['max', 100],
      ] as const) {
        const figure = `port.time.${statistic}` as const;
        const holds = (limit: number) => checkThreshold(said(figure, '==', limit), scanOf(times)).passed;
        const value = times.find(holds);
        expect(value).toBeDefined();
        const below = times.filter((time) => time < value!).length;
        const notAbove = times.filter((time) => time <= value!).length;
        expect(notAbove).toBeGreaterThanOrEqual((percent / 100) * times.length);
        expect(below).toBeLessThan(Math.max((percent / 100) * times.length, 1));
      }
    }),
    { numRuns: 30 },
  );
});
