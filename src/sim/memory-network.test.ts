import { describe, expect, it } from 'vitest';
import type { Connection, SocketAddress } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { Journal } from '../runtime/testing/journal.ts';
import { describeTransport } from '../runtime/testing/transport-suite.ts';
import { AddressInUseError, type MemoryEndpoint, MemoryNetwork, type MemoryNetworkOptions } from './memory-network.ts';
import { VirtualClock } from './virtual-clock.ts';

describeTransport('memory in real time', () => {
  const network = new MemoryNetwork({ clock: nodeClock, resolve: refuse, latencyMs: 0 });
  return { dialer: network, listeners: network, floodOctets: 300_000, settle: (work) => work };
});

describeTransport('memory in virtual time', () => {
  const { clock, network } = virtualNetwork();
  return { dialer: network, listeners: network, floodOctets: 300_000, settle: (work) => clock.runUntilSettled(work) };
});

describeTransport('memory in virtual time, octet by octet', () => {
  const { clock, network } = virtualNetwork({ bufferOctets: 1_000, segment: octetByOctet });
  return { dialer: network, listeners: network, floodOctets: 20_000, settle: (work) => clock.runUntilSettled(work) };
});

const TARGET: SocketAddress = { address: '10.0.0.1', port: 80 };

describe('MemoryNetwork', () => {
  it.each<{ endpoint: MemoryEndpoint; calls: string[] }>([
    { endpoint: { kind: 'accept', acceptor: () => new Journal() }, calls: ['connected@50'] },
    { endpoint: { kind: 'accept', acceptor: () => undefined }, calls: ['connected@50', 'closed ECONNRESET@100'] },
    { endpoint: { kind: 'refuse' }, calls: ['closed ECONNREFUSED@50'] },
    { endpoint: { kind: 'unreachable', errno: 'EHOSTUNREACH' }, calls: ['closed EHOSTUNREACH@50'] },
    { endpoint: { kind: 'local-failure', errno: 'EMFILE' }, calls: ['closed EMFILE@0'] },
    { endpoint: { kind: 'drop' }, calls: [] },
  ])('tells the dialler of $endpoint in time', async ({ endpoint, calls }) => {
    const { clock, network } = virtualNetwork({ resolve: () => endpoint });
    const timed: string[] = [];
    const journal = new Journal({
      connected: () => timed.push(`connected@${clock.now()}`),
      closed: (errno) => timed.push(`closed ${errno}@${clock.now()}`),
    });
    network.dial(TARGET, journal);
    await clock.run();
    expect(timed).toEqual(calls);
  });

  it('asks once per dial what stands at a target, and asks its listeners first', async () => {
    const asked: SocketAddress[] = [];
    const { clock, network } = virtualNetwork({
      resolve: (target) => {
        asked.push(target);
        return { kind: 'refuse' };
      },
    });
    const listener = await network.listen({ ...TARGET, port: 81 }, () => new Journal());
    const journals = [80, 81, 82].map((port) => {
      const journal = new Journal();
      network.dial({ ...TARGET, port }, journal);
      return journal;
    });
    await clock.run();
    expect(journals.map(({ calls }) => calls.join())).toEqual([
      'closed ECONNREFUSED',
      'connected',
      'closed ECONNREFUSED',
    ]);
    expect(asked.map(({ port }) => port)).toEqual([80, 82]);
    await listener.close();
    await listener.close();
  });

  it('takes the latency for everything that travels', async () => {
    const times: string[] = [];
    const { clock, network } = virtualNetwork({
      resolve: () => ({
        kind: 'accept',
        acceptor: () => {
          times.push(`accepted@${clock.now()}`);
          return new Journal({
            received: (octets, connection) => {
              times.push(`question@${clock.now()}`);
              connection.write(new Uint8Array(octets));
            },
            ended: () => times.push(`end@${clock.now()}`),
          });
        },
      }),
    });
    const dialler = new Journal({
      received: (_octets, connection) => {
        times.push(`answer@${clock.now()}`);
        connection.end();
      },
    });
    network.dial(TARGET, dialler).write(Uint8Array.of(1));
    await clock.run();
    expect(times).toEqual(['accepted@75', 'question@75', 'answer@100', 'end@125']);
  });

  it('never shows the acceptor a connection that was given up before it was up', async () => {
    const accepted: Connection[] = [];
    const { clock, network } = virtualNetwork({
      resolve: () => ({ kind: 'accept', acceptor: (connection) => void accepted.push(connection) }),
    });
    const connection = network.dial(TARGET, new Journal());
    await clock.advance(49);
    connection.destroy();
    await clock.run();
    expect(accepted).toEqual([]);
  });

  it('resets what a listener that closes in the meantime has not accepted', async () => {
    const { clock, network } = virtualNetwork();
    const listener = await network.listen(TARGET, () => new Journal());
    const journal = new Journal();
    network.dial(TARGET, journal);
    await clock.advance(60);
    await listener.close();
    await clock.run();
    expect(journal.calls).toEqual(['connected', 'closed ECONNRESET']);
  });

  it('resets where a side is destroyed with octets unread, and answers octets for the dead with a reset', async () => {
    const { clock, network } = virtualNetwork();
    for (const pauseFirst of [true, false]) {
      let accepted: Connection | undefined;
      const listener = await network.listen(TARGET, (connection) => {
        accepted = connection;
        if (pauseFirst) connection.pause();
        return new Journal();
      });
      const journal = new Journal();
      const connection = network.dial(TARGET, journal);
      connection.write(Uint8Array.of(1));
      await clock.run();
      accepted!.destroy();
      await clock.run();
      if (!pauseFirst) connection.write(Uint8Array.of(2));
      await clock.run();
      expect(journal.calls).toEqual(['connected', ...(pauseFirst ? [] : ['ended']), 'closed ECONNRESET']);
      await listener.close();
    }
  });

  it('gives local ports in turn, from the address that dials, and never connects a port with itself', async () => {
    const { clock, network } = virtualNetwork({ resolve: () => ({ kind: 'accept', acceptor: () => new Journal() }) });
    const connections = [
      network.dial(TARGET, new Journal()),
      network.dial({ address: '::1', port: 80 }, new Journal()),
      network.dialerAt('10.0.0.9').dial(TARGET, new Journal()),
      network.dial({ address: '127.0.0.1', port: 32_771 }, new Journal()),
    ];
    await clock.run();
    expect(connections.map(({ local }) => local)).toEqual([
      { address: '127.0.0.1', port: 32_768 },
      { address: '::1', port: 32_769 },
      { address: '10.0.0.9', port: 32_770 },
      { address: '127.0.0.1', port: 32_772 },
    ]);
  });

  it('begins again with local ports when all were given', async () => {
    const { clock, network } = virtualNetwork({ resolve: () => ({ kind: 'accept', acceptor: () => new Journal() }) });
    const ports = 60_999 - 32_768 + 1;
    for (let port = 1; port < ports; port++) network.dial(TARGET, new Journal()).destroy();
    const last = network.dial(TARGET, new Journal());
    const again = network.dial(TARGET, new Journal());
    await clock.run();
    expect([last.local.port, again.local.port]).toEqual([60_999, 32_768]);
  });

  it('rejects a second listener at an address with a typed error', async () => {
    const { network } = virtualNetwork();
    await network.listen(TARGET, () => undefined);
    await expect(network.listen(TARGET, () => undefined)).rejects.toThrow(AddressInUseError);
    await expect(network.listen({ ...TARGET, address: '10.0.0.2' }, () => undefined)).resolves.toBeDefined();
  });

  it('delivers the segments that it is told to cut', async () => {
    const segments: number[][] = [];
    const { clock, network } = virtualNetwork({
      resolve: () => ({
        kind: 'accept',
        acceptor: () => new Journal({ received: (octets) => segments.push([...octets]) }),
      }),
      segment: (octets) => [octets.subarray(0, 2), octets.subarray(2)],
    });
    network.dial(TARGET, new Journal()).write(Uint8Array.of(1, 2, 3, 4, 5));
    await clock.run();
    expect(segments).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it.each([true, false])('spoils views after the call, if told to: %s', async (poisonViews) => {
    let kept: Uint8Array | undefined;
    const { clock, network } = virtualNetwork({
      resolve: () => ({
        kind: 'accept',
        acceptor: () =>
          new Journal({
            received: (octets) => {
              kept = octets;
            },
          }),
      }),
      poisonViews,
    });
    const written = Uint8Array.of(1, 2, 3);
    network.dial(TARGET, new Journal()).write(written);
    await clock.run();
    expect([...kept!]).toEqual(poisonViews ? [0xdb, 0xdb, 0xdb] : [1, 2, 3]);
    expect([...written]).toEqual([1, 2, 3]);
  });

  it('keeps no more under way than the buffer holds', async () => {
    const sizes: number[] = [];
    const { clock, network } = virtualNetwork({
      resolve: () => ({
        kind: 'accept',
        acceptor: () => new Journal({ received: (octets) => sizes.push(octets.length) }),
      }),
      bufferOctets: 10,
    });
    const connection = network.dial(TARGET, new Journal());
    await clock.run();
    expect(connection.write(new Uint8Array(20))).toBe(true);
    expect(connection.write(new Uint8Array(1))).toBe(false);
    await clock.run();
    expect(sizes).toEqual([10, 10, 1]);
    expect(clock.now()).toBe(150);
  });
});

function refuse(): MemoryEndpoint {
  return { kind: 'refuse' };
}

function virtualNetwork(options: Partial<MemoryNetworkOptions> = {}): { clock: VirtualClock; network: MemoryNetwork } {
  const clock = new VirtualClock();
  return {
    clock,
    network: new MemoryNetwork({ clock, resolve: refuse, latencyMs: 25, poisonViews: true, ...options }),
  };
}

function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < octets.length; at++) yield octets.subarray(at, at + 1);
}
