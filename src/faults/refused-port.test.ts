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

test('holds the port that it is asked for, also while something listens there', async () => {
  const address = '127.0.0.3';
  const free = await holdRefusedPort(address);
  await free.close();
  const { port } = free.local;
  const held = await holdRefusedPort(address, port);
  expect(held.local).toEqual({ address, port });
  const server = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen({ host: address, port }, resolve));
  expect(await connectOutcome(held.local, 10_000)).toBe('connected');
  await new Promise((resolve) => server.close(resolve));
  expect(await connectOutcome(held.local, 10_000)).toBe('ECONNREFUSED');
  await held.close();
});

test('a port that something listens on is an error with its errno', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await expect(holdRefusedPort('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => server.close(resolve));
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
