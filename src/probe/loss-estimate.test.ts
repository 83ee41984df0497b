import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LossEstimate, mostAttempts } from './loss-estimate.ts';

function estimate({ answered = 0, late = 0, canaries = 0, lostCanaries = 0 }): LossEstimate {
  const loss = new LossEstimate();
  for (let count = 0; count < answered; count += 1) loss.answered(0);
  for (let count = 0; count < late; count += 1) loss.answered(1);
  for (let count = 0; count < canaries; count += 1) loss.canaryAnswered();
  for (let count = 0; count < lostCanaries; count += 1) loss.canaryLost();
  return loss;
}

describe('an estimate of loss', () => {
  it('suspects nothing where every port answered at once', () => {
    const loss = estimate({ answered: 100 });
    expect([loss.canariesWanted, loss.attemptsNeeded(1)]).toEqual([0, 2]);
  });

  it('wants canaries where ports answered late, until loss is shown or ruled out', () => {
    // A tenth of all attempts was lost: 66 canaries all answer by luck less than once in a thousand times.
    const suspected = { answered: 80, late: 10 };
    expect(estimate(suspected).canariesWanted).toBe(66);
    expect(estimate({ ...suspected, canaries: 66 }).canariesWanted).toBe(0);
    expect(estimate({ ...suspected, canaries: 66 }).attemptsNeeded(1)).toBe(2);
    expect(estimate({ ...suspected, canaries: 3, lostCanaries: 1 }).canariesWanted).toBe(0);
  });

  it.each([
    [0.01, 4],
    [0.05, 6],
    [0.2, 10],
  ])(
    'of %d, which may be more, takes so many attempts to believe silence that they are all lost once in a million times',
    (rate, needed) => {
      const lost = 1_000 * rate;
      const loss = estimate({ answered: 1_000 - 2 * lost, late: lost - 1, canaries: 1, lostCanaries: 1 });
      expect(loss.attemptsNeeded(1)).toBe(needed);
    },
  );

  it.each([
    [2, 736],
    [3, 111],
    [4, 47],
  ])(
    'is bounded by samples until silence after %i attempts is loss once in a million times, whatever the loss',
    (k, samples) => {
      expect(estimate({ answered: 10 }).samplesWanted(k)).toBe(samples - 10);
      for (let share = 0.001; share < 1; share += 0.001) {
        expect(share ** k * (1 - share) ** samples).toBeLessThan(1.1e-6);
      }
      expect(estimate({ answered: 10, canaries: samples - 10 }).samplesWanted(k)).toBe(0);
    },
  );

  it('is looked at more closely where few samples were lost, not where that would change little', () => {
    expect(estimate({ answered: 18, canaries: 15, lostCanaries: 1 }).samplesWanted(2)).toBeGreaterThan(0);
    expect(estimate({ answered: 990, canaries: 9, lostCanaries: 1 }).samplesWanted(2)).toBe(0);
    expect(estimate({ answered: 80, lostCanaries: 20 }).samplesWanted(2)).toBe(0);
  });

  it('never takes fewer attempts than asked for, nor more than ten times the retries', () => {
    const counts = fc.record({
      answered: fc.nat(50),
      late: fc.nat(50),
      canaries: fc.nat(50),
      lostCanaries: fc.nat(50),
    });
    fc.assert(
      fc.property(counts, fc.nat(5), (counted, retries) => {
        const needed = estimate(counted).attemptsNeeded(retries);
        expect(needed).toBeGreaterThanOrEqual(1 + retries);
        expect(needed).toBeLessThanOrEqual(mostAttempts(retries));
      }),
    );
    expect(mostAttempts(0)).toBe(1);
  });
});
