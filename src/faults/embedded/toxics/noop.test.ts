import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { latency } from './latency.ts';
import { noop } from './noop.ts';

test('lets octets and the end pass at once', async () => {
  const line = new ToxicLine(noop, {});
  line.send('abc');
  line.end();
  await line.clock.advance(0);
  expect(line.out).toEqual([
    ['abc', 0],
    ['end', 0],
  ]);
});

test('takes the place of a toxic as often as its toxicity says', async () => {
  let spared = 0;
  for (let seed = 0; seed < 400; seed++) {
    const line = new ToxicLine(latency, { latency: 100 }, { toxicity: 0.25, seed });
    line.send('x');
    await line.clock.advance(0);
    spared += line.out.length;
  }
  expect(spared).toBeGreaterThan(260);
  expect(spared).toBeLessThan(340);
});
