import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { resetPeer } from './reset-peer.ts';

test('drops octets and closes so long after the first of them', async () => {
  const line = new ToxicLine(resetPeer, { timeout: 100 });
  await line.clock.advance(50);
  line.send('a');
  await line.clock.advance(50);
  line.send('b');
  await line.clock.advance(500);
  expect(line.out).toEqual([['end', 150]]);
});

test('counts from an end where no octets came', async () => {
  const line = new ToxicLine(resetPeer, { timeout: 100 });
  line.end();
  await line.clock.advance(500);
  expect(line.out).toEqual([['end', 100]]);
});

test('closes when it said it would, whatever changes', async () => {
  const line = new ToxicLine(resetPeer, { timeout: 100 });
  line.send('a');
  await line.clock.advance(50);
  line.toxic.toxicity = 0;
  line.interrupt();
  line.send('b');
  await line.clock.advance(500);
  expect(line.out).toEqual([['end', 100]]);
});
