import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Volleys } from './volleys.ts';

interface Sent {
  readonly number: number;
  readonly sentMs: number;
  readonly isCanary: boolean;
}

/** Sends one after some time, takes one out that waits, or gives the oldest volley up. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ afterMs: fc.nat(1), isCanary: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ observed: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant('overdue' as const) },
);

test('each probe is found in its volley by the number it got, for as long as the volley is not taken', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(step, { maxLength: 200 }), (first, steps) => {
      const volleys = new Volleys(first);
      let nowMs = 0;
      let waiting: Sent[] = [];
      const taken: Sent[] = [];
      for (const each of steps) {
        if (each === 'overdue') {
          const { oldest } = volleys;
          expect(oldest?.sentMs).toBe(waiting[0]?.sentMs);
          if (oldest === undefined) continue;
          volleys.takeOldest();
          taken.push(...waiting.filter(({ sentMs }) => sentMs === oldest.sentMs));
          waiting = waiting.filter(({ sentMs }) => sentMs !== oldest.sentMs);
        } else if ('observed' in each) {
          const [probe] = waiting.splice(each.observed % Math.max(1, waiting.length), 1);
          if (probe === undefined) continue;
          const volley = volleys.get(probe.number)!;
          volley.waiting -= 1;
          if (probe.isCanary) volley.canaries -= 1;
        } else {
          nowMs += each.afterMs;
          const number = volleys.add(each.isCanary, nowMs, 10);
          expect(number).toBeGreaterThanOrEqual(first);
          waiting.push({ number, sentMs: nowMs, isCanary: each.isCanary });
        }
        for (const { number, sentMs } of waiting) {
          const mates = waiting.filter((other) => other.sentMs === sentMs);
          const canaries = mates.filter(({ isCanary }) => isCanary).length;
          expect(volleys.get(number)).toEqual({ sentMs, perSecond: 10, waiting: mates.length, canaries });
          expect(number).toBeLessThan(volleys.nextNumber);
        }
        for (const { number, sentMs } of taken) expect(volleys.get(number)?.sentMs).not.toBe(sentMs);
      }
    }),
  );
});
