import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { holdRefusedPort } from '../../faults/refused-port.ts';
import { tcpDialer, tcpListeners } from '../../runtime/node/tcp.ts';
import { Relay } from './relay.ts';

const LOOPBACK = '127.0.0.1';

/** A relay before a server that meets each connection so, and a connection to it, allowed to be half open. */
async function relayed(meet: (socket: Socket) => void): Promise<{ client: Socket; relay: Relay; server: Server }> {
  const server = createServer({ allowHalfOpen: true }, meet).listen(0, LOOPBACK);
  await once(server, 'listening');
  const target = { address: LOOPBACK, port: (server.address() as { port: number }).port };
  const relay = new Relay(tcpDialer, () => target);
  const listener = await tcpListeners.listen({ address: LOOPBACK, port: 0 }, relay.accept);
  const client = connect({ host: LOOPBACK, port: listener.local.port, allowHalfOpen: true });
  onTestFinished(async () => {
    client.destroy();
    await listener.close();
    relay.close();
    server.close();
  });
  return { client, relay, server };
}

/** The errno with which a connection ends; undefined where it ends in order. */
function endOf(socket: Socket): Promise<string | undefined> {
  let errno: string | undefined;
  socket.on('error', (error: NodeJS.ErrnoException) => {
    errno = error.code;
  });
  return new Promise((resolve) => {
    socket.once('close', () => resolve(errno));
  });
}

test('an end is passed on, and the other side may go on', async () => {
  const { client } = await relayed((socket) => {
    let heard = '';
    socket.on('data', (octets) => {
      heard += octets;
    });
    socket.once('end', () => socket.end(`heard ${heard}`));
  });
  client.end('a question');
  expect(await text(client)).toBe('heard a question');
});

test('many octets arrive whole, both ways, however slowly they are taken', async () => {
  const octets = Buffer.alloc(4_000_000, 'portlab ');
  const { client } = await relayed((socket) => {
    socket.pipe(socket);
  });
  client.end(octets);
  // Nothing is taken until everything that fits between the two is on its way.
  client.pause();
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect((await buffer(client)).equals(octets)).toBe(true);
});

test('a reset by the server is a reset for the client', async () => {
  const { client } = await relayed((socket) => socket.once('data', () => socket.resetAndDestroy()));
  client.write('a question');
  expect(await endOf(client)).toBe('ECONNRESET');
});

test('a reset by the client is a reset for the server', async () => {
  let met: (socket: Socket) => void = () => {};
  const socket = new Promise<Socket>((resolve) => {
    met = resolve;
  });
  const { client } = await relayed((accepted) => met(accepted));
  const accepted = await socket;
  const end = endOf(accepted.resume());
  client.resetAndDestroy();
  expect(await end).toBe('ECONNRESET');
});

test('where nobody listens any more, the client is reset', async () => {
  const nobody = await holdRefusedPort(LOOPBACK);
  const { accept } = new Relay(tcpDialer, () => nobody.local);
  const listener = await tcpListeners.listen({ address: LOOPBACK, port: 0 }, accept);
  onTestFinished(async () => {
    await listener.close();
    await nobody.close();
  });
  expect(await endOf(connect(listener.local.port, LOOPBACK))).toBe('ECONNRESET');
});

test('closing it ends the connections that there are', async () => {
  let met: () => void = () => {};
  const isMet = new Promise<void>((resolve) => {
    met = resolve;
  });
  const { client, relay } = await relayed((socket) => {
    socket.resume().on('error', () => {});
    met();
  });
  await isMet;
  const end = endOf(client.resume());
  client.once('end', () => client.end());
  relay.close();
  await end;
});
