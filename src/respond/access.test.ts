import { describe, expect, test } from 'vitest';
import { parseAddressRange } from '../protocol/address-range.ts';
import { type AccessPolicy, loopbackOnly, mayAsk } from './access.ts';
import { information, status, World } from './testing/world.ts';

const friends = [parseAddressRange('198.51.100.0/24'), parseAddressRange('2001:db8::/32')];

describe('who may ask', () => {
  test('is everyone, where there is no policy', () => {
    expect(mayAsk(undefined, '203.0.113.9', 'information')).toBe(true);
  });

  test('is loopback, where an agent has none configured (SEC-6)', () => {
    for (const wants of ['status', 'information'] as const) {
      expect(['127.0.0.1', '127.9.9.9', '::1'].map((peer) => mayAsk(loopbackOnly, peer, wants))).toEqual([
        true,
        true,
        true,
      ]);
      expect(['128.0.0.1', '::2', '192.0.2.1', '::102:304'].some((peer) => mayAsk(loopbackOnly, peer, wants))).toBe(
        false,
      );
    }
  });

  test('is said for each exchange by itself', () => {
    const policy: AccessPolicy = { status: friends, information: [] };
    expect(mayAsk(policy, '198.51.100.77', 'status')).toBe(true);
    expect(mayAsk(policy, '2001:db8::77', 'status')).toBe(true);
    expect(mayAsk(policy, '198.51.100.77', 'information')).toBe(false);
    expect(mayAsk(policy, '198.51.101.1', 'status')).toBe(false);
  });
});

describe('a responder with a policy', () => {
  const policy: AccessPolicy = { status: friends, information: [parseAddressRange('198.51.100.5')] };

  test('goes by the address of the TCP peer, whatever the source field says (SEC-1, SEC-7)', async () => {
    const world = new World({ policy });
    // Every request names 198.51.100.7, a friend, as its source.
    const stranger = await world.connect(world.network.dialerAt('203.0.113.9'));
    const friend = await world.connect(world.network.dialerAt('198.51.100.200'));
    const best = await world.connect(world.network.dialerAt('198.51.100.5'));
    for (const scanner of [stranger, friend, best]) scanner.send(status(1, 22), information(2, 22, 'os'));
    await world.clock.advance(10);
    expect(stranger.log).toEqual(['2 denied 1', '2 denied 2']);
    expect(friend.log).toEqual(['2 open 1', '2 denied 2']);
    expect(best.log).toEqual(['2 open 1', '2 information 2']);
  });

  test('lets a stranger learn nothing: filtered, closed, not served and nonsense look alike (SEC-7)', async () => {
    const world = new World({ policy });
    const stranger = await world.connect(world.network.dialerAt('203.0.113.9'));
    stranger.send(
      status(1, 8_000),
      status(2, 81),
      status(3, 22, 'binary', '192.0.2.200'),
      information(4, 8_000, 'port'),
      information(5, 22),
    );
    await world.clock.advance(10);
    expect(stranger.log).toEqual([1, 2, 3, 4, 5].map((id) => `2 denied ${id}`));
  });
});
