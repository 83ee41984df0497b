import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NoRouteError, RoutedDialer } from '../engines/routed-dialer.ts';
import { CannotRealiseError } from '../faults/cannot-realise-error.ts';
import { holdRefusedPort } from '../faults/refused-port.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { Peer } from '../faults/testing/peer.ts';
import { connectOutcome, expectNoLeak } from '../faults/testing/sockets.ts';
import { waitUntil } from '../faults/testing/wait.ts';
import type { ToxiproxyClient } from '../faults/toxiproxy-client.ts';
import { ToxiproxyError } from '../faults/toxiproxy-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer, ListenerFactory } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import { type Realisation, TeardownError, type World } from './backend.ts';
import { createLoopbackBackend } from './loopback-backend.ts';
import {
  CountingClock,
  type Loopback,
  type LoopbackOptions,
  loopbackForTest,
  openLoopback,
  proxyChoices,
} from './testing/loopback.ts';
import { sampleScenario } from './testing/samples.ts';

vi.mock('../faults/saturated-listener.ts', { spy: true });
vi.mock('../faults/refused-port.ts', { spy: true });
beforeEach(() => vi.clearAllMocks());

/** One of everything. */
const everything = `target:
  name: host
  address: 192.0.2.1
  agent: 4545
  ports:
    default: closed
    22: open
    80: { state: open, slow: 1ms }
    81: { state: open, slow: 1ms, bandwidth: 1kB/s }
    8000-8010: filtered
    9000: silent
`;
const worldOf = (yaml: string): World => sampleScenario(yaml);
const at = (address: string, port: number) => ({ address, port });

/** Opens a world for the test and closes it in the end. */
async function realised(scene: World, { backend }: Loopback, use: (world: Realisation) => Promise<void>) {
  const world = await backend.realise(scene);
  try {
    await use(world);
  } finally {
    await world.close();
  }
}

describe('a world', () => {
  test('has a route for every port of its hosts, and for no other address', async () => {
    const loopback = await loopbackForTest();
    await realised(worldOf(everything), loopback, async ({ route, agentRoute }) => {
      for (const port of [1, 22, 80, 81, 8000, 9000, 65_535]) {
        expect(route(at('192.0.2.1', port))).toEqual({ address: '127.0.0.1', port: expect.any(Number) });
      }
      expect(route(at('192.0.2.2', 22))).toBeUndefined();
      expect(route(at('127.0.0.1', 22))).toBeUndefined();
      expect(agentRoute(at('192.0.2.1', 4545))).toEqual({ address: '127.0.0.1', port: expect.any(Number) });
      expect(agentRoute(at('192.0.2.1', 4546))).toBeUndefined();
      expect(agentRoute(at('192.0.2.2', 4545))).toBeUndefined();
    });
  });

  test('says what stands behind a port', async () => {
    const loopback = await loopbackForTest();
    await realised(worldOf(everything), loopback, async (world) => {
      const realisedBy = [1, 22, 80, 8000, 9000].map((port) => world.realisedBy(at('192.0.2.1', port)));
      expect(realisedBy).toEqual(['refused-port', 'toxiproxy', 'toxiproxy', 'saturated-listener', 'toxiproxy']);
      expect(() => world.realisedBy(at('192.0.2.2', 22))).toThrow('192.0.2.2 is not part of this world');
    });
  });

  test('names the proxy where it uses one', async () => {
    const loopback = await loopbackForTest();
    await realised(worldOf(everything), loopback, async ({ proxy }) => expect(proxy).toBe('embedded'));
    const closed = worldOf('target: { ports: { 22: closed } }');
    await realised(closed, loopback, async ({ proxy }) => expect(proxy).toBe('none'));
  });

  test('shares endpoints between ports that do the same, and open ones only within a host', async () => {
    const loopback = await loopbackForTest();
    const [one] = worldOf(everything).hosts;
    const other = { ...one!, name: 'other', address: '192.0.2.2' };
    await realised({ hosts: [one!, other], timeline: [] }, loopback, async ({ route }) => {
      const real = (address: string, port: number) => route(at(address, port))!.port;
      expect(new Set([1, 22, 80, 81, 8000, 9000].map((port) => real('192.0.2.1', port))).size).toBe(6);
      expect(real('192.0.2.1', 8010)).toBe(real('192.0.2.1', 8000));
      for (const port of [1, 8000, 9000]) expect(real('192.0.2.2', port)).toBe(real('192.0.2.1', port));
      for (const port of [22, 80]) expect(real('192.0.2.2', port)).not.toBe(real('192.0.2.1', port));
    });
  });

  test('of 65,535 ports costs a handful of sockets', async () => {
    const loopback = await loopbackForTest();
    const scene = worldOf(`
target:
  ports:
    1-20000: open
    20001-40000: { state: open, slow: 1ms }
    40001-50000: filtered
    50001-60000: silent
    default: closed
`);
    const before = sockets();
    await realised(scene, loopback, async ({ route }) => {
      expect(sockets() - before).toBeLessThan(20);
      expect(await loopback.server.client.proxies()).toHaveLength(3);
      const all = Array.from({ length: 65_535 }, (_, index) => route(at(scene.hosts[0]!.address, index + 1))?.port);
      expect(new Set(all).size).toBe(5);
    });
  });

  test('sends nothing where there is no route', async () => {
    const loopback = await loopbackForTest();
    await realised(worldOf(everything), loopback, async ({ route }) => {
      const dial = vi.fn<Dialer['dial']>();
      const routed = new RoutedDialer({ dial }, route);
      expect(() => routed.dial(at('192.0.2.2', 22), undefined as never)).toThrow(NoRouteError);
      expect(dial).not.toHaveBeenCalled();
    });
  });

  test('leaves the proxies of others alone, whatever happens to its own', async () => {
    const loopback = await loopbackForTest();
    const { client } = loopback.server;
    await client.createProxy({ name: 'of others', upstream: at('127.0.0.1', 1) });
    const world = await loopback.backend.realise(worldOf(everything));
    for (const proxy of await client.proxies()) if (proxy.name !== 'of others') await proxy.remove();
    await world.close();
    expect((await client.proxies()).map(({ name }) => name)).toEqual(['of others']);
  });

  test('is silent at its silent ports for longer than a responder bears silence', async () => {
    // A thousand times as fast: an idle connection that bears 30 s is ended after 30 ms.
    const hurried: Clock = {
      now: () => 1_000 * nodeClock.now(),
      setTimer: (delayMs, callback, argument) => nodeClock.setTimer(delayMs / 1_000, callback, argument),
    };
    const loopback = await loopbackForTest({ clock: hurried });
    await realised(worldOf(everything), loopback, async ({ route }) => {
      expect(await endsWithin(route(at('192.0.2.1', 22))!, 10_000)).toBe(true);
      expect(await endsWithin(route(at('192.0.2.1', 9000))!, 500)).toBe(false);
    });
  });
});

describe.each(await proxyChoices())('behind $proxy', ({ choice, missing }) => {
  test.skipIf(missing)('ports do what the scenario says', async () => {
    const loopback = await loopbackForTest({ choice });
    await realised(worldOf(everything), loopback, async ({ route, agentRoute }) => {
      const outcomeOf = (port: number) => connectOutcome(route(at('192.0.2.1', port))!, 300);
      expect(await Promise.all([1, 22, 80, 81, 8000, 9000].map(outcomeOf))).toEqual([
        'ECONNREFUSED',
        'connected',
        'connected',
        'connected',
        'silence',
        'connected',
      ]);
      expect(await connectOutcome(agentRoute(at('192.0.2.1', 4545))!, 300)).toBe('connected');
    });
  });

  test.skipIf(missing)('a closed world leaves no listener, thread, socket, proxy or timer', () =>
    expectNoLeak(async () => {
      const clock = new CountingClock();
      const { server, backend } = await openLoopback({ choice, clock });
      const world = await backend.realise(worldOf(everything));
      expect(await server.client.proxies()).toHaveLength(5);
      // With connections that are still open, and a second call that finds nothing to do.
      const peers = await Promise.all([22, 80, 9000].map((port) => Peer.connect(world.route(at('192.0.2.1', port))!)));
      await world.close();
      await world.close();
      await Promise.all(peers.map((peer) => peer.untilEnded()));
      for (const { socket } of peers) socket.destroy();
      expect(await server.client.proxies()).toEqual([]);
      await server.close();
      expect(clock.pending).toBe(0);
    }),
  );
});

describe('what cannot be realised', () => {
  /** Realises `yaml` in vain; the diagnostics as a person sees them. */
  async function errorOf(options: LoopbackOptions, yaml = everything): Promise<string> {
    const { backend } = await loopbackForTest(options);
    const failure = await backend.realise(worldOf(yaml)).then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );
    return `\n${renderedErrors(() => {
      throw failure;
    })}\n`;
  }

  test('by this machine is an error where it is asked for', async () => {
    vi.mocked(openSaturatedListener).mockRejectedValueOnce(
      new CannotRealiseError('a filtered port', 'a full backlog drops SYNs on Linux alone, and this is plan9'),
    );
    expect(await errorOf({})).toMatchInlineSnapshot(`
      "
      error: cannot realise a filtered port: a full backlog drops SYNs on Linux alone, and this is plan9
        --> sample.yaml:10:5
         |
      10 |     8000-8010: filtered
         |     ^^^^^^^^^
      "
    `);
  });

  test('for want of descriptors is an error where they were wanted', async () => {
    vi.mocked(holdRefusedPort).mockRejectedValueOnce(
      Object.assign(new Error('connect EMFILE 127.0.0.1:40000'), { code: 'EMFILE' }),
    );
    expect(await errorOf({})).toMatchInlineSnapshot(`
      "
      error: cannot realise this here and now: connect EMFILE 127.0.0.1:40000
       --> sample.yaml:6:5
        |
      6 |     default: closed
        |     ^^^^^^^
      "
    `);
  });

  test('for want of a listener is an error at the host', async () => {
    expect(await errorOf({ listeners: failingListeners(1) })).toMatchInlineSnapshot(`
      "
      error: cannot realise this here and now: listen EMFILE: too many open files 127.0.0.1
       --> sample.yaml:1:1
        |
      1 | target:
        | ^^^^^^
      "
    `);
  });

  test('by a Toxiproxy that refuses is an error at the port that needs it', async () => {
    const { server } = await loopbackForTest();
    const toxiproxy = failingClient(server.client, 'proxy', 2);
    expect(await errorOf({ toxiproxy })).toMatchInlineSnapshot(`
      "
      error: the Toxiproxy cannot realise this: POST /proxy answered 500: no more of them
       --> sample.yaml:8:5
        |
      8 |     80: { state: open, slow: 1ms }
        |     ^^
      "
    `);
  });

  test('by a Toxiproxy that is gone is an error there too', async () => {
    const { server } = await openLoopback();
    await server.close();
    const error = await errorOf({ toxiproxy: server.client });
    expect(error.replaceAll(new URL(server.url).port, '8474')).toMatchInlineSnapshot(`
      "
      error: the Toxiproxy cannot realise this: POST http://127.0.0.1:8474/proxies: no answer (connect ECONNREFUSED 127.0.0.1:8474); check that the server runs and that its URL is right
       --> sample.yaml:7:5
        |
      7 |     22: open
        |     ^^
      "
    `);
  });

  test('is what there is to say where the teardown fails as well', async () => {
    const { server } = await openLoopback();
    let made = 0;
    const dying: ToxiproxyClient = {
      ...server.client,
      async createProxy(spec) {
        made += 1;
        if (made === 3) await server.close();
        return server.client.createProxy(spec);
      },
    };
    expect(await errorOf({ toxiproxy: dying })).toContain('sample.yaml:9:5');
  });

  test('in the units of Toxiproxy is an error at the fault', async () => {
    const yaml = 'target:\n  ports:\n    22: open\n    80: { state: open, slow: 1.5ms }\n';
    expect(await errorOf({}, yaml)).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a delay in whole ms, and this one is 1.5ms
       --> sample.yaml:4:24
        |
      4 |     80: { state: open, slow: 1.5ms }
        |                        ^^^^
        = help: write \`2ms\`
      "
    `);
  });

  /** Every step at which bringing up the world can fail: the nth time that one of these is asked for. */
  const steps = [
    ...[1, 2, 3, 4, 5].map((nth) => ['proxy', nth] as const),
    ...[1, 2, 3, 4].map((nth) => ['toxic', nth] as const),
    ...[1, 2, 3].map((nth) => ['listener', nth] as const),
  ];

  test.each(steps)('leaves nothing of what was there already: %s %d', (what, nth) =>
    expectNoLeak(async () => {
      const clock = new CountingClock();
      const { server } = await openLoopback();
      const parts =
        what === 'listener'
          ? { toxiproxy: server.client, listeners: failingListeners(nth) }
          : { toxiproxy: failingClient(server.client, what, nth), listeners: tcpListeners };
      const backend = createLoopbackBackend({ clock, proxyName: 'embedded', seed: 7, ...parts });
      await expect(backend.realise(worldOf(everything))).rejects.toThrow('sample.yaml:');
      expect(await server.client.proxies()).toEqual([]);
      await server.close();
      expect(clock.pending).toBe(0);
    }),
  );
});

test('where the proxy is gone when the world is closed, that is said, and the rest is down all the same', () =>
  expectNoLeak(async () => {
    const clock = new CountingClock();
    const { server, backend } = await openLoopback({ clock });
    const world = await backend.realise(worldOf(everything));
    await server.close();
    const failure = await world.close().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TeardownError);
    expect((failure as TeardownError).message).toMatch(
      /^the world was not torn down cleanly: DELETE .* \(and 4 more\)$/,
    );
    expect(clock.pending).toBe(0);
  }));

/** How many sockets this process has, listeners included. */
function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}

/** Whether a connection comes up and is then ended by the other side in time. */
async function endsWithin(target: { address: string; port: number }, withinMs: number): Promise<boolean> {
  const peer = await Peer.connect(target);
  const untilMs = performance.now() + withinMs;
  await waitUntil(
    () => peer.ending !== undefined || performance.now() > untilMs,
    () => 'neither',
  );
  peer.socket.destroy();
  return peer.ending !== undefined;
}

/** A client whose nth call for a proxy, or for a toxic, is refused. */
function failingClient(client: ToxiproxyClient, what: 'proxy' | 'toxic', nth: number): ToxiproxyClient {
  let left = nth;
  const called = (it: 'proxy' | 'toxic') => {
    if (it === what) left -= 1;
    if (left === 0) throw new ToxiproxyError(`POST /${it} answered 500: no more of them`, { status: 500 });
  };
  return {
    ...client,
    async createProxy(spec) {
      called('proxy');
      const proxy = await client.createProxy(spec);
      return {
        ...proxy,
        async addToxic(toxic) {
          called('toxic');
          return proxy.addToxic(toxic);
        },
      };
    },
  };
}

/** Listeners of which the nth cannot be had. */
function failingListeners(nth: number): ListenerFactory {
  let count = 0;
  return {
    async listen(local, acceptor) {
      count += 1;
      if (count < nth) return tcpListeners.listen(local, acceptor);
      throw Object.assign(new Error('listen EMFILE: too many open files 127.0.0.1'), { code: 'EMFILE' });
    },
  };
}
