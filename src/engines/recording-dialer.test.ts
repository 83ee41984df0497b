import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../results/timeline.ts';
import type { ConnectionHandler, Dialer } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { Journal } from '../runtime/testing/journal.ts';
import { describeTransport } from '../runtime/testing/transport-suite.ts';
import { type MemoryEndpoint, MemoryNetwork } from '../sim/memory-network.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { Recording } from './recording.ts';
import { RecordingDialer } from './recording-dialer.ts';
import { NoRouteError, RoutedDialer } from './routed-dialer.ts';

const run = { name: 'a test', seed: 7, wallClock: '2026-01-02T03:04:05.678Z' };
const target = { address: '10.0.0.1', port: 80 };

const recordNothing = (dialer: Dialer, clock = nodeClock) =>
  new RecordingDialer(dialer, new Recording(clock, () => {}, run), 'default');

describeTransport('memory in virtual time, recorded', () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork({ clock, resolve: () => ({ kind: 'refuse' }), latencyMs: 25, poisonViews: true });
  return {
    dialer: recordNothing(network, clock),
    listeners: network,
    floodOctets: 300_000,
    settle: (work) => clock.runUntilSettled(work),
  };
});

describeTransport('TCP over node:net, recorded', () => ({
  dialer: recordNothing(tcpDialer),
  listeners: tcpListeners,
  floodOctets: 64 * 2 ** 20,
  settle: (work) => work,
}));

describe('the timeline in virtual time', () => {
  /** A network whose every port is `endpoint`, a dialer that records, and what it recorded, as short lines. */
  function recorded(endpoint: MemoryEndpoint) {
    const clock = new VirtualClock();
    const network = new MemoryNetwork({ clock, resolve: () => endpoint, latencyMs: 10, poisonViews: true });
    const events: TimelineEvent[] = [];
    const recording = new Recording(clock, (event) => events.push(event), run);
    const dialer = new RecordingDialer(network, recording, 'default');
    return { clock, network, recording, dialer, events, lines: () => events.slice(1).map(inOneLine) };
  }

  const accepting = (reactions: Partial<ConnectionHandler> = {}): MemoryEndpoint => ({
    kind: 'accept',
    acceptor: () => new Journal(reactions),
  });

  it('begins with what the times count from', async () => {
    const clock = new VirtualClock();
    await clock.advance(1_000);
    const events: TimelineEvent[] = [];
    const recording = new Recording(clock, (event) => events.push(event), run);
    await clock.advance(5);
    recording.add({ kind: 'fault', change: 'begins', host: 'web', ports: '80', fault: 'slow 10 ms' });
    expect(events).toEqual([
      { atMs: 0, kind: 'began', ...run },
      { atMs: 5, kind: 'fault', change: 'begins', host: 'web', ports: '80', fault: 'slow 10 ms' },
    ]);
  });

  it('has a whole conversation: question, answer, the ends of both', async () => {
    const { clock, dialer, events } = recorded(
      accepting({
        received: (_octets, connection) => void connection.write(octetsOf('yes')),
        ended: (connection) => connection.end(),
      }),
    );
    dialer.dial(
      target,
      new Journal({
        connected: (connection) => void connection.write(octetsOf('open?')),
        received: (_octets, connection) => connection.end(),
      }),
    );
    await clock.run();
    expect(events.slice(1)).toEqual([
      { atMs: 0, kind: 'dial', connection: 1, scanner: 'default', ...target },
      { atMs: 20, kind: 'up', connection: 1, local: { address: '127.0.0.1', port: 32_768 } },
      { atMs: 20, kind: 'octets', connection: 1, direction: 'sent', octets: '6f70656e3f' },
      { atMs: 40, kind: 'octets', connection: 1, direction: 'received', octets: '796573' },
      { atMs: 40, kind: 'end', connection: 1 },
      { atMs: 60, kind: 'close', connection: 1, by: 'peer' },
    ]);
  });

  it.each<{ what: string; endpoint: MemoryEndpoint; lines: string[] }>([
    { what: 'refused', endpoint: { kind: 'refuse' }, lines: ['0 dial', '20 close error ECONNREFUSED'] },
    {
      what: 'unreachable',
      endpoint: { kind: 'unreachable', errno: 'EHOSTUNREACH' },
      lines: ['0 dial', '20 close error EHOSTUNREACH'],
    },
    {
      what: 'beyond this machine',
      endpoint: { kind: 'local-failure', errno: 'EMFILE' },
      lines: ['0 dial', '0 close error EMFILE'],
    },
    {
      what: 'reset',
      endpoint: { kind: 'accept', acceptor: () => undefined },
      lines: ['0 dial', '20 up', '40 close error ECONNRESET'],
    },
  ])('says how a connection failed: $what', async ({ endpoint, lines: expected }) => {
    const { clock, dialer, lines } = recorded(endpoint);
    dialer.dial(target, new Journal());
    await clock.run();
    expect(lines()).toEqual(expected);
  });

  it.each(['destroy', 'reset'] as const)('says when we gave up: %s of what never came up', async (method) => {
    const { clock, dialer, lines } = recorded({ kind: 'drop' });
    const connection = dialer.dial(target, new Journal());
    connection.write(octetsOf('never sent'));
    await clock.advance(300);
    connection[method]();
    connection[method]();
    await clock.run();
    expect(lines()).toEqual(['0 dial', '300 close scanner']);
  });

  it('tells a reset of ours from a close', async () => {
    const { clock, dialer, lines } = recorded(accepting());
    for (const method of ['destroy', 'reset'] as const) {
      dialer.dial(target, new Journal({ connected: (connection) => connection[method]() }));
    }
    await clock.run();
    expect(lines()).toEqual(['0 dial', '0 dial', '20 up', '20 close scanner', '20 up', '20 close scanner reset']);
  });

  it('says that the peer ended first, and what we did then', async () => {
    const hangsUp: MemoryEndpoint = {
      kind: 'accept',
      acceptor: (connection) => {
        connection.end();
        return new Journal();
      },
    };
    const { clock, dialer, lines } = recorded(hangsUp);
    dialer.dial(target, new Journal({ ended: (connection) => connection.destroy() }));
    dialer.dial(target, new Journal({ ended: (connection) => connection.end() }));
    await clock.run();
    expect(lines().slice(4)).toEqual(['40 close peer', '40 close scanner', '40 close peer', '40 end']);
  });

  it('says nothing of what is asked after the close, or after the end', async () => {
    const { clock, dialer, lines } = recorded(accepting({ ended: (connection) => connection.end() }));
    const connection = dialer.dial(target, new Journal());
    await clock.advance(20);
    connection.end();
    connection.end();
    connection.write(octetsOf('too late'));
    await clock.run();
    connection.write(octetsOf('far too late'));
    connection.end();
    connection.reset();
    connection.destroy();
    expect(lines()).toEqual(['0 dial', '20 up', '20 end', '40 close peer']);
  });

  it('has octets that were written early when they move: once the connection is up', async () => {
    const { clock, dialer, lines } = recorded(accepting());
    const connection = dialer.dial(target, new Journal({ connected: () => connection.write(octetsOf('c')) }));
    connection.write(octetsOf('a'));
    connection.write(new Uint8Array(0));
    connection.write(octetsOf('b'));
    await clock.run();
    expect(lines()).toEqual(['0 dial', '20 up', '20 sent 61', '20 sent 62', '20 sent 63']);
  });

  it('keeps copies: the octets as they were', async () => {
    const { clock, dialer, lines } = recorded(accepting());
    const octets = octetsOf('z');
    dialer.dial(
      target,
      new Journal({
        connected: (connection) => {
          connection.write(octets);
          octets.fill(0);
        },
      }),
    );
    await clock.run();
    expect(lines().at(-1)).toBe('20 sent 7a');
  });

  it('has the logical address, and the real one where a route leads elsewhere', async () => {
    const { clock, network, recording, events } = recorded(accepting());
    const real = { address: '127.0.0.1', port: 12_345 };
    const route = ({ port }: { port: number }) => (port === 80 ? real : port === 81 ? target : undefined);
    const dialer = new RecordingDialer(new RoutedDialer(network, route), recording, 'slow one');
    dialer.dial({ address: '192.0.2.1', port: 80 }, new Journal());
    dialer.dial({ ...target, port: 81 }, new Journal());
    expect(() => dialer.dial({ address: '192.0.2.1', port: 82 }, new Journal())).toThrow(NoRouteError);
    await clock.run();
    expect(events.filter(({ kind }) => kind === 'dial')).toEqual([
      { atMs: 0, kind: 'dial', connection: 1, scanner: 'slow one', address: '192.0.2.1', port: 80, real },
      { atMs: 0, kind: 'dial', connection: 2, scanner: 'slow one', ...target, port: 81, real: target },
    ]);
  });

  it('numbers the connections of all its dialers in one row', async () => {
    const { clock, network, recording, dialer, events } = recorded(accepting());
    const other = new RecordingDialer(network, recording, 'other');
    for (const each of [dialer, other, dialer]) each.dial(target, new Journal());
    await clock.run();
    const dials = events.filter((event) => event.kind === 'dial');
    expect(dials.map(({ connection, scanner }) => [connection, scanner])).toEqual([
      [1, 'default'],
      [2, 'other'],
      [3, 'default'],
    ]);
  });
});

describe('the timeline of real sockets', () => {
  it('has a whole conversation, in order of time', async () => {
    const events: TimelineEvent[] = [];
    const recording = new Recording(nodeClock, (event) => events.push(event), run);
    const dialer = new RecordingDialer(tcpDialer, recording, 'default');
    const listener = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, () => {
      return new Journal({
        received: (octets, connection) => void connection.write(new Uint8Array(octets)),
        ended: (connection) => connection.end(),
      });
    });
    const journal = new Journal({
      connected: (connection) => void connection.write(octetsOf('hello')),
      received: (_octets, connection) => connection.end(),
    });
    const { remote } = dialer.dial(listener.local, journal);
    await journal.whenClosed();
    await listener.close();
    const refused = new Journal();
    dialer.dial(listener.local, refused);
    await refused.whenClosed();

    expect(remote).toEqual(listener.local);
    expect(events.slice(1).map((event) => inOneLine({ ...event, atMs: 0 }))).toEqual([
      '0 dial',
      '0 up',
      '0 sent 68656c6c6f',
      '0 received 68656c6c6f',
      '0 end',
      '0 close peer',
      '0 dial',
      '0 close error ECONNREFUSED',
    ]);
    const times = events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(events[1]).toMatchObject(listener.local);
    expect(events[2]).toMatchObject({ local: { address: '127.0.0.1', port: expect.any(Number) } });
  });
});

/** `20 up`, `20 sent 6f70`, `40 close error ECONNRESET`. */
function inOneLine(event: TimelineEvent): string {
  switch (event.kind) {
    case 'octets':
      return `${event.atMs} ${event.direction} ${event.octets}`;
    case 'close':
      return [event.atMs, 'close', event.by, event.errno, event.reset && 'reset']
        .filter((word) => word !== undefined)
        .join(' ');
    default:
      return `${event.atMs} ${event.kind}`;
  }
}

function octetsOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
