import fc from 'fast-check';
import { test } from 'vitest';
import { probersProperty } from './testing/probers-property.ts';

/** The laws of probers.prop.test.ts, tried as often as half a minute has room for, each time with another seed. */
test('a probe is observed once, and is what is true or blames the channel; nothing is left in the end', async () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`seed ${seed}`);
  await fc.assert(probersProperty(), { seed, numRuns: 20_000, interruptAfterTimeLimit: 30_000 });
});
