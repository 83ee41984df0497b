import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectionBudget } from './connection-budget.ts';

test('no more connections are open than the budget has, and each work is done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.integer({ min: 1, max: 9 })),
      async (s, total, amounts) => {
        const budget = new ConnectionBudget(total);
        let open = 0;
        let most = 0;
        const works = amounts.map((amount) =>
          budget.spend(amount, async () => {
            open += Math.min(amount, total);
            most = Math.max(most, open);
            await s.schedule(Promise.resolve());
            open -= Math.min(amount, total);
            return amount;
          }),
        );
        await s.waitFor(Promise.all(works));
        expect(await Promise.all(works)).toEqual(amounts);
        expect(most).toBeLessThanOrEqual(total);
      },
    ),
  );
});
