import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeClock } from '../runtime/node/clock.ts';
import { openEmbeddedToxiproxy } from './embedded/server.ts';
import { callApi } from './testing/call-api.ts';
import { expectNoLeak } from './testing/sockets.ts';
import { seededRandom } from './testing/sources.ts';
import { createToxiproxyClient } from './toxiproxy-client.ts';
import { ToxiproxyError } from './toxiproxy-error.ts';

const upstream = { address: '127.0.0.1', port: 1 };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function embedded() {
  const { url, close } = await openEmbeddedToxiproxy({ clock: nodeClock, random: seededRandom(1) });
  closing.push(close);
  return { url, client: createToxiproxyClient(url) };
}

/** A server that answers every request in the same way. */
async function answering(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

describe('calls', () => {
  test('create and list proxies on loopback, ports resolved', async () => {
    const { client } = await embedded();
    const proxy = await client.createProxy({ name: 'a', upstream: { address: '::1', port: 80 } });
    expect(proxy).toMatchObject({ name: 'a', local: { address: '127.0.0.1', port: expect.any(Number) } });
    expect(proxy.local.port).toBeGreaterThan(0);
    expect((await client.proxies()).map(({ name, local }) => [name, local])).toEqual([['a', proxy.local]]);
  });

  test('populate in the order asked for, and with nothing', async () => {
    const { client } = await embedded();
    expect(await client.populate([])).toEqual([]);
    const names = ['10', 'b', '9'];
    expect((await client.populate(names.map((name) => ({ name, upstream })))).map(({ name }) => name)).toEqual(names);
  });

  test('address proxies with odd names', async () => {
    const { url, client } = await embedded();
    for (const name of ['a b', '50%', 'x?y#z', 'ü']) {
      const proxy = await client.createProxy({ name, upstream });
      await proxy.addToxic({ type: 'latency', attributes: { latency: 1 } });
      await proxy.remove();
    }
    expect((await callApi(url, 'GET', '/proxies')).body).toBe('{}');
  });

  test('add toxics with the defaults of the server', async () => {
    const { url, client } = await embedded();
    const proxy = await client.createProxy({ name: 'a', upstream });
    await proxy.addToxic({ type: 'latency', attributes: { latency: 1 } });
    await proxy.addToxic({ type: 'bandwidth', stream: 'upstream', toxicity: 0.5, name: 'x', attributes: { rate: 2 } });
    expect(JSON.parse((await callApi(url, 'GET', '/proxies/a/toxics')).body)).toEqual([
      { attributes: { rate: 2 }, name: 'x', type: 'bandwidth', stream: 'upstream', toxicity: 0.5 },
      {
        attributes: { latency: 1, jitter: 0 },
        name: 'latency_downstream',
        type: 'latency',
        stream: 'downstream',
        toxicity: 1,
      },
    ]);
    await client.reset();
    expect((await callApi(url, 'GET', '/proxies/a/toxics')).body).toBe('[]');
  });

  test('update toxics, whatever their names, and leave what is not said of their attributes', async () => {
    const { url, client } = await embedded();
    const proxy = await client.createProxy({ name: 'a', upstream });
    const toxic = await proxy.addToxic({ type: 'latency', name: 'a ?', attributes: { latency: 1, jitter: 1 } });
    await toxic.update({ type: 'latency', name: 'a ?', attributes: { latency: 5 }, toxicity: 0 });
    expect(JSON.parse((await callApi(url, 'GET', '/proxies/a/toxics')).body)).toEqual([
      { attributes: { latency: 5, jitter: 1 }, name: 'a ?', type: 'latency', stream: 'downstream', toxicity: 0 },
    ]);
  });

  test('take a URL with a slash at its end', async () => {
    const { url } = await embedded();
    expect(await createToxiproxyClient(`${url}/`).version()).toBe('2.12.0');
  });

  test('leave no connection behind', () =>
    expectNoLeak(async () => {
      const { client } = await embedded();
      await client.version();
      await closing.pop()?.();
    }));
});

describe('errors', () => {
  const failure = async (call: Promise<unknown>): Promise<ToxiproxyError> => {
    const error = await call.catch((error) => error);
    expect(error).toBeInstanceOf(ToxiproxyError);
    return error as ToxiproxyError;
  };

  test('keep the status and the body of the answer', async () => {
    const { url, client } = await embedded();
    await client.createProxy({ name: 'a', upstream });
    const error = await failure(client.createProxy({ name: 'a', upstream }));
    expect(error.message).toBe(`POST ${url}/proxies answered 409: proxy already exists`);
    expect(error.status).toBe(409);
    expect(error.body).toBe('{"error":"proxy already exists","status":409}\n');
  });

  test('of a name that cannot be addressed', async () => {
    const { client } = await embedded();
    const proxy = await client.createProxy({ name: 'a/b', upstream });
    expect((await failure(proxy.remove())).status).toBe(404);
  });

  test.each([
    ['no answer at all', () => {}],
    ['an answer that breaks off', (_: http.IncomingMessage, response: http.ServerResponse) => void response.write('{')],
  ])('say that the time is up: %s', async (_what, handler) => {
    const client = createToxiproxyClient(await answering(handler), { timeoutMs: 100 });
    for (const call of [client.version(), client.createProxy({ name: 'a', upstream }), client.reset()]) {
      const error = await failure(call);
      expect(error.message).toContain('no answer within 100 ms');
      expect(error.status).toBe(undefined);
    }
  });

  test('say that nobody is there', async () => {
    const { url, client } = await embedded();
    await closing.pop()?.();
    const error = await failure(client.proxies());
    expect(error.message).toContain(`GET ${url}/proxies: no answer (connect ECONNREFUSED`);
    expect(error.message).toContain('check that the server runs');
  });

  test.each(['<html>', '{}', '', 'null'])('say that it is no Toxiproxy: %j', async (body) => {
    const client = createToxiproxyClient(await answering((_request, response) => void response.end(body)));
    const error = await failure(client.version());
    expect(error.message).toContain('is that a Toxiproxy?');
    expect(error.body).toBe(body);
  });

  test('say that an answer is no JSON', async () => {
    const client = createToxiproxyClient(await answering((_request, response) => void response.end('<html>')));
    expect((await failure(client.createProxy({ name: 'a', upstream }))).message).toContain('answered no JSON');
  });
});
