import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeClock } from '../../runtime/node/clock.ts';
import { openSaturatedListener } from '../saturated-listener.ts';
import { callApi } from '../testing/call-api.ts';
import { Origin } from '../testing/origin.ts';
import { Peer } from '../testing/peer.ts';
import { connectOutcome, expectNoLeak } from '../testing/sockets.ts';
import { seededRandom } from '../testing/sources.ts';
import { createToxiproxyClient, type FaultProxy, type Toxic } from '../toxiproxy-client.ts';
import { type EmbeddedToxiproxy, openEmbeddedToxiproxy } from './server.ts';

/* Where the embedded server differs from the real one on purpose. What they share is in ../differential-*.test.ts. */

const sources = { clock: nodeClock, random: seededRandom(1) };
const upstream = '127.0.0.1:1';
const listen = '127.0.0.1:0';
const FOREVER_MS = 3_600_000;

describe('a server', () => {
  let server: EmbeddedToxiproxy;
  let origin: Origin;

  beforeEach(async () => {
    server = await openEmbeddedToxiproxy(sources);
    origin = await Origin.open();
  });

  afterEach(async () => {
    await server.close();
    await origin.close();
  });

  const call = (method: string, path: string, body?: unknown) => callApi(server.url, method, path, body);

  const proxied = async (...toxics: Toxic[]): Promise<FaultProxy> => {
    const proxy = await createToxiproxyClient(server.url).createProxy({ name: 'a', upstream: origin.local });
    for (const toxic of toxics) await proxy.addToxic(toxic);
    return proxy;
  };

  test.each([
    ['bandwidth', { rate: -1 }, 'rate must not be negative'],
    ['slicer', {}, 'average_size must be above 0'],
    ['slicer', { average_size: 1, size_variation: -1 }, 'size_variation must not be negative'],
  ])('rejects a %s with %j, which would bring the real one down', async (type, attributes, complaint) => {
    await proxied();
    const { status, body } = await call('POST', '/proxies/a/toxics', { type, attributes });
    expect([status, JSON.parse(body)]).toEqual([400, { error: `bad request body: ${complaint}`, status }]);
  });

  test('its version is that of Toxiproxy, and one key more tells it from the real one', async () => {
    expect((await call('GET', '/version')).body).toMatch(
      /^\{"version": "2\.12\.0", "server": "portlab-toxiproxy \d+\.\d+\.\d+"\}\n$/,
    );
  });

  test('answers calls without HTTP as it answers those with', async () => {
    const body = JSON.stringify([{ name: 'a', upstream, listen }]);
    expect(await server.call('POST', '/populate', body)).toMatchObject({ status: 201 });
    expect((await server.call('GET', '/proxies/a', '')).body).toBe((await call('GET', '/proxies/a')).body);
  });

  test('listens where it is told, and says why it cannot', async () => {
    const address = { address: '127.0.0.1', port: Number(new URL(server.url).port) };
    await expect(openEmbeddedToxiproxy({ ...sources, listen: address })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('an update that is rejected changes nothing', async () => {
    await proxied({ type: 'bandwidth', attributes: { rate: 5 } });
    const path = '/proxies/a/toxics/bandwidth_downstream';
    expect((await call('PATCH', path, { toxicity: 0.5, attributes: { rate: -1 } })).status).toBe(400);
    expect(JSON.parse((await call('GET', path)).body)).toMatchObject({ toxicity: 1, attributes: { rate: 5 } });
  });

  test('takes whole numbers however they are written', async () => {
    await proxied();
    const { body } = await call('POST', '/proxies/a/toxics', '{"type":"latency","attributes":{"latency":1e3}}');
    expect(JSON.parse(body).attributes.latency).toBe(1000);
  });

  test.each(['', ':0'])('without a host it listens on loopback: %j', async (listen) => {
    const { body } = await call('POST', '/proxies', { name: 'a', upstream, listen });
    expect(JSON.parse(body).listen).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('goes nowhere but to loopback', async () => {
    const outside = (what: string) => ({ error: `${what} is out of scope: only loopback is allowed`, status: 403 });
    for (const [body, what] of [
      [{ name: 'b', upstream, listen: '0.0.0.0:0' }, 'listen 0.0.0.0:0'],
      [{ name: 'b', upstream, listen: '[::]:0' }, 'listen [::]:0'],
      [{ name: 'b', upstream: '192.0.2.1:80', listen }, 'upstream 192.0.2.1:80'],
      [{ name: 'b', upstream: '[::ffff:192.0.2.1]:80', listen }, 'upstream [::ffff:192.0.2.1]:80'],
    ] as const) {
      const created = await call('POST', '/proxies', body);
      expect([created.status, JSON.parse(created.body)]).toEqual([403, outside(what)]);
      const populated = await call('POST', '/populate', [body]);
      expect([populated.status, JSON.parse(populated.body)]).toEqual([403, { ...outside(what), proxies: null }]);
    }
    await proxied();
    const updated = await call('PATCH', '/proxies/a', { upstream: '192.0.2.1:80' });
    expect(JSON.parse(updated.body)).toEqual(outside('upstream 192.0.2.1:80'));
  });

  test('of several calls that create the same proxy at once, one succeeds', async () => {
    const calls = Array.from({ length: 8 }, () => call('POST', '/proxies', { name: 'b', upstream, listen }));
    const statuses = (await Promise.all(calls)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(7).fill(409)]);
  });

  test('two latencies delay every chunk by both', async () => {
    const proxy = await proxied(
      { type: 'latency', name: 'one', attributes: { latency: 100 } },
      { type: 'latency', name: 'two', attributes: { latency: 100 } },
    );
    const client = await Peer.connect(proxy.local);
    const served = await origin.connection(0);
    served.send('a');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const sentAtMs = performance.now();
    served.send('b');
    await client.untilReceived(2);
    // The real server forgets the second delay of a chunk that had to wait for one before it.
    expect(client.receivedAtMs - sentAtMs).toBeGreaterThanOrEqual(199);
    client.socket.destroy();
  });

  test('a toxic can be removed while octets are stuck behind it, and none is lost', async () => {
    const proxy = await proxied(
      { type: 'latency', attributes: { latency: 1 } },
      { type: 'bandwidth', attributes: { rate: 1_000_000 } },
    );
    const client = await Peer.connect(proxy.local);
    client.socket.pause();
    const served = await origin.connection(0);
    await sendUntilStalled(served);
    expect((await call('DELETE', '/proxies/a/toxics/latency_downstream')).status).toBe(204);
    expect((await call('DELETE', '/proxies/a/toxics/bandwidth_downstream')).status).toBe(204);
    const total = served.socket.bytesWritten;
    client.socket.resume();
    await client.untilReceived(total);
    client.socket.destroy();
  });

  test('a client that does not read holds up the server, so that memory stays bounded', async () => {
    const proxy = await proxied();
    const client = await Peer.connect(proxy.local);
    client.socket.pause();
    const served = await origin.connection(0);
    // What the proxy and both kernels' buffers hold; without back-pressure it would be all of it.
    expect(await sendUntilStalled(served)).toBeLessThan(MOST_TO_SEND / 2);
    client.socket.destroy();
  });

  test('stops at once with connections open and octets held', async () => {
    const proxy = await proxied({ type: 'latency', attributes: { latency: FOREVER_MS } });
    const client = await Peer.connect(proxy.local);
    (await origin.connection(0)).send('held');
    await server.close();
    expect(await client.untilEnded()).toBe('end');
    expect(await connectOutcome(proxy.local, 5_000)).toBe('ECONNREFUSED');
    client.socket.destroy();
  });
});

describe('what is allowed', () => {
  test('is up to the caller', async () => {
    const server = await openEmbeddedToxiproxy({ ...sources, allows: (address) => address === '127.0.0.2' });
    const { status } = await callApi(server.url, 'POST', '/proxies', { name: 'a', upstream, listen });
    expect(status).toBe(403);
    await server.close();
  });

  test('is asked at each connection where the upstream server has a name', async () => {
    const server = await openEmbeddedToxiproxy({ ...sources, allows: (address) => address === '127.0.0.2' });
    const origin = await Origin.open();
    const body = { name: 'a', upstream: `localhost:${origin.local.port}`, listen: '127.0.0.2:0' };
    const proxy = JSON.parse((await callApi(server.url, 'POST', '/proxies', body)).body);
    const client = await Peer.connect({ address: '127.0.0.2', port: Number(proxy.listen.split(':')[1]) });
    expect(await client.untilEnded()).toBe('end');
    expect(origin.accepted).toEqual([]);
    client.socket.destroy();
    await server.close();
    await origin.close();
  });
});

test.runIf(process.platform === 'linux')('an upstream server that answers no SYN holds nobody up', async () => {
  const server = await openEmbeddedToxiproxy(sources);
  const hole = await openSaturatedListener({ host: '127.0.0.1', port: 0 });
  const proxy = await createToxiproxyClient(server.url).createProxy({ name: 'a', upstream: hole.local });
  const stuck = await Peer.connect(proxy.local);
  const origin = await Origin.open();
  // The real server accepts no other client of this proxy, and does not answer this call.
  const body = { upstream: `127.0.0.1:${origin.local.port}` };
  expect((await callApi(server.url, 'PATCH', '/proxies/a', body)).status).toBe(200);
  expect(await stuck.untilEnded()).toBe('end');
  const client = await Peer.connect(proxy.local);
  (await origin.connection(0)).send('hello');
  await client.untilReceived(5);
  for (const { socket } of [stuck, client]) socket.destroy();
  await server.close();
  await Promise.all([hole.close(), origin.close()]);
});

test('leaves nothing behind, whatever its connections are doing', () =>
  expectNoLeak(async () => {
    const server = await openEmbeddedToxiproxy(sources);
    const origin = await Origin.open();
    const api = createToxiproxyClient(server.url);
    const clients: Peer[] = [];
    for (const toxic of [
      { type: 'latency', attributes: { latency: FOREVER_MS } },
      { type: 'bandwidth', attributes: { rate: 0 } },
      { type: 'timeout', attributes: { timeout: FOREVER_MS } },
      { type: 'reset_peer', attributes: { timeout: FOREVER_MS } },
      { type: 'slow_close', attributes: { delay: FOREVER_MS } },
    ] as const) {
      const proxy = await api.createProxy({ name: toxic.type, upstream: origin.local });
      await proxy.addToxic(toxic);
      const client = await Peer.connect(proxy.local);
      const served = await origin.connection(clients.length);
      served.send('held');
      served.socket.end();
      clients.push(client);
    }
    await server.close();
    for (const { socket } of clients) socket.destroy();
    await origin.close();
  }));

const MOST_TO_SEND = 256 * 1024 * 1024;

/** Sends until what was sent has not been taken for a while. Returns how many octets were taken. */
async function sendUntilStalled({ socket }: Peer): Promise<number> {
  const octets = Buffer.alloc(64 * 1024, 'x');
  let taken = 0;
  const send = () => {
    while (taken < MOST_TO_SEND && socket.write(octets)) taken += octets.length;
  };
  socket.on('drain', send);
  send();
  for (let before = -1; before !== taken; ) {
    before = taken;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  socket.off('drain', send);
  return taken;
}
