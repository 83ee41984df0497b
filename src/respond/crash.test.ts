import { expect, test } from 'vitest';
import { PortMap } from '../protocol/port-map.ts';
import type { PortProfile } from './profile.ts';
import { profile, status, World } from './testing/world.ts';

/** A bug of ours in answering one peer is the end of that connection, and of no other. */

class BuggyPorts extends PortMap<PortProfile> {
  override get(port: number): PortProfile {
    if (port === 666) throw new Error('nobody thought of port 666');
    return super.get(port);
  }
}

const buggy = { ...profile, ports: new BuggyPorts([], { state: 'open' }) };

test('a crash closes its connection, is told, and leaves the others be', async () => {
  const crashes: unknown[] = [];
  const world = new World({ profile: buggy, onCrash: (error, peer) => crashes.push([String(error), peer]) });
  const [unlucky, other] = [await world.connect(), await world.connect()];
  other.send(status(1, 22).subarray(0, 30));
  unlucky.send(status(1, 666), status(2, 22));
  await world.clock.advance(10);
  expect(unlucky.log.map((line) => line.replace(/^\d+ /, ''))).toEqual(['ended']);
  expect(crashes).toEqual([['Error: nobody thought of port 666', unlucky.connection.local]]);
  expect(world.responder.connectionCount).toBe(1);
  other.connection.write(status(1, 22).subarray(30));
  await world.clock.advance(10);
  expect(other.messages).toMatchObject([{ name: 'open', id: 1 }]);
});

test('a crash that nobody wants to be told of is thrown, once its connection is closed', async () => {
  const world = new World({ profile: buggy });
  const unlucky = await world.connect();
  unlucky.send(status(1, 666));
  await expect(world.clock.advance(10)).rejects.toThrow('nobody thought of port 666');
  expect(world.responder.connectionCount).toBe(0);
});
