import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectProber } from '../engines/direct-prober.ts';
import { RoutedDialer } from '../engines/routed-dialer.ts';
import { behaviours, peer } from '../engines/testing/peers.ts';
import { holdRefusedPort } from '../faults/refused-port.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import { PortMap } from '../protocol/port-map.ts';
import { viewProfile } from '../respond/host-view.ts';
import type { PortProfile } from '../respond/profile.ts';
import { Responder } from '../respond/responder.ts';
import type { PortResult } from '../results/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Acceptor, Dialer, SocketAddress } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { type MemoryEndpoint, MemoryNetwork } from '../sim/memory-network.ts';
import { CounterRandom } from '../sim/random.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { ScanSession } from './scan-session.ts';

/**
 * The seams of the house: one ScanSession, one engine, one judge, over real sockets, over memory, and over memory in
 * virtual time. Every row of the verdict table that a transport can bring about has the same verdict on each.
 */

const HOST = '192.0.2.1';
const TIMEOUT_MS = 150;

const responderFor = (clock: Clock): Acceptor => {
  const ports = new PortMap<PortProfile>([{ first: 1, last: 1, value: { state: 'open' } }], { state: 'closed' });
  return new Responder({ clock }).acceptorFor(viewProfile({ address: HOST, ports }, 'all', undefined));
};

/** By logical port: what stands there, and what a scan must say of it. */
const world: readonly (readonly [MemoryEndpoint['kind'] | Acceptor, string])[] = [
  [responderFor(nodeClock), 'open syn-ack'],
  ['refuse', 'closed refused'],
  ['drop', 'filtered no-response'],
  [peer(behaviours.closed), 'closed rst'],
  [peer(behaviours.silent), 'filtered no-reply'],
  [peer(behaviours.resets), 'closed reset'],
  [peer(behaviours.hangsUp), 'closed hangup'],
  [peer(behaviours.ends), 'closed hangup'],
  [peer(behaviours.cuts), 'filtered cut'],
  [peer(behaviours.stopsHalfway), 'filtered cut'],
  [peer(behaviours.refusesToSay), 'open error-reply'],
  [peer(behaviours.isBusy), 'open error-reply'],
  [peer(behaviours.inventsAnError), 'open bad-reply'],
  [peer(behaviours.mistakesTheId), 'open bad-reply'],
  [peer(behaviours.mistakesTheEncoding), 'open bad-reply'],
  [peer(behaviours.mistakesTheAddresses), 'open bad-reply'],
  [peer(behaviours.asksBack), 'open bad-reply'],
  [peer(behaviours.speaksVersionTwo), 'open bad-reply'],
  [peer(behaviours.speaksSsh), 'open not-psap'],
];
const expected = world.map(([, verdict], index) => `${index + 1} ${verdict}`);
const retried = /filtered|reset|hangup/;

async function scanWorld(dialer: Dialer, clock: Clock): Promise<readonly PortResult[]> {
  const session = new ScanSession(
    {
      mode: 'list',
      method: 'psap',
      hosts: [HOST],
      ports: world.map((_, index) => index + 1),
      information: false,
      retries: 1,
    },
    {
      prober: new DirectProber({ dialer, clock, encoding: 'text' }),
      pacing: new AdaptivePacing({ concurrency: 8, timeoutMs: TIMEOUT_MS }),
      clock,
      random: new CounterRandom(7),
    },
  );
  const { result } = await session.run();
  return result.hosts[0]!.ports;
}

function check(ports: readonly PortResult[]): void {
  expect(ports.map(({ port, state, reason }) => `${port} ${state} ${reason}`)).toEqual(expected);
  for (const { port, attempts } of ports) expect(attempts).toBe(retried.test(expected[port - 1]!) ? 2 : 1);
}

function memoryWorld(clock: Clock): Dialer {
  return new MemoryNetwork({
    clock,
    latencyMs: 1,
    poisonViews: true,
    resolve: ({ port }): MemoryEndpoint => {
      const what = world[port - 1]![0];
      if (typeof what === 'function') return { kind: 'accept', acceptor: what };
      return { kind: what } as MemoryEndpoint;
    },
  });
}

describe('one scan session over every transport', () => {
  const close: (() => Promise<void> | void)[] = [];
  const routes = new Map<number, SocketAddress>();

  beforeAll(async () => {
    for (const [index, [what]] of world.entries()) {
      const real =
        typeof what === 'function'
          ? await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, what)
          : what === 'refuse'
            ? await holdRefusedPort('127.0.0.1')
            : await openSaturatedListener({ host: '127.0.0.1', port: 0 });
      routes.set(index + 1, real.local);
      close.push(() => real.close());
    }
  });

  afterAll(async () => {
    for (const each of close) await each();
  });

  it('judges real sockets', async () => {
    check(await scanWorld(new RoutedDialer(tcpDialer, ({ port }) => routes.get(port)), nodeClock));
  });

  it('judges memory in real time alike', async () => {
    check(await scanWorld(memoryWorld(nodeClock), nodeClock));
  });

  it('judges memory in virtual time alike, to the millisecond', async () => {
    const clock = new VirtualClock();
    const ports = await clock.runUntilSettled(scanWorld(memoryWorld(clock), clock));
    check(ports);
    const elapsed = new Map(ports.map(({ port, elapsedMs }) => [port, elapsedMs]));
    expect(elapsed.get(2)).toBe(2);
    // It is asked again once the others have been, and canaries.
    expect(elapsed.get(3)).toBeGreaterThanOrEqual(2 * TIMEOUT_MS);
    expect(elapsed.get(3)).toBeLessThan(2 * TIMEOUT_MS + 10);
    expect(elapsed.get(4)).toBe(4);
  });

  it('gives the same results for the same seed in virtual time', async () => {
    const runs = [new VirtualClock(), new VirtualClock()].map((clock) =>
      clock.runUntilSettled(scanWorld(memoryWorld(clock), clock)),
    );
    const [one, other] = await Promise.all(runs);
    expect(one).toEqual(other);
  });
});
