import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { slowClose } from './slow-close.ts';

test('delays the end and nothing else', async () => {
  const line = new ToxicLine(slowClose, { delay: 100 });
  line.send('a');
  await line.clock.advance(10);
  line.end();
  await line.clock.advance(200);
  expect(line.out).toEqual([
    ['a', 0],
    ['end', 110],
  ]);
});

test('an update starts the delay anew', async () => {
  const line = new ToxicLine(slowClose, { delay: 100 });
  line.end();
  await line.clock.advance(90);
  line.update({ delay: 50 });
  await line.clock.advance(200);
  expect(line.out).toEqual([['end', 140]]);
});
