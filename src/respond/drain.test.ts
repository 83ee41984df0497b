import { describe, expect, test } from 'vitest';
import { status, World } from './testing/world.ts';

/** How a responder shuts down. */

describe('draining', () => {
  test('ends every connection on which no message is begun', async () => {
    const world = new World();
    const [one, other] = [await world.connect(), await world.connect()];
    one.send(status(1, 22));
    await world.clock.advance(10);
    const drained = world.responder.drain(3_000);
    await world.clock.advance(5);
    for (const scanner of [one, other]) {
      expect(scanner.messages.at(-1)).toMatchObject({ name: 'end', id: 0 });
      scanner.connection.end();
    }
    await world.clock.runUntilSettled(drained);
    expect(world.responder.connectionCount).toBe(0);
    expect(world.clock.now()).toBeLessThan(100);
    expect(world.clock.pendingTimers).toBe(0);
  });

  test('lets a message that is begun come to its end, and answers it', async () => {
    const world = new World();
    const scanner = await world.connect();
    const octets = status(1, 22);
    scanner.send(octets.subarray(0, 20));
    await world.clock.advance(10);
    const drained = world.responder.drain(3_000);
    await world.clock.advance(100);
    expect(scanner.log).toEqual([]);
    scanner.connection.write(octets.subarray(20));
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['112 open 1', '112 end 0', '112 ended']);
    scanner.connection.end();
    await world.clock.runUntilSettled(drained);
    expect(world.responder.connectionCount).toBe(0);
  });

  test('gives up after the time of grace', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 22).subarray(0, 20));
    await world.clock.advance(10);
    const startMs = world.clock.now();
    await world.clock.runUntilSettled(world.responder.drain(700));
    expect(world.clock.now() - startMs).toBe(700);
    expect(world.responder.connectionCount).toBe(0);
  });

  test('takes no connection any more', async () => {
    const world = new World();
    const first = await world.connect();
    const drained = world.responder.drain(3_000);
    const late = await world.connect();
    await world.clock.advance(10);
    expect(late.log.map((line) => line.replace(/^\d+ /, ''))).toEqual(['closed ECONNRESET']);
    first.connection.end();
    await world.clock.runUntilSettled(drained);
  });

  test('is done at once where nobody is there', async () => {
    const world = new World();
    await world.responder.drain(3_000);
    expect(world.clock.now()).toBe(0);
  });
});
