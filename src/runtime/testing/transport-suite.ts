import { describe, expect, it } from 'vitest';
import {
  type Acceptor,
  type Connection,
  type ConnectionHandler,
  type Dialer,
  type Listener,
  type ListenerFactory,
  NOT_CONNECTED,
  type SocketAddress,
} from '../connection.ts';
import { Journal } from './journal.ts';

/** A dialler and listeners that are to behave as `runtime/connection.ts` says. */
export interface Transport {
  readonly dialer: Dialer;
  readonly listeners: ListenerFactory;

  /** More octets than the transport buffers between two handlers. */
  readonly floodOctets: number;

  /** Waits for `work`, and lets time pass meanwhile where time does not pass by itself. */
  settle<T>(work: Promise<T>): Promise<T>;
}

interface Behaviour {
  readonly onDial?: Partial<ConnectionHandler>;
  readonly onAccept?: Partial<ConnectionHandler>;
  readonly acceptPaused?: boolean;
}

const ANY_PORT: SocketAddress = { address: '127.0.0.1', port: 0 };

/** Sends back what it receives, and ends when the peer does. It heeds no back-pressure. */
const echo: Partial<ConnectionHandler> = {
  received: (octets, connection) => void connection.write(new Uint8Array(octets)),
  ended: (connection) => connection.end(),
};

/** The behaviour that all transports have in common; each runs it in a file of tests of its own. */
export function describeTransport(name: string, open: () => Transport): void {
  describe(name, () => {
    it('connects, and both sides know both addresses', async () => {
      const { dialled, dialler, accepted, listener } = await connect(open());
      expect(dialler.calls).toEqual(['connected']);
      expect(dialled.remote).toEqual(listener.local);
      expect(dialled.local).toEqual({ address: '127.0.0.1', port: expect.any(Number) });
      expect(dialled.local.port).toBeGreaterThan(0);
      expect(accepted.local).toEqual(dialled.remote);
      expect(accepted.remote).toEqual(dialled.local);
      dialled.destroy();
    });

    it('calls no handler within dial, and has no local address until the connection is up', async () => {
      const transport = open();
      const listener = await listen(transport, () => new Journal());
      const journal = new Journal();
      const connection = transport.dialer.dial(listener.local, journal);
      expect(journal.calls).toEqual([]);
      expect(connection.local).toEqual(NOT_CONNECTED);
      await transport.settle(journal.whenCalled('connected'));
      expect(connection.local).not.toEqual(NOT_CONNECTED);
      connection.destroy();
    });

    it('is refused where nobody listens', async () => {
      const transport = open();
      const target = await refusingPort(transport);
      const journal = new Journal();
      const connection = transport.dialer.dial(target, journal);
      await transport.settle(journal.whenClosed());
      expect(journal.calls).toEqual(['closed ECONNREFUSED']);
      expect(connection.local).toEqual(NOT_CONNECTED);
    });

    it('sends what was written before the connection was up, and the end behind it', async () => {
      const transport = open();
      const acceptor = new Journal();
      const listener = await listen(transport, () => acceptor);
      const connection = transport.dialer.dial(listener.local, new Journal());
      connection.write(octetsOf('early'));
      connection.end();
      await transport.settle(acceptor.whenCalled('ended'));
      expect(acceptor.text).toBe('early');
      connection.destroy();
    });

    it('carries octets both ways, unchanged and in order', async () => {
      const sent = numberedOctets(300_000);
      const { transport, dialled, dialler } = await connect(open(), { onAccept: echo });
      for (let at = 0; at < sent.length; at += 7_001) dialled.write(sent.subarray(at, at + 7_001));
      dialled.end();
      await transport.settle(dialler.whenClosed());
      expect(Buffer.compare(dialler.octets, sent)).toBe(0);
      expect(withoutDrained(dialler.calls)).toEqual(['connected', 'received', 'ended', 'closed']);
    });

    it('ends the side that dialled first, which goes on receiving', async () => {
      const { transport, dialled, dialler, accepted, acceptor } = await connect(open());
      dialled.write(octetsOf('question'));
      dialled.end();
      await transport.settle(acceptor.whenCalled('ended'));
      expect(acceptor.calls).toEqual(['received', 'ended']);

      accepted.write(octetsOf('answer'));
      await transport.settle(dialler.whenCalled('received'));
      accepted.end();
      await transport.settle(Promise.all([dialler.whenClosed(), acceptor.whenClosed()]));
      expect(dialler.text).toBe('answer');
      expect(dialler.calls).toEqual(['connected', 'received', 'ended', 'closed']);
      expect(acceptor.calls).toEqual(['received', 'ended', 'closed']);
    });

    it('ends the side that accepted first, which goes on receiving', async () => {
      const { transport, dialled, dialler, accepted, acceptor } = await connect(open());
      accepted.end();
      await transport.settle(dialler.whenCalled('ended'));
      expect(dialler.calls).toEqual(['connected', 'ended']);

      dialled.write(octetsOf('still here'));
      dialled.end();
      await transport.settle(Promise.all([dialler.whenClosed(), acceptor.whenClosed()]));
      expect(acceptor.text).toBe('still here');
      expect(dialler.calls).toEqual(['connected', 'ended', 'closed']);
      expect(acceptor.calls).toEqual(['received', 'ended', 'closed']);
    });

    it('never closes within end, not even where that was the last thing to happen', async () => {
      let callsWithinEnd: string[] = [];
      const { transport, dialled, acceptor } = await connect(open(), {
        onAccept: {
          ended: (connection) => {
            connection.end();
            callsWithinEnd = [...acceptor.calls];
          },
        },
      });
      dialled.end();
      await transport.settle(acceptor.whenClosed());
      expect(callsWithinEnd).toEqual(['ended']);
      expect(acceptor.calls).toEqual(['ended', 'closed']);
    });

    it.each(['dialled', 'accepted'] as const)('resets from the side that %s', async (side) => {
      const { transport, dialled, dialler, accepted, acceptor } = await connect(open(), { onAccept: echo });
      dialled.write(octetsOf('x'));
      await transport.settle(dialler.whenCalled('received'));
      const [resetting, silent, hearing] =
        side === 'dialled' ? [dialled, dialler, acceptor] : [accepted, acceptor, dialler];
      const callsBefore = [...silent.calls];
      resetting.reset();
      await transport.settle(hearing.whenClosed());
      expect(hearing.calls.at(-1)).toBe('closed ECONNRESET');
      expect(hearing.calls).not.toContain('ended');
      await exchange(transport);
      expect(silent.calls).toEqual(callsBefore);
    });

    it('resets at once, whatever waits to be sent', async () => {
      const transport = open();
      const { dialled, accepted, acceptor } = await connect(transport, { acceptPaused: true });
      expect(dialled.write(new Uint8Array(transport.floodOctets))).toBe(false);
      dialled.reset();
      accepted.resume();
      // Where octets come first, the system may make an end of the reset behind them.
      await transport.settle(acceptor.when(() => /^(ended|closed ECONNRESET)$/.test(acceptor.calls.at(-1) ?? '')));
      expect(acceptor.receivedOctets).toBeLessThan(transport.floodOctets);
      accepted.destroy();
    });

    it('resets a connection that the acceptor does not want', async () => {
      const transport = open();
      const listener = await listen(transport, () => undefined);
      const journal = new Journal();
      transport.dialer.dial(listener.local, journal);
      await transport.settle(journal.whenClosed());
      // On a fast path the reset is there before the dialler has noticed that the connection was up.
      expect(journal.calls.filter((call) => call !== 'connected')).toEqual(['closed ECONNRESET']);
    });

    it('is silent once destroyed, before the connection is up', async () => {
      const transport = open();
      const listener = await listen(transport, () => new Journal());
      const journals = [new Journal(), new Journal()] as const;
      transport.dialer.dial(listener.local, journals[0]).destroy();
      transport.dialer.dial(listener.local, journals[1]).reset();
      await exchange(transport);
      expect(journals.map((journal) => journal.calls)).toEqual([[], []]);
    });

    it('is silent once destroyed, and the peer sees the end', async () => {
      const { transport, dialled, dialler, accepted, acceptor } = await connect(open());
      dialled.destroy();
      await transport.settle(acceptor.whenCalled('ended'));
      accepted.end();
      await transport.settle(acceptor.whenClosed());
      await exchange(transport);
      expect(acceptor.calls).toEqual(['ended', 'closed']);
      expect(dialler.calls).toEqual(['connected']);
    });

    it('is silent once destroyed by its own handler, whatever has arrived', async () => {
      const { transport, dialler, accepted } = await connect(open(), {
        onDial: { received: (_octets, connection) => connection.destroy() },
      });
      accepted.write(octetsOf('first'));
      await transport.settle(dialler.whenCalled('received'));
      accepted.write(octetsOf('second'));
      accepted.end();
      await exchange(transport);
      expect(dialler.calls).toEqual(['connected', 'received']);
      expect(dialler.text.length).toBeLessThanOrEqual('first'.length);
    });

    it('is silent where the acceptor destroys it', async () => {
      const transport = open();
      const acceptor = new Journal();
      const listener = await listen(transport, (connection) => {
        connection.destroy();
        return acceptor;
      });
      const journal = new Journal();
      const connection = transport.dialer.dial(listener.local, journal);
      connection.write(octetsOf('anyone?'));
      await exchange(transport);
      expect(acceptor.calls).toEqual([]);
      connection.destroy();
    });

    it('holds octets back while paused, asks the writer to wait, and tells it to go on', async () => {
      const transport = open();
      const flood = numberedOctets(transport.floodOctets);
      const { dialled, dialler, accepted, acceptor } = await connect(transport, { acceptPaused: true });
      expect(dialled.write(flood)).toBe(false);
      await exchange(transport);
      expect(dialler.calls).toEqual(['connected']);
      expect(acceptor.calls).toEqual([]);

      accepted.resume();
      await transport.settle(dialler.whenCalled('drained'));
      dialled.end();
      await transport.settle(acceptor.whenCalled('ended'));
      expect(dialler.calls).toEqual(['connected', 'drained']);
      expect(acceptor.calls).toEqual(['received', 'ended']);
      expect(Buffer.compare(acceptor.octets, flood)).toBe(0);
      dialled.destroy();
    });

    it('does not drain a connection that was ended', async () => {
      const transport = open();
      const { dialled, dialler, acceptor, accepted } = await connect(transport);
      expect(dialled.write(new Uint8Array(transport.floodOctets))).toBe(false);
      dialled.end();
      await transport.settle(acceptor.whenCalled('ended'));
      accepted.end();
      await transport.settle(dialler.whenClosed());
      expect(acceptor.receivedOctets).toBe(transport.floodOctets);
      expect(dialler.calls).toEqual(['connected', 'ended', 'closed']);
    });

    it('pauses and resumes the dialling side too, in the middle of what arrives', async () => {
      const { transport, dialled, dialler, accepted } = await connect(open(), {
        onDial: { received: (_octets, connection) => connection.pause() },
      });
      accepted.write(octetsOf('first,'));
      await transport.settle(dialler.whenCalled('received'));
      const receivedBefore = dialler.receivedOctets;
      accepted.write(octetsOf('second'));
      await exchange(transport);
      expect(dialler.receivedOctets).toBe(receivedBefore);
      while (dialler.receivedOctets < 'first,second'.length) {
        const received = dialler.receivedOctets;
        dialled.resume();
        await transport.settle(dialler.when(() => dialler.receivedOctets > received));
      }
      expect(dialler.text).toBe('first,second');
      dialled.destroy();
    });

    it('takes no harm from what is asked of a dead connection', async () => {
      const { transport, dialled, dialler, accepted, acceptor } = await connect(open());
      dialled.end();
      await transport.settle(acceptor.whenCalled('ended'));
      expect(dialled.write(octetsOf('too late'))).toBe(false);
      accepted.destroy();
      await transport.settle(dialler.whenClosed());
      for (const connection of [dialled, accepted]) {
        expect(connection.write(octetsOf('far too late'))).toBe(false);
        connection.end();
        connection.pause();
        connection.resume();
        connection.reset();
        connection.destroy();
      }
      await exchange(transport);
      expect(dialler.calls).toEqual(['connected', 'ended', 'closed']);
      expect(acceptor.calls).toEqual(['ended']);
    });

    it('frees the port of a closed listener, whose connections go on', async () => {
      const { transport, listener, dialled, dialler } = await connect(open(), { onAccept: echo });
      await transport.settle(listener.close());
      const refused = new Journal();
      transport.dialer.dial(listener.local, refused);
      await transport.settle(refused.whenClosed());
      expect(refused.calls).toEqual(['closed ECONNREFUSED']);

      const next = await listen(transport, () => new Journal(), listener.local);
      expect(next.local).toEqual(listener.local);
      dialled.write(octetsOf('still there?'));
      dialled.end();
      await transport.settle(dialler.whenClosed());
      expect(dialler.text).toBe('still there?');
      await transport.settle(next.close());
    });

    it('rejects with the errno where somebody listens already', async () => {
      const transport = open();
      const listener = await listen(transport, () => undefined);
      await expect(listen(transport, () => undefined, listener.local)).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await transport.settle(listener.close());
    });
  });
}

async function listen(transport: Transport, acceptor: Acceptor, local = ANY_PORT): Promise<Listener> {
  return transport.settle(transport.listeners.listen(local, acceptor));
}

/** A port where somebody listened a moment ago. */
async function refusingPort(transport: Transport): Promise<SocketAddress> {
  const listener = await listen(transport, () => undefined);
  await transport.settle(listener.close());
  return listener.local;
}

/** A connection that is up on both sides: `dialled` reports to `dialler`, `accepted` to `acceptor`. */
async function connect(transport: Transport, behaviour: Behaviour = {}) {
  const acceptor = new Journal(behaviour.onAccept);
  let accepted: Connection | undefined;
  let tellAccepted = () => {};
  const whenAccepted = new Promise<void>((resolve) => {
    tellAccepted = resolve;
  });
  const listener = await listen(transport, (connection) => {
    accepted = connection;
    if (behaviour.acceptPaused) connection.pause();
    tellAccepted();
    return acceptor;
  });
  const dialler = new Journal(behaviour.onDial);
  const dialled = transport.dialer.dial(listener.local, dialler);
  await transport.settle(Promise.all([dialler.whenCalled('connected'), whenAccepted]));
  return { transport, listener, dialled, dialler, accepted: accepted!, acceptor };
}

/** A whole connection from beginning to end: what was under way before it has arrived after it. */
async function exchange(transport: Transport): Promise<void> {
  const { dialled, dialler, listener } = await connect(transport, { onAccept: echo });
  dialled.write(octetsOf('round trip'));
  dialled.end();
  await transport.settle(dialler.whenClosed());
  await transport.settle(listener.close());
}

function octetsOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Octets in which any that are lost, doubled or out of place show. */
function numberedOctets(length: number): Uint8Array {
  const octets = new Uint8Array(length);
  for (let index = 0; index < length; index++) octets[index] = (index ^ (index >> 8) ^ (index >> 16)) & 0xff;
  return octets;
}

function withoutDrained(calls: readonly string[]): string[] {
  return calls.filter((call, index) => call !== 'drained' && call !== calls[index - 1]);
}
