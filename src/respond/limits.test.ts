import { describe, expect, test } from 'vitest';
import { defaultLimits } from './responder.ts';
import { status, World } from './testing/world.ts';

const limits = (connections: number, connectionsPerPeer: number) => ({
  limits: { ...defaultLimits, connections, connectionsPerPeer },
});

describe('the limit of connections in all (SEC-4)', () => {
  test('is told at once, before a request, and closes (ERR-11, ERR-35, SEC-10)', async () => {
    const world = new World(limits(2, 2));
    const [one, other, third] = [await world.connect(), await world.connect(), await world.connect()];
    await world.clock.advance(10);
    expect(third.log.map((line) => line.replace(/^\d+ /, ''))).toEqual(['busy 0', 'ended']);
    expect(third.messages).toMatchObject([
      { name: 'status-error', encoding: 'text', source: third.connection.remote, destination: third.connection.local },
    ]);
    for (const scanner of [one, other, third]) scanner.send(status(1, 22));
    await world.clock.advance(10);
    expect([one.log, other.log]).toEqual([['2 open 1'], ['2 open 1']]);
    expect(third.log).toHaveLength(2);
  });

  test('has room again when a connection is over, also while another is still being told busy', async () => {
    const world = new World(limits(2, 2));
    const [one, , turnedAway] = [await world.connect(), await world.connect(), await world.connect()];
    await world.clock.advance(10);
    expect(turnedAway.log).toHaveLength(2);
    one.connection.end();
    await world.clock.advance(10);
    const next = await world.connect();
    next.send(status(1, 22));
    await world.clock.advance(10);
    expect(next.log).toEqual(['2 open 1']);
  });

  test('holds against a flood: those told busy are bounded too, the rest is reset', async () => {
    const world = new World(limits(3, 3));
    const scanners = [];
    for (let count = 0; count < 20; count += 1) scanners.push(await world.connect());
    expect(world.responder.connectionCount).toBe(6);
    await world.clock.advance(10);
    const fates = scanners.map(({ log }) => log.map((line) => line.replace(/^\d+ /, '')).join(', '));
    expect(fates.slice(0, 3)).toEqual(['', '', '']);
    expect(fates.slice(3, 6)).toEqual(Array(3).fill('busy 0, ended'));
    expect(new Set(fates.slice(6))).toEqual(new Set(['closed ECONNRESET']));
    await world.clock.advance(3_000);
    expect(world.responder.connectionCount).toBe(3);
  });
});

describe('the limit of connections of one peer (SEC-5)', () => {
  test('leaves the others their places', async () => {
    const world = new World(limits(10, 2));
    const greedy = world.network.dialerAt('198.51.100.1');
    const modest = world.network.dialerAt('198.51.100.2');
    await world.connect(greedy);
    await world.connect(greedy);
    const tooMany = await world.connect(greedy);
    const other = await world.connect(modest);
    for (const scanner of [tooMany, other]) scanner.send(status(1, 22));
    await world.clock.advance(10);
    expect(tooMany.messages).toMatchObject([{ name: 'status-error', id: 0 }]);
    expect(other.log).toEqual(['2 open 1']);
  });

  test('shuts out nobody else by being told busy', async () => {
    const world = new World(limits(3, 1));
    const greedy = world.network.dialerAt('198.51.100.1');
    for (let count = 0; count < 12; count += 1) await world.connect(greedy);
    const other = await world.connect(world.network.dialerAt('198.51.100.2'));
    other.send(status(1, 22));
    await world.clock.advance(10);
    expect(other.log).toEqual(['2 open 1']);
  });

  test('counts what is open now: places are given back', async () => {
    const world = new World(limits(10, 1));
    for (let round = 0; round < 5; round += 1) {
      const scanner = await world.connect();
      scanner.send(status(round, 22));
      await world.clock.advance(10);
      expect(scanner.log).toEqual([`2 open ${round}`]);
      scanner.connection.end();
      await world.clock.advance(10);
    }
    expect(world.responder.connectionCount).toBe(0);
  });

  test('does not count those that were told busy', async () => {
    const world = new World(limits(10, 1));
    const first = await world.connect();
    await world.connect();
    first.connection.end();
    await world.clock.advance(10);
    const next = await world.connect();
    next.send(status(1, 22));
    await world.clock.advance(10);
    expect(next.log).toEqual(['2 open 1']);
  });
});

test('many connections at once are served at the same time; a slow one delays no other (CONN-15, CONN-16)', async () => {
  const world = new World();
  const slow = await world.connect();
  slow.send(status(1, 22).subarray(0, 20));
  const scanners = [];
  for (let count = 0; count < 50; count += 1) scanners.push(await world.connect());
  for (const scanner of scanners) scanner.send(status(1, 22), status(2, 81));
  await world.clock.advance(2);
  for (const scanner of scanners) expect(scanner.log).toEqual(['2 open 1', '2 closed 2']);
});
