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

test('who wants fewer does not wait for who wants more, nor for who leaves some to others', async () => {
  const budget = new ConnectionBudget(3);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const spend = (name: string, amount: number, spare = 0) =>
    budget.spend(
      amount,
      () =>
        new Promise<void>((end) => {
          begun.push(name);
          ends.push(end);
        }),
      spare,
    );
  const all = [spend('long', 9, 1), spend('wide', 3), spend('longer', 1, 1), spend('quick', 1), spend('next', 1)];
  await Promise.resolve();
  expect(begun).toEqual(['long', 'quick']);
  while (begun.length < all.length || ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect(begun).toEqual(['long', 'quick', 'longer', 'next', 'wide']);
});
