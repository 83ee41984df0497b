import { expect, test } from 'vitest';
import { timeTicks } from './time-axis.ts';

const texts = (fromMs: number, toMs: number, most: number) => timeTicks(fromMs, toMs, most).map(({ text }) => text);

test('ticks stand at round times, in the unit that reads best', () => {
  expect(texts(0, 812, 6)).toEqual(['0', '200 ms', '400 ms', '600 ms', '800 ms']);
  expect(texts(0, 2_000, 4)).toEqual(['0', '500 ms', '1.0 s', '1.5 s', '2.0 s']);
  expect(texts(10.2, 11.1, 5)).toEqual(['10.2 ms', '10.4 ms', '10.6 ms', '10.8 ms', '11.0 ms']);
  expect(texts(0.2, 0.3, 4)).toEqual(['0.20 ms', '0.25 ms', '0.30 ms']);
  expect(texts(0, 180_000, 6)).toEqual(['0', '30 s', '1 min', '1 min 30 s', '2 min', '2 min 30 s', '3 min']);
  expect(texts(0, 9_000_000, 3)).toEqual(['0', '1 h', '2 h']);
});

test('there are no more than asked for, and no fewer than none', () => {
  for (const span of [0.003, 0.7, 9, 99, 1_001, 86_400_000]) {
    expect(timeTicks(5, 5 + span, 7).length).toBeLessThanOrEqual(8);
  }
  expect(timeTicks(3, 3, 5).length).toBeLessThanOrEqual(1);
});
