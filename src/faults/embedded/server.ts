import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import { text } from 'node:stream/consumers';
import type { SocketAddress } from '../../runtime/connection.ts';
import { formatHostPort } from '../host-port.ts';
import { isLoopback } from '../loopback.ts';
import { type ApiAnswer, type ApiRequest, answer } from './api.ts';
import type { Surroundings } from './proxy.ts';
import { ProxyCollection } from './proxy-collection.ts';

/** A Toxiproxy in this process. */
export interface EmbeddedToxiproxy {
  /** Where its API answers, such as `http://127.0.0.1:45123`. */
  readonly url: string;

  /** Calls the API as a client would, without going over HTTP. */
  call(method: string, path: string, body: string): Promise<ApiAnswer>;

  /** Stops the API and all proxies, and resolves when their sockets are gone. */
  close(): Promise<void>;
}

/**
 * Starts a server in this process that speaks the HTTP API of Toxiproxy 2.12, and whose proxies treat their clients as
 * its proxies do; README.md beside this file lists what is different. Rejects with the system's error where it cannot
 * listen.
 *
 * @param options.clock times what toxics delay
 * @param options.random decides about jitter, sizes and toxicity
 * @param options.allows where proxies may listen and connect to, by IP address; loopback by default
 * @param options.listen where the API answers: a free port of 127.0.0.1 by default
 */
export async function openEmbeddedToxiproxy(
  options: Omit<Surroundings, 'allows'> & Partial<Surroundings> & { readonly listen?: SocketAddress },
): Promise<EmbeddedToxiproxy> {
  const { listen = { address: '127.0.0.1', port: 0 }, ...surroundings } = options;
  const proxies = new ProxyCollection({ allows: isLoopback, ...surroundings });
  let requests = 0;
  let previous: Promise<unknown> = Promise.resolve();

  const handle = (request: Omit<ApiRequest, 'id'>): Promise<ApiAnswer> => {
    const id = String(++requests).padStart(20, '0');
    // One at a time, each in a turn of its own: toxics must not change between two steps of a run.
    const own = previous.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return await answer(proxies, { id, ...request });
    });
    previous = own.catch(() => {});
    return own;
  };

  const server = http.createServer(async (request, response) => {
    try {
      const { status, headers, body } = await handle(await readRequest(request));
      if (status !== 204) response.setHeader('Content-Length', Buffer.byteLength(body));
      response.writeHead(status, headers).end(body);
    } catch (error) {
      // Either the caller is gone in the middle of its request, or this is a bug, which it should see.
      response.writeHead(500).end((error as Error).stack);
    }
  });
  server.listen({ host: listen.address, port: listen.port });
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;

  return {
    url: `http://${formatHostPort({ host: listen.address, port })}`,
    call: (method, path, body) => handle({ method, path, userAgent: '', body }),
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

async function readRequest(request: http.IncomingMessage): Promise<Omit<ApiRequest, 'id'>> {
  const { method = '', url = '/', headers } = request;
  const body = await text(request);
  return { method, path: url.replace(/\?.*$/s, ''), userAgent: headers['user-agent'] ?? '', body };
}
