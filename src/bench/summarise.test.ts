import { describe, expect, test } from 'vitest';
import type { PortState } from '../results/scan.ts';
import { judgeSample, summarise } from './summarise.ts';

const target = { ports: [1, 2, 3, 4], truth: ['open', 'closed', 'filtered', 'open'] } as const;
const right: readonly PortState[] = target.truth;
const found = (...states: (PortState | undefined)[]) => ({
  states: states.flatMap((state, index) => (state === undefined ? [] : [[index + 1, state] as const])),
});

describe('verdicts', () => {
  test('that are the truth are no errors', () => {
    expect(judgeSample(found(...right), target, 'all states')).toEqual({ wrong: 0, missing: 0, error: 0 });
  });

  test('that are wrong, missing, or the scanner’s own failure are told apart', () => {
    const sample = found('closed', 'error', undefined, 'filtered');
    expect(judgeSample(sample, target, 'all states')).toEqual({ wrong: 2, missing: 1, error: 1 });
  });

  test('of a scanner that names open ports alone miss those alone', () => {
    const sample = found('open', undefined, undefined, undefined);
    expect(judgeSample(sample, target, 'open ports alone')).toEqual({ wrong: 0, missing: 1, error: 0 });
    const more = found('open', 'open', undefined, 'open');
    expect(judgeSample(more, target, 'open ports alone')).toEqual({ wrong: 1, missing: 0, error: 0 });
  });

  test('about ports that nobody asked for do not count', () => {
    const sample = { states: [...found(...right).states, [99, 'open'] as const] };
    expect(judgeSample(sample, target, 'all states')).toEqual({ wrong: 0, missing: 0, error: 0 });
  });
});

test('speed is of the median repeat, times and CPU are of all', () => {
  const sample = (elapsedMs: number, cpuMs: number, attempts: number, timesMs: number[]) => ({
    ...found(...right),
    elapsedMs,
    cpuMs,
    attempts,
    probes: 2 * attempts,
    timesMs,
  });
  const samples = [sample(1_000, 1, 4, [1, 1, 1, 1]), sample(10, 2, 8, [2, 2, 2, 2]), sample(20, 3, 12, [3, 3, 3, 9])];
  expect(summarise(samples, target, 'all states')).toEqual({
    ports: 4,
    repeats: 3,
    elapsedMs: 20,
    portsPerSecond: 200,
    probesPerSecond: 800,
    cpuUsPerProbe: 125,
    timePerPortMs: { p50: 2, p99: 9 },
    attemptsPerPort: 2,
    judged: 'all states',
    errors: { wrong: 0, missing: 0, error: 0 },
  });
});

test('what a scanner does not tell is not told', () => {
  const row = summarise([{ ...found(...right), elapsedMs: 10, cpuMs: 1 }], target, 'all states');
  expect(row).toMatchObject({ probesPerSecond: 400, cpuUsPerProbe: 250 });
  expect(row).not.toHaveProperty('timePerPortMs');
  expect(row).not.toHaveProperty('attemptsPerPort');
});
