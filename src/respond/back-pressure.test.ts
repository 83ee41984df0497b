import { describe, expect, test } from 'vitest';
import type { Connection } from '../runtime/connection.ts';
import { information, status, World } from './testing/world.ts';

/** A peer that asks and does not take its answers (CONN-17, CONN-18, SEC-3). */

const BUFFER_OCTETS = 2_000;

/** A world with little room on the way, that counts what the responder writes. */
function narrowWorld() {
  const written: number[] = [];
  const onAccept = (connection: Connection) => {
    const write = connection.write.bind(connection);
    connection.write = (octets) => {
      written.push(octets.length);
      return write(octets);
    };
  };
  const world = new World({ network: { bufferOctets: BUFFER_OCTETS }, onAccept });
  return { world, writtenOctets: () => written.reduce((sum, octets) => sum + octets, 0) };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => status(index + 1, index % 2 === 0 ? 22 : 81));
const inShort = (log: readonly string[]) => log.map((line) => line.replace(/^\d+ /, ''));

describe('a peer that does not read', () => {
  test('is not read from either, and makes the responder hold little', async () => {
    const { world, writtenOctets } = narrowWorld();
    const scanner = await world.connect();
    scanner.connection.pause();
    scanner.send(...many(5_000));
    await world.clock.advance(4_000);
    // One batch of answers beyond what fits on the way.
    expect(writtenOctets()).toBeLessThan(2 * BUFFER_OCTETS + 16_384 + 1_000);
  });

  test('is dropped after five seconds', async () => {
    const { world } = narrowWorld();
    const scanner = await world.connect();
    scanner.connection.pause();
    scanner.send(...many(500));
    await world.clock.advance(4_900);
    expect(world.responder.connectionCount).toBe(1);
    await world.clock.advance(200);
    expect(world.responder.connectionCount).toBe(0);
    expect(inShort(scanner.log)).toEqual(['closed ECONNRESET']);
    expect(world.clock.pendingTimers).toBe(0);
  });

  test('and takes its answers in time gets every one of them, in order', async () => {
    const { world } = narrowWorld();
    const scanner = await world.connect();
    scanner.connection.pause();
    scanner.send(...many(500));
    await world.clock.advance(4_900);
    scanner.connection.resume();
    await world.clock.advance(20_000);
    expect(inShort(scanner.log)).toEqual(
      many(500).map((_, index) => `${index % 2 === 0 ? 'open' : 'closed'} ${index + 1}`),
    );
  });

  test('and has ended its side gets its answers, and then the end of ours', async () => {
    const { world } = narrowWorld();
    const scanner = await world.connect();
    scanner.connection.pause();
    scanner.send(...many(200));
    scanner.connection.end();
    await world.clock.advance(3_000);
    scanner.connection.resume();
    await world.clock.advance(10_000);
    expect(inShort(scanner.log)).toEqual([
      ...many(200).map((_, index) => `${index % 2 === 0 ? 'open' : 'closed'} ${index + 1}`),
      'ended',
      'closed',
    ]);
    expect(world.responder.connectionCount).toBe(0);
  });

  test('may stop again and again', async () => {
    const { world } = narrowWorld();
    const scanner = await world.connect();
    scanner.send(...many(300));
    for (let round = 0; round < 30; round += 1) {
      scanner.connection.pause();
      await world.clock.advance(1_000);
      scanner.connection.resume();
      await world.clock.advance(3);
    }
    await world.clock.advance(1_000);
    expect(scanner.messages.map(({ id }) => id)).toEqual(many(300).map((_, index) => index + 1));
  });

  test('does not hold up another', async () => {
    const { world } = narrowWorld();
    const [deaf, other] = [await world.connect(), await world.connect()];
    deaf.connection.pause();
    deaf.send(...many(500));
    await world.clock.advance(1_000);
    other.send(status(1, 22), information(2, 22, 'os'));
    await world.clock.advance(10);
    expect(inShort(other.log)).toEqual(['open 1', 'information 2']);
  });
});
