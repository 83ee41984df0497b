import { describe, expect, test } from 'vitest';
import { encode } from '../protocol/testing/arbitraries.ts';
import { LATENCY_MS, status, World } from './testing/world.ts';

/** The timers of the responder (section 13), to the millisecond. A scanner sees everything one round trip later: 2 ms. */

const ROUND_TRIP_MS = 2 * LATENCY_MS;

describe('the message limit', () => {
  test('counts from the first octet (TIME-2)', async () => {
    const world = new World();
    const scanner = await world.connect();
    await world.clock.advance(10_000);
    scanner.send(status(1, 22).subarray(0, 10));
    await world.clock.advance(5_000 + ROUND_TRIP_MS);
    expect(scanner.log).toEqual(['5002 timeout 0', '5002 ended']);
  });

  test('does not start again with later octets (TIME-3)', async () => {
    const world = new World();
    const scanner = await world.connect();
    const octets = status(1, 22);
    scanner.send(octets.subarray(0, 1));
    for (let at = 1; at <= 10; at += 1) {
      await world.clock.advance(490);
      scanner.connection.write(octets.subarray(at, at + 1));
    }
    await world.clock.advance(1_000);
    expect(scanner.log).toEqual(['5002 timeout 0', '5002 ended']);
  });

  test('counts from the end of the message before, where octets were waiting then (TIME-2)', async () => {
    const world = new World();
    const scanner = await world.connect();
    const octets = status(1, 22);
    scanner.send(octets.subarray(0, 20));
    await world.clock.advance(4_000);
    scanner.connection.write(new Uint8Array([...octets.subarray(20), ...status(2, 22).subarray(0, 30)]));
    await world.clock.advance(10_000);
    expect(scanner.log).toEqual(['4002 open 1', '9002 timeout 0', '9002 ended']);
  });

  test('is over when the message is whole', async () => {
    const world = new World();
    const scanner = await world.connect();
    const octets = status(1, 22);
    scanner.send(octets.subarray(0, 20));
    await world.clock.advance(4_999);
    scanner.connection.write(octets.subarray(20));
    await world.clock.advance(20_000);
    expect(scanner.log).toEqual(['5001 open 1']);
  });

  test('counts for the body too, and answers in the encoding of the message (ERR-28)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 22, 'binary').subarray(0, 60));
    await world.clock.advance(6_000);
    expect(scanner.log).toEqual(['5002 timeout 0', '5002 ended']);
    expect(scanner.messages[0]).toMatchObject({ name: 'status-error', encoding: 'binary' });
  });

  test('can be configured (TIME-1)', async () => {
    const world = new World({ timers: { idleMs: 30_000, messageMs: 700, discardMs: 2_000 } });
    const scanner = await world.connect();
    scanner.send(encode('P'));
    await world.clock.advance(1_000);
    expect(scanner.log).toEqual(['702 timeout 0', '702 ended']);
  });
});

describe('the idle limit', () => {
  test('counts from the accept where no octet came, and ends in text (CONN-13, TIME-4, END-6)', async () => {
    const world = new World();
    const scanner = await world.connect();
    await world.clock.advance(40_000);
    // The responder accepted at 3 ms.
    expect(scanner.log).toEqual(['30004 end 0', '30004 ended']);
    expect(scanner.messages[0]).toMatchObject({ encoding: 'text', source: scanner.connection.remote });
  });

  test.each(['text', 'binary'] as const)(
    'counts from the last octet, and ends in the encoding of the last message: %s',
    async (encoding) => {
      const world = new World();
      const scanner = await world.connect();
      await world.clock.advance(20_000);
      scanner.send(status(1, 22), status(2, 22, encoding));
      await world.clock.advance(40_000);
      expect(scanner.log).toEqual(['2 open 1', '2 open 2', '30002 end 0', '30002 ended']);
      expect(scanner.messages[2]).toMatchObject({ encoding });
    },
  );

  test('is not put off by a request that gets silence, other than by its octets (CONN-14)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 8_000));
    await world.clock.advance(40_000);
    expect(scanner.log).toEqual(['30002 end 0', '30002 ended']);
  });

  test('does not count while a message is begun', async () => {
    const world = new World({ timers: { idleMs: 1_000, messageMs: 5_000, discardMs: 2_000 } });
    const scanner = await world.connect();
    scanner.send(status(1, 22).subarray(0, 10));
    await world.clock.advance(4_000);
    expect(scanner.log).toEqual([]);
    scanner.connection.write(status(1, 22).subarray(10));
    await world.clock.advance(2_000);
    expect(scanner.log).toEqual(['4002 open 1', '5002 end 0', '5002 ended']);
  });

  test('counts from the last octet sent, where the peer took it late (TIME-4)', async () => {
    const timers = { idleMs: 3_000, messageMs: 5_000, discardMs: 2_000 };
    const world = new World({ timers, network: { bufferOctets: 100 } });
    const scanner = await world.connect();
    scanner.connection.pause();
    scanner.send(status(1, 22), status(2, 22));
    await world.clock.advance(2_000);
    scanner.connection.resume();
    await world.clock.advance(10_000);
    expect(scanner.log.at(-2)).toMatch(/ end 0$/);
    const endedMs = Number.parseInt(scanner.log.at(-2)!, 10);
    expect(endedMs).toBeGreaterThanOrEqual(5_000);
    expect(endedMs).toBeLessThan(5_020);
  });
});

describe('the discard limit', () => {
  test('is two seconds for a peer that does not end its side (CONN-8)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(encode('x'));
    await world.clock.advance(1_000);
    scanner.connection.write(encode('more'));
    await world.clock.advance(1_001 + ROUND_TRIP_MS);
    expect(scanner.log).toEqual(['2 bad-magic 0', '2 ended']);
    expect(world.responder.connectionCount).toBe(0);
    // Nobody is there any more: what comes now is answered with a reset.
    scanner.connection.write(encode('still more'));
    await world.clock.advance(10);
    expect(scanner.log.at(-1)).toMatch(/closed ECONNRESET/);
  });

  test('is cut short by a peer that does', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(encode('x'));
    await world.clock.advance(500);
    scanner.connection.end();
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 bad-magic 0', '2 ended', '500 closed']);
    expect(world.responder.connectionCount).toBe(0);
  });

  test('counts from the end of our side: what the peer takes slowly comes first (CONN-8)', async () => {
    const world = new World({ network: { bufferOctets: 100 } });
    const scanner = await world.connect();
    scanner.connection.pause();
    scanner.send(status(1, 22), status(2, 22), encode('x'));
    await world.clock.advance(4_000);
    expect(scanner.log).toEqual([]);
    scanner.connection.resume();
    await world.clock.advance(10);
    expect(scanner.log.map((line) => line.replace(/^\d+ /, ''))).toEqual(['open 1', 'open 2', 'bad-magic 0', 'ended']);
    await world.clock.advance(1_900);
    expect(world.responder.connectionCount).toBe(1);
    await world.clock.advance(200);
    expect(world.responder.connectionCount).toBe(0);
  });
});

test('a connection that is over leaves no timer behind', async () => {
  const world = new World();
  const scanner = await world.connect();
  scanner.send(status(1, 22));
  await world.clock.advance(10);
  scanner.connection.end();
  await world.clock.advance(10);
  expect(world.responder.connectionCount).toBe(0);
  expect(world.clock.pendingTimers).toBe(0);
});
