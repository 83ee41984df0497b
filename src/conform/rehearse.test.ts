import { expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';
import { describeRehearsal } from './script-text.ts';
import { selectCases } from './select-cases.ts';
import { suite } from './suite.ts';

const played = selectCases(suite, { run: [], skip: [] }).cases.flatMap(({ one }) => ('play' in one ? [one] : []));

test.each(played.map((one) => [one.id, one] as const))('%s can be rehearsed', async (_, one) => {
  const steps = await rehearse(one);
  expect(steps.length).toBeGreaterThan(1);
  const lines = describeRehearsal(steps);
  expect(lines[0]).toBe('A program plays it. Where all is well:');
  expect(lines.length).toBeLessThanOrEqual(14);
  expect(lines.some((line) => line.startsWith('> '))).toBe(true);
});

test('of a long conversation the middle is left out', async () => {
  const many = played.find(({ id }) => id === 'CONN-PIPELINE-01')!;
  const lines = describeRehearsal(await rehearse(many));
  expect(lines[9]).toMatch(/^… \d+ more, and at last$/);
  expect(lines.at(-1)).toMatch(/^< open id 100/);
});
