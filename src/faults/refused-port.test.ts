import net from 'node:net';
import { expect, test } from 'vitest';
import { holdRefusedPort } from './refused-port.ts';
import { connectOutcome, expectNoLeak } from './testing/sockets.ts';

test('a held port refuses every connect', async () => {
  const held = await holdRefusedPort('127.0.0.1');
  expect(held.local.address).toBe('127.0.0.1');
  for (let attempt = 0; attempt < 3; attempt++) expect(await connectOutcome(held.local, 10_000)).toBe('ECONNREFUSED');
  await held.close();
});

test('the kernel does not hand a held port out again', async () => {
  const held = await Promise.all(Array.from({ length: 50 }, () => holdRefusedPort('127.0.0.1')));
  const ports = new Set(held.map(({ local }) => local.port));
  expect(ports.size).toBe(50);
  const others = await Promise.all(Array.from({ length: 200 }, () => freePort()));
  expect(others.filter((port) => ports.has(port))).toEqual([]);
  await Promise.all(held.map((port) => port.close()));
});

test('one port given back leaves the others refused', async () => {
  const [first, second] = await Promise.all([holdRefusedPort('127.0.0.1'), holdRefusedPort('127.0.0.1')]);
  await Promise.all([first.close(), first.close()]);
  await first.close();
  expect(await connectOutcome(second.local, 10_000)).toBe('ECONNREFUSED');
  await second.close();
});

test('works on the other loopback addresses', async () => {
  const held = await holdRefusedPort('127.0.0.2');
  expect(held.local.address).toBe('127.0.0.2');
  expect(await connectOutcome(held.local, 10_000)).toBe('ECONNREFUSED');
  await held.close();
});

test('an address that is not ours is an error with its errno', async () => {
  await expect(holdRefusedPort('192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});

test('leaves nothing behind', () =>
  expectNoLeak(async () => {
    const held = await Promise.all([holdRefusedPort('127.0.0.1'), holdRefusedPort('127.0.0.1')]);
    await Promise.all(held.map((port) => port.close()));
  }));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
