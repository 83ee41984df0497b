import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CannotRealiseError } from '../faults/cannot-realise-error.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { Peer } from '../faults/testing/peer.ts';
import { expectNoLeak } from '../faults/testing/sockets.ts';
import { waitUntil } from '../faults/testing/wait.ts';
import type { ScenarioResult } from '../results/run.ts';
import type { ListenerFactory } from '../runtime/connection.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import type { SourceError } from '../source/diagnostic.ts';
import { runScenario } from './run-scenario.ts';
import { CountingClock, loopbackForTest, openLoopback, proxyChoices } from './testing/loopback.ts';
import { sampleScenario } from './testing/samples.ts';

vi.mock('../faults/saturated-listener.ts', { spy: true });
beforeEach(() => vi.clearAllMocks());

/** Everything that an open port can do, on real sockets, held to what a scan must find by derivation. */
const target = `target:
  address: 192.0.2.30
  agent: 4545
  ports:
    10: { state: open, slow_close: 1s }
    11: { state: open, tarpit: 0ms }
    12: { state: open, tarpit: 40ms }
    13: { state: open, cut: 20 }
    14: { state: open, cut: 1 }
    15: { state: open, hangup: true }
    16: { state: open, hangup: true, slow_close: 2s }
    17: { state: open, hangup: true, slow_close: 50ms }
    18: { state: open, garbage: 64 }
    19: { state: open, garbage: 1, tarpit: 1ms }
    20: { state: open, speaks: "SSH-2.0-OpenSSH_9.2\\r\\n" }
    21: { state: open, speaks: { banner: "220 ready\\r\\n", after: 2s } }
    22: { state: open, speaks: { banner: "220 ready\\r\\n", after: 50ms }, slow: 50ms }
    23: { state: open, busy: true }
    24: { state: open, busy: true, cut: 40 }
    25: { state: open, denied: true }
    26: { state: open, denied: true, cut: 1000, slow_close: 1s }
    27: { state: open, first: { refused: 2 } }
    28: { state: open, first: { dropped: 1 } }
    29: { state: open, first: { dropped: 2 } }
    30: { state: open, first: { dropped: 1 }, garbage: 64 }
    31: { state: open, reset: true }
`;

/** \`10,12 closed refused ×1 by refused-port\`, ports of one finding together. */
function findings({ ports }: ScenarioResult): string[] {
  const groups = new Map<string, number[]>();
  for (const { port, state, reason, attempts, realisedBy } of ports) {
    const finding = `${state} ${reason} ×${attempts} by ${realisedBy}`;
    groups.set(finding, [...(groups.get(finding) ?? []), port]);
  }
  return Array.from(groups, ([finding, found]) => `${found.join()} ${finding}`);
}

describe.each(await proxyChoices())('behind $proxy', ({ choice, missing }) => {
  /** Runs with what follows from the truth, and nothing else, as the expectation. */
  async function scan(how: string): Promise<string[]> {
    const { parts } = await loopbackForTest({ choice });
    const result = await runScenario(sampleScenario(`${target}scan: { timeout: 800ms, ${how} }\n`), parts);
    expect(result.expectations.filter(({ passed }) => !passed)).toEqual([]);
    return findings(result);
  }

  test.skipIf(missing).each(['text', 'binary'])('PSAP in %s finds what follows', async (encoding) => {
    expect(await scan(`encoding: ${encoding}`)).toEqual([
      '10,11 open syn-ack ×1 by toxiproxy',
      '12,13,14 filtered cut ×2 by toxiproxy',
      '15,17 closed hangup ×2 by toxiproxy',
      '16 filtered no-reply ×2 by toxiproxy',
      '18,19,20,22 open not-psap ×1 by acceptor',
      '21 filtered no-reply ×2 by acceptor',
      '23,25,26 open error-reply ×1 by responder',
      '24 filtered cut ×2 by responder',
      '27 closed refused ×1 by route',
      '28 open syn-ack ×2 by route',
      '29 filtered no-response ×2 by route',
      '30 open not-psap ×2 by route',
      '31 closed reset ×2 by toxiproxy',
    ]);
  });

  test.skipIf(missing)('an answer that comes octet by octet is put together', async () => {
    const { parts } = await loopbackForTest({ choice });
    const scenario = sampleScenario(`
target: { address: 192.0.2.30, ports: { 22: { state: open, tarpit: 1ms }, 23: { state: open, denied: true, tarpit: 1ms } } }
scan: { encoding: binary, timeout: 8s }
expect: { 22: { state: open, reason: syn-ack, time: ">= 40ms" } }
`);
    const result = await runScenario(scenario, parts);
    expect(findings(result)).toEqual(['22 open syn-ack ×1 by toxiproxy', '23 open error-reply ×1 by responder']);
    expect(result.passed).toBe(true);
  });

  test.skipIf(missing)('TCP finds what accepts open', async () => {
    const open = (await scan('probe: tcp, retries: 2')).filter((finding) => finding.includes(' open syn-ack ×1 '));
    expect(open.map((finding) => finding.split(' ')[0])).toEqual([
      '10,11,12,13,14,15,16,17,31',
      '18,19,20,21,22',
      '23,24,25,26',
    ]);
  });

  test.skipIf(missing)('an agent knows nothing of it', async () => {
    expect(await scan('via: agent')).toEqual([
      `${Array.from({ length: 22 }, (_, index) => 10 + index).join()} open syn-ack ×1 by agent`,
    ]);
  });

  test.skipIf(missing)('a closed world leaves nothing, whatever was going on in it', () =>
    expectNoLeak(async () => {
      const clock = new CountingClock();
      const { server, backend } = await openLoopback({ choice, clock });
      const world = await backend.realise(sampleScenario(target));
      const ports = [10, 16, 18, 20, 21, 23, 25, 30];
      const peers = await Promise.all(ports.map((port) => Peer.connect(world.route({ address: '192.0.2.30', port })!)));
      for (const peer of peers) peer.send('hello\r\n\r\n');
      await peers[2]!.untilReceived(64);
      await world.close();
      for (const peer of peers) {
        await peer.untilEnded();
        peer.socket.destroy();
      }
      expect(await server.client.proxies()).toEqual([]);
      await server.close();
      // What a fault proxy of this process still delays is not of the world.
      await waitUntil(
        () => clock.pending === 0,
        () => `${clock.pending} timers`,
      );
    }),
  );
});

/** The responder, what stands at 18 and 22, the full responder, the one that denies, and the agent; 30 shares with 18. */
test.each([1, 2, 6, 7, 8, 9])('a world of which listener %d cannot be had leaves nothing', (nth) =>
  expectNoLeak(async () => {
    let count = 0;
    const listeners: ListenerFactory = {
      async listen(local, acceptor) {
        count += 1;
        if (count < nth) return tcpListeners.listen(local, acceptor);
        throw Object.assign(new Error('listen EMFILE: too many open files'), { code: 'EMFILE' });
      },
    };
    const clock = new CountingClock();
    const { server, backend } = await openLoopback({ clock, listeners });
    await expect(backend.realise(sampleScenario(target))).rejects.toThrow('sample.yaml:');
    expect(await server.client.proxies()).toEqual([]);
    await server.close();
    expect(clock.pending).toBe(0);
  }),
);

test('first connections whose SYNs cannot be dropped here are an error where that is asked for', async () => {
  vi.mocked(openSaturatedListener).mockRejectedValueOnce(new CannotRealiseError('a filtered port', 'no Linux'));
  const { backend } = await loopbackForTest();
  const world = sampleScenario('target: { ports: { 22: { state: open, first: { dropped: 1 } } } }');
  const failure = await backend.realise(world).catch((error: unknown) => error);
  expect((failure as SourceError).diagnostics).toMatchObject([
    { message: 'cannot realise a filtered port: no Linux', column: 39, length: 5 },
  ]);
});

test.each([
  ['denied', /^agent:denied$/],
  ['busy', /^agent:(busy|hangup)$/],
])('an agent that is %s answers for no port', async (refusal, reason) => {
  const { parts } = await loopbackForTest();
  const scenario = sampleScenario(`
target: { agent: { port: 4545, ${refusal}: true }, ports: { 20-29: open, 30: closed } }
scan: { via: agent }
expect: { 20-30: error }
`);
  const { passed, ports } = await runScenario(scenario, parts);
  expect(passed).toBe(true);
  for (const port of ports) expect(port).toMatchObject({ reason: expect.stringMatching(reason), attempts: 2 });
});

test('two scanners at once each have their own first connections', async () => {
  const { parts } = await loopbackForTest();
  const scenario = sampleScenario(`
target: { ports: { 20-29: { state: open, first: { dropped: 1 } }, 30: { state: open, first: { refused: 1 } } } }
scan: { timeout: 800ms }
`);
  const [scanner] = scenario.scanners;
  const scanners = ['one', 'other'].map((name) => ({ ...scanner!, name }));
  const { passed, ports } = await runScenario({ ...scenario, scanners }, parts);
  expect(passed).toBe(true);
  expect(ports.map(({ attempts }) => attempts)).toEqual([...Array(10).fill(2), 1, ...Array(10).fill(2), 1]);
});

test('garbage is the same for the same seed and host, in whatever world', async () => {
  const heard = async (seed: number, before: string) => {
    const { backend } = await loopbackForTest({ seed });
    const scenario = sampleScenario(`target: { ports: { ${before} 80: { state: open, garbage: 64 } } }`);
    const world = await backend.realise(scenario);
    const peer = await Peer.connect(world.route({ address: '127.0.0.1', port: 80 })!);
    peer.send('anything');
    await peer.untilReceived(64);
    peer.socket.destroy();
    await world.close();
    return peer.received;
  };
  const octets = await heard(7, '');
  expect(await heard(7, '22: { state: open, garbage: 32 },')).toBe(octets);
  expect(await heard(8, '')).not.toBe(octets);
});

test('the connections that are lost are a share of them, and the seed alone decides which', async () => {
  const world = sampleScenario('target: { address: 192.0.2.30, ports: { 1-500: { state: open, lossy: 20% } } }');
  const lostOf = async (seed: number): Promise<string> => {
    const { parts } = await loopbackForTest({ seed });
    const realisation = await parts.backend.realise(world);
    const scanner = realisation.routeOfScanner();
    const through = realisation.route({ address: '192.0.2.30', port: 1 })!;
    const dials = Array.from(
      { length: 2_000 },
      (_, dial) => scanner({ address: '192.0.2.30', port: 1 + (dial % 500) })!,
    );
    await realisation.close();
    return dials.map(({ port }) => (port === through.port ? '.' : 'x')).join('');
  };
  const one = await lostOf(1);
  const lost = one.split('x').length - 1;
  expect(lost).toBeGreaterThan(320);
  expect(lost).toBeLessThan(480);
  expect(await lostOf(1)).toBe(one);
  expect(await lostOf(2)).not.toBe(one);
});
