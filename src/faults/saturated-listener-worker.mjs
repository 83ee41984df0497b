/**
 * The thread that listens and never accepts (see saturated-listener-thread.ts).
 *
 * Between commands it is blocked in `Atomics.wait`, and while it carries one out it yields to ticks and microtasks only,
 * never to the poll phase of the event loop, where queued connections would be accepted and backlogs would drain. That
 * is why commands are fetched with `receiveMessageOnPort` and not by an event.
 */
import { once } from 'node:events';
import net from 'node:net';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

/** @import { Command, Reply } from './saturated-listener-thread.ts' */

const main = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** How many commands have been sent; the main thread counts up after it posted one. */
const sent = /** @type {Int32Array<SharedArrayBuffer>} */ (workerData);

/** @type {Map<number, net.Server>} */
const servers = new Map();

/**
 * @param {Command} command
 * @returns {Promise<Reply>}
 */
async function carryOut({ id, listen }) {
  if (listen === undefined) {
    servers.get(id)?.close();
    servers.delete(id);
    return { id };
  }
  const server = net.createServer();
  try {
    // Binding to an IP address needs no lookup and is reported in a tick.
    server.listen({ host: listen.address, port: listen.port, backlog: 1 });
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    return { id, failure: { code, message } };
  }
  servers.set(id, server);
  const { address, port } = /** @type {net.AddressInfo} */ (server.address());
  return { id, local: { address, port } };
}

for (let carriedOut = 0; ; carriedOut++) {
  // The count alone says whether there is a command: a notification can come late, for one that is carried out already.
  while (Atomics.load(sent, 0) === carriedOut) Atomics.wait(sent, 0, carriedOut);
  const received = /** @type {{ message: Command }} */ (receiveMessageOnPort(main));
  main.postMessage(await carryOut(received.message));
}
