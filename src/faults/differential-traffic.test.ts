import { afterEach, describe, expect, test } from 'vitest';
import { describeBothServers } from './testing/both-servers.ts';
import { callApi } from './testing/call-api.ts';
import { Origin } from './testing/origin.ts';
import { Peer } from './testing/peer.ts';
import { connectOutcome } from './testing/sockets.ts';
import type { FaultProxy, Toxic } from './toxiproxy-client.ts';

/*
 * What clients of a proxy see, with every toxic, the same from both servers. Times are lower bounds; what must not be
 * delayed is tested with a delay that no test would outlast.
 */

const FOREVER_MS = 3_600_000;

/** Long enough for octets that are let through to arrive, on any machine that is not about to fail other tests. */
const SILENCE_MS = 250;

describeBothServers((server) => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** A proxy with these toxics, before an origin; both gone after the test. */
  async function proxied(...toxics: Toxic[]): Promise<{ proxy: FaultProxy; origin: Origin }> {
    const origin = await Origin.open();
    closing.push(() => origin.close());
    const proxy = await server().client.createProxy({ name: 'under test', upstream: origin.local });
    closing.push(() => proxy.remove().catch(() => {}));
    for (const toxic of toxics) await proxy.addToxic(toxic);
    return { proxy, origin };
  }

  /** A client of the proxy, and the connection that the origin has for it. */
  async function connected({ proxy, origin }: { proxy: FaultProxy; origin: Origin }) {
    const number = origin.accepted.length;
    const client = await Peer.connect(proxy.local);
    closing.push(() => client.socket.destroy());
    return { client, served: await origin.connection(number) };
  }

  const change = async (method: string, path: string, body?: unknown) => {
    const { status } = await callApi(server().url, method, `/proxies/under%20test${path}`, body);
    expect(status).toBeLessThan(300);
  };

  const silence = () => new Promise((resolve) => setTimeout(resolve, SILENCE_MS));

  describe('without toxics', () => {
    test('octets pass both ways, whole', async () => {
      const { client, served } = await connected(await proxied());
      const question = 'question '.repeat(100_000);
      const answer = 'answer '.repeat(100_000);
      client.send(question);
      served.send(answer);
      await Promise.all([served.untilReceived(question.length), client.untilReceived(answer.length)]);
      expect(served.received === question).toBe(true);
      expect(client.received === answer).toBe(true);
    });

    test('an end passes on behind the octets before it', async () => {
      const { client, served } = await connected(await proxied());
      served.send('goodbye');
      served.socket.end();
      expect(await client.untilEnded()).toBe('end');
      expect(client.received).toBe('goodbye');
    });

    test('an end closes the other side wholly: there is no half-close', async () => {
      const { client, served } = await connected(await proxied());
      client.send('last words');
      client.socket.end();
      expect(await served.untilEnded()).toBe('end');
      expect(served.received).toBe('last words');
      expect(await client.untilEnded()).toBe('end');
    });

    test('a reset passes on as an end', async () => {
      const { client, served } = await connected(await proxied());
      client.socket.resetAndDestroy();
      expect(await served.untilEnded()).toBe('end');
    });

    test('a dead upstream server gives a connection, then its end', async () => {
      const { proxy, origin } = await proxied();
      await origin.close();
      const client = await Peer.connect(proxy.local);
      expect(await client.untilEnded()).toBe('end');
    });
  });

  describe('latency', () => {
    test('delays octets, and neither the connection nor an end without octets', async () => {
      const { client, served } = await connected(
        await proxied(
          { type: 'latency', stream: 'upstream', attributes: { latency: 200 } },
          { type: 'latency', attributes: { latency: FOREVER_MS } },
        ),
      );
      const sentAtMs = performance.now();
      client.send('slow');
      await served.untilReceived(4);
      expect(served.receivedAtMs - sentAtMs).toBeGreaterThanOrEqual(199);
      served.socket.end();
      expect(await client.untilEnded()).toBe('end');
    });

    test('delays chunks from their arrival, not one after the other', async () => {
      const { client, served } = await connected(await proxied({ type: 'latency', attributes: { latency: 300 } }));
      const sentAtMs = performance.now();
      for (let chunk = 0; chunk < 20; chunk++) {
        served.send('.');
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await client.untilReceived(20);
      expect(client.receivedAtMs - sentAtMs).toBeGreaterThanOrEqual(299);
      expect(client.receivedAtMs - sentAtMs).toBeLessThan(20 * 300);
    });

    test('an update lets what is held go', async () => {
      const { client, served } = await connected(
        await proxied({ type: 'latency', attributes: { latency: FOREVER_MS } }),
      );
      served.send('held');
      await silence();
      expect(client.received).toBe('');
      await change('PATCH', '/toxics/latency_downstream', { attributes: { latency: FOREVER_MS + 1 } });
      await client.untilReceived(4);
    });

    test('so does the arrival of another toxic behind it', async () => {
      const proxy = await proxied({ type: 'latency', attributes: { latency: FOREVER_MS } });
      const { client, served } = await connected(proxy);
      served.send('held');
      await silence();
      await proxy.proxy.addToxic({ type: 'timeout', attributes: { timeout: 0 } });
      await client.untilReceived(4);
    });

    test('removed, it lets everything go in order', async () => {
      const { client, served } = await connected(
        await proxied({ type: 'latency', attributes: { latency: FOREVER_MS } }),
      );
      for (const text of ['one ', 'two ', 'three']) {
        served.send(text);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await change('DELETE', '/toxics/latency_downstream');
      await client.untilReceived(13);
      expect(client.received).toBe('one two three');
    });
  });

  describe('bandwidth', () => {
    test('lets octets trickle', async () => {
      const { client, served } = await connected(await proxied({ type: 'bandwidth', attributes: { rate: 1 } }));
      const sentAtMs = performance.now();
      served.send('x'.repeat(500));
      await client.untilReceived(500);
      expect(client.receivedAtMs - sentAtMs).toBeGreaterThanOrEqual(499);
      expect(client.reads).toBeGreaterThanOrEqual(4);
    });

    test('a rate of 0 lets nothing through, until it goes', async () => {
      const { client, served } = await connected(await proxied({ type: 'bandwidth', attributes: { rate: 0 } }));
      served.send('stuck');
      await silence();
      expect(client.received).toBe('');
      await change('DELETE', '/toxics/bandwidth_downstream');
      await client.untilReceived(5);
      expect(client.received).toBe('stuck');
    });
  });

  test('slow_close delays the end alone', async () => {
    const { client, served } = await connected(await proxied({ type: 'slow_close', attributes: { delay: 200 } }));
    served.send('bye');
    served.socket.end();
    const endedAtMs = performance.now();
    await client.untilReceived(3);
    expect(await client.untilEnded()).toBe('end');
    expect(client.endedAtMs - endedAtMs).toBeGreaterThanOrEqual(199);
  });

  describe('timeout', () => {
    test('drops octets, and closes when none came for so long', async () => {
      const { client, served } = await connected(await proxied({ type: 'timeout', attributes: { timeout: 300 } }));
      served.send('dropped');
      await new Promise((resolve) => setTimeout(resolve, 100));
      served.send('dropped');
      const sentAtMs = performance.now();
      expect(await client.untilEnded()).toBe('end');
      expect(client.endedAtMs - sentAtMs).toBeGreaterThanOrEqual(299);
      expect(client.received).toBe('');
      expect(await served.untilEnded()).toBe('end');
    });

    test('of 0 drops octets for ever', async () => {
      const { client, served } = await connected(await proxied({ type: 'timeout', attributes: { timeout: 0 } }));
      served.send('dropped');
      await silence();
      expect([client.received, client.ending]).toEqual(['', undefined]);
    });

    test('lets an end pass at once', async () => {
      const { client, served } = await connected(
        await proxied({ type: 'timeout', attributes: { timeout: FOREVER_MS } }),
      );
      served.socket.end();
      expect(await client.untilEnded()).toBe('end');
    });

    test('removed, it closes its connections, even those that its toxicity spares', async () => {
      const { client } = await connected(await proxied({ type: 'timeout', toxicity: 0, attributes: { timeout: 0 } }));
      await change('DELETE', '/toxics/timeout_downstream');
      expect(await client.untilEnded()).toBe('end');
    });
  });

  describe('reset_peer', () => {
    test('resets both sides so long after the first octets', async () => {
      const { client, served } = await connected(await proxied({ type: 'reset_peer', attributes: { timeout: 200 } }));
      served.send('dropped');
      const sentAtMs = performance.now();
      expect(await client.untilEnded()).toBe('ECONNRESET');
      expect(client.endedAtMs - sentAtMs).toBeGreaterThanOrEqual(199);
      expect(client.received).toBe('');
      expect(await served.untilEnded()).toBe('ECONNRESET');
    });

    test('upstream, it waits for octets of the client', async () => {
      const { client, served } = await connected(
        await proxied({ type: 'reset_peer', stream: 'upstream', attributes: { timeout: 0 } }),
      );
      served.send('banner');
      await client.untilReceived(6);
      client.send('x');
      expect(await client.untilEnded()).toBe('ECONNRESET');
    });

    test('makes an ordinary end a reset too, whatever its toxicity', async () => {
      const { client, served } = await connected(
        await proxied({ type: 'reset_peer', toxicity: 0, attributes: { timeout: 0 } }),
      );
      served.send('let through');
      await client.untilReceived(11);
      served.socket.end();
      expect(await client.untilEnded()).toBe('ECONNRESET');
    });

    test('gives connections that are open already an ordinary end', async () => {
      const proxy = await proxied();
      const { client, served } = await connected(proxy);
      await proxy.proxy.addToxic({ type: 'reset_peer', attributes: { timeout: 0 } });
      served.send('dropped');
      expect(await client.untilEnded()).toBe('end');
      expect(client.received).toBe('');
    });

    test('cannot be stopped once it has seen octets', async () => {
      const { client, served } = await connected(await proxied({ type: 'reset_peer', attributes: { timeout: 400 } }));
      served.send('dropped');
      await new Promise((resolve) => setTimeout(resolve, 100));
      await change('DELETE', '/toxics/reset_peer_downstream');
      expect(await client.untilEnded()).toBe('ECONNRESET');
    });
  });

  test('slicer cuts octets into pieces, and loses none', async () => {
    const { client, served } = await connected(
      await proxied({ type: 'slicer', attributes: { average_size: 20, size_variation: 10, delay: 20_000 } }),
    );
    const text = 'abcdefghijklmnopqrst'.repeat(5);
    const sentAtMs = performance.now();
    served.send(text);
    await client.untilReceived(100);
    expect(client.received).toBe(text);
    expect(client.reads).toBeGreaterThanOrEqual(3);
    expect(client.receivedAtMs - sentAtMs).toBeGreaterThanOrEqual((client.reads - 1) * 19);
  });

  describe('limit_data', () => {
    test('closes when so many octets went through', async () => {
      const { client, served } = await connected(await proxied({ type: 'limit_data', attributes: { bytes: 10 } }));
      served.send('1234567');
      await client.untilReceived(7);
      served.send('8901234');
      expect(await client.untilEnded()).toBe('end');
      expect(client.received).toBe('1234567890');
    });

    test('of 0 closes at the first octets', async () => {
      const { client, served } = await connected(await proxied({ type: 'limit_data', attributes: { bytes: 0 } }));
      await silence();
      expect(client.ending).toBe(undefined);
      served.send('x');
      expect(await client.untilEnded()).toBe('end');
      expect(client.received).toBe('');
    });

    test('an update keeps count', async () => {
      const { client, served } = await connected(await proxied({ type: 'limit_data', attributes: { bytes: 10 } }));
      served.send('123456');
      await client.untilReceived(6);
      await change('PATCH', '/toxics/limit_data_downstream', { attributes: { bytes: 8 } });
      served.send('789');
      expect(await client.untilEnded()).toBe('end');
      expect(client.received).toBe('12345678');
    });
  });

  test('toxicity 0 spares every connection', async () => {
    const { client, served } = await connected(
      await proxied({ type: 'latency', toxicity: 0, attributes: { latency: FOREVER_MS } }),
    );
    served.send('spared');
    await client.untilReceived(6);
  });

  test('toxics apply in the order of their creation', async () => {
    const limit = { type: 'limit_data', attributes: { bytes: 2 } } as const;
    const drop = { type: 'timeout', attributes: { timeout: 0 } } as const;
    const first = await connected(await proxied(limit, drop));
    first.served.send('abc');
    expect(await first.client.untilEnded()).toBe('end');
    expect(first.client.received).toBe('');
  });

  describe('the proxy', () => {
    test('disabled, it cuts connections and refuses others; enabled again, it has its port and toxics', async () => {
      const faulty = await proxied({ type: 'timeout', attributes: { timeout: 0 } });
      const { client } = await connected(faulty);
      await change('PATCH', '', { enabled: false });
      expect(await client.untilEnded()).toBe('end');
      expect(await connectOutcome(faulty.proxy.local, 5_000)).toBe('ECONNREFUSED');

      await change('PATCH', '', { enabled: true });
      const again = await connected(faulty);
      again.served.send('dropped');
      await silence();
      expect(again.client.received).toBe('');
    });

    test('removed, it cuts connections and refuses others', async () => {
      const faulty = await proxied();
      const { client, served } = await connected(faulty);
      await faulty.proxy.remove();
      expect(await client.untilEnded()).toBe('end');
      expect(await served.untilEnded()).toBe('end');
      expect(await connectOutcome(faulty.proxy.local, 5_000)).toBe('ECONNREFUSED');
    });

    test('with another upstream server, it cuts connections and leads there, from the same port', async () => {
      const faulty = await proxied();
      const { client } = await connected(faulty);
      const other = await Origin.open();
      closing.push(() => other.close());
      await change('PATCH', '', { upstream: `127.0.0.1:${other.local.port}` });
      expect(await client.untilEnded()).toBe('end');
      await connected({ proxy: faulty.proxy, origin: other });
    });

    test('populated with the same upstream but a new port, it is another', async () => {
      const faulty = await proxied({ type: 'timeout', attributes: { timeout: 0 } });
      const { client } = await connected(faulty);
      const [proxy] = await server().client.populate([{ name: 'under test', upstream: faulty.origin.local }]);
      expect(await client.untilEnded()).toBe('end');
      const again = await connected({ proxy: proxy!, origin: faulty.origin });
      again.served.send('hello');
      await again.client.untilReceived(5);
    });

    test('reset drops toxics from open connections, and enables', async () => {
      const faulty = await proxied({ type: 'latency', attributes: { latency: FOREVER_MS } });
      const { client, served } = await connected(faulty);
      served.send('held');
      await silence();
      await server().client.reset();
      await client.untilReceived(4);

      await change('PATCH', '', { enabled: false });
      await server().client.reset();
      await connected(faulty);
    });
  });
});
