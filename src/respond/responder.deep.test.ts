import fc from 'fast-check';
import { test } from 'vitest';
import { scannersProperty } from './testing/scanners-property.ts';

/** The law of responder.prop.test.ts, tried as often as a minute has room for, each time with another seed. */
test('scanners hear what the specification says, when it says so, and nothing is left in the end', async () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`seed ${seed}`);
  await fc.assert(scannersProperty(), { seed, numRuns: 20_000, interruptAfterTimeLimit: 60_000 });
});
