import { describe, expect, test } from 'vitest';
import { encodeMessage } from '../protocol/encoder.ts';
import { requestMessage } from '../protocol/request.ts';
import { textOfOctets } from '../protocol/testing/arbitraries.ts';
import { OctetBudget } from './octet-budget.ts';
import { defaultLimits } from './responder.ts';
import { HOST, status, World } from './testing/world.ts';

describe('a budget of octets', () => {
  test('lets everyone have a little, and all together so much more', () => {
    const budget = new OctetBudget(10_000);
    expect(budget.change(0, 4_096 + 6_000)).toBe(true);
    expect(budget.change(0, 4_096 + 4_000)).toBe(true);
    expect(budget.change(0, 4_096)).toBe(true);
    expect(budget.change(4_096, 4_097)).toBe(false);
  });

  test('gives back what is held no more, and takes less of what is too much', () => {
    const budget = new OctetBudget(1_000);
    expect(budget.change(0, 50_000)).toBe(false);
    expect(budget.change(50_000, 30_000)).toBe(true);
    expect(budget.change(30_000, 0)).toBe(true);
    expect(budget.change(0, 5_000)).toBe(true);
  });
});

/** A greeting of 60,000 octets: its beginning, and the rest. */
function longRequest(): [Uint8Array, Uint8Array] {
  const source = { address: '198.51.100.7', port: 40_112 };
  const destination = { address: HOST, port: 22 };
  const message = requestMessage({ question: 'status', id: 9, source, destination, encoding: 'binary' });
  const octets = encodeMessage({ ...message, body: textOfOctets(60_000) });
  return [octets.subarray(0, 50_000), octets.subarray(50_000)];
}

describe('a flood of unfinished messages (SEC-3)', () => {
  const narrowWorld = () => new World({ limits: { ...defaultLimits, heldOctets: 500_000 } });

  test('is dropped where it would make us hold too much, and nobody else suffers', async () => {
    const world = narrowWorld();
    const { clock } = world;
    const [beginning, rest] = longRequest();
    const flood = [];
    for (let count = 0; count < 20; count += 1) flood.push(await world.connect());
    for (const each of flood) each.send(beginning);
    await clock.advance(10);
    const dropped = flood.filter(({ log }) => log.length > 0);
    expect(dropped.length).toBeGreaterThan(10);
    expect(dropped.length).toBeLessThan(20);
    expect(world.responder.connectionCount).toBe(20 - dropped.length);

    const honest = await world.connect();
    honest.send(status(1, 22).subarray(0, 40));
    await clock.advance(10);
    honest.connection.write(status(1, 22).subarray(40));
    const kept = flood.find(({ log }) => log.length === 0)!;
    kept.connection.write(rest);
    await clock.advance(10);
    expect(honest.messages).toMatchObject([{ name: 'open', id: 1 }]);
    expect(kept.messages).toMatchObject([{ name: 'open', id: 9 }]);
  });

  test('makes room again when it is over', async () => {
    const world = narrowWorld();
    const { clock } = world;
    const [beginning, rest] = longRequest();
    for (let round = 0; round < 30; round += 1) {
      const scanner = await world.connect();
      scanner.send(beginning);
      await clock.advance(10);
      if (round % 2 === 0) {
        scanner.connection.reset();
      } else {
        scanner.connection.write(rest);
        await clock.advance(10);
        expect(scanner.messages).toMatchObject([{ name: 'open', id: 9 }]);
      }
    }
  });
});
