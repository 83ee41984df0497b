import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScanReport } from '../scan/scan-report.ts';
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
    probes: 0,
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
  ['duration', '<', 1_234.56, false, 'duration < 1234.6 ms', '1234.6 ms'],
  ['duration', '<=', 1_234.56, true, 'duration <= 1234.6 ms', '1234.6 ms'],
  ['local errors', '==', 3, true, 'local errors == 3', '3'],
  ['local errors', '==', 0, false, 'local errors == 0', '3'],
  ['port.time.min', '>=', 10, true, 'port.time.min >= 10 ms', '10 ms (port 2)'],
  ['port.time.p50', '<', 20, false, 'port.time.p50 < 20 ms', '20 ms (port 4)'],
  ['port.time.p90', '>', 30, true, 'port.time.p90 > 30 ms', '40 ms (port 1)'],
  ['port.attempts.max', '<', 4, false, 'port.attempts.max < 4', '4 (port 4)'],
] as const)('%s %s %d', (figure, operator, limit, passed, text, actual) => {
  expect(checkThreshold(said(figure, operator, limit), scanOf([40, 10, 30, 20], 3))).toEqual({ text, passed, actual });
});

test('ports that have a figure are named, with their host where there are several', () => {
  const found = (hosts: readonly string[]) => {
    const named = hosts.map((name, index) => ({ name, address: `192.0.2.${index + 1}` }));
    return checkThreshold(said('port.time.max', '<', 1), scanOf([40, 10, 40, 40]), named).actual;
  };
  expect(found(['web'])).toBe('40 ms (ports 1,3-4)');
  expect(found(['web', 'db'])).toBe('40 ms (ports 1,3-4 of web)');
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
