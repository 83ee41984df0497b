import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import { text } from 'node:stream/consumers';
import { isLoopback } from '../loopback.ts';
import { type ApiAnswer, answer } from './api.ts';
import type { Surroundings } from './proxy.ts';
import { ProxyCollection } from './proxy-collection.ts';

/** A Toxiproxy in this process. */
export interface EmbeddedToxiproxy {
  /** Where its API answers, such as `http://127.0.0.1:45123`. */
  readonly url: string;

  /** Stops the API and all proxies, and resolves when their sockets are gone. */
  close(): Promise<void>;
}

/**
 * Starts a server in this process that speaks the HTTP API of Toxiproxy 2.12 on a free port of 127.0.0.1, and whose
 * proxies treat their clients as its proxies do; README.md beside this file lists what is different.
 *
 * @param options.clock times what toxics delay
 * @param options.random decides about jitter, sizes and toxicity
 * @param options.allows where proxies may listen and connect to, by IP address; loopback by default
 */
export async function openEmbeddedToxiproxy(
  options: Omit<Surroundings, 'allows'> & Partial<Surroundings>,
): Promise<EmbeddedToxiproxy> {
  const proxies = new ProxyCollection({ allows: isLoopback, ...options });
  let requests = 0;
  let previous: Promise<unknown> = Promise.resolve();

  const handle = async (request: http.IncomingMessage): Promise<ApiAnswer> => {
    const body = await text(request);
    const { method = '', headers } = request;
    const path = (request.url ?? '/').replace(/\?.*$/s, '');
    const id = String(++requests).padStart(20, '0');
    // One at a time, each in a turn of its own: toxics must not change between two steps of a run.
    const own = previous.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return await answer(proxies, { id, method, path, userAgent: headers['user-agent'] ?? '', body });
    });
    previous = own.catch(() => {});
    return own;
  };

  const server = http.createServer(async (request, response) => {
    try {
      const { status, headers, body } = await handle(request);
      if (status !== 204) response.setHeader('Content-Length', Buffer.byteLength(body));
      response.writeHead(status, headers).end(body);
    } catch (error) {
      // Either the caller is gone in the middle of its request, or this is a bug, which it should see.
      response.writeHead(500).end((error as Error).stack);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await previous;
      for (const proxy of proxies) await proxy.stop();
    },
  };
}
