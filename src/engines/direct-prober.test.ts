import { describe, expect, test } from 'vitest';
import type { ObservationKind } from '../probe/prober.ts';
import { encodeAttributes } from '../protocol/attributes.ts';
import { encode, textOfOctets } from '../protocol/testing/arbitraries.ts';
import type { Connection, Dialer } from '../runtime/connection.ts';
import { type MemoryEndpoint, MemoryNetwork } from '../sim/memory-network.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { DirectProber } from './direct-prober.ts';
import { Observer, probe } from './testing/observer.ts';
import { behaviours, type PeerBehaviour, peer } from './testing/peers.ts';
import { answer, error, ScriptedPeer } from './testing/scripted-peer.ts';

/**
 * The stream engine in direct mode, in virtual time. One way takes 1 ms: a connection is up at 2 ms, its request there at
 * 3 ms, and the answer back at 4 ms.
 */
function directWorld(behind: MemoryEndpoint, segment?: (octets: Uint8Array) => Iterable<Uint8Array>) {
  const clock = new VirtualClock();
  const cut = segment === undefined ? {} : { segment };
  const network = new MemoryNetwork({ clock, latencyMs: 1, poisonViews: true, resolve: () => behind, ...cut });
  const prober = new DirectProber({ dialer: network, clock, encoding: 'text' });
  return { clock, network, prober, observer: new Observer(prober, clock) };
}

/** A world whose peers do what the test says; it has asked about port 80, with index 7. */
async function asked(changes: Parameters<typeof probe>[2] = {}) {
  const peers: ScriptedPeer[] = [];
  const acceptor = (connection: Connection) => {
    const accepted = new ScriptedPeer(connection);
    peers.push(accepted);
    return accepted;
  };
  const world = directWorld({ kind: 'accept', acceptor });
  world.prober.submit([probe(7, 80, changes)]);
  await world.clock.advance(3);
  return { ...world, peers, peer: peers[0]! };
}

const accepting = (behaviour: PeerBehaviour): MemoryEndpoint => ({ kind: 'accept', acceptor: peer(behaviour) });

/** What stands behind a port, what a status probe observes, and when. */
const rows: readonly (readonly [string, MemoryEndpoint, string])[] = [
  ['open', accepting(behaviours.open), '4 open 7'],
  ['closed', accepting(behaviours.closed), '4 closed 7'],
  ['a peer that keeps silent', accepting(behaviours.silent), '1002 no-reply 7'],
  ['a peer that resets', accepting(behaviours.resets), '4 reset 7'],
  ['a peer that hangs up', accepting(behaviours.hangsUp), '4 hangup 7'],
  ['a peer that sends end', accepting(behaviours.ends), '4 hangup 7'],
  ['a peer that hangs up in mid-answer', accepting(behaviours.cuts), '4 cut 7'],
  ['a peer that stops in mid-answer', accepting(behaviours.stopsHalfway), '1002 cut 7'],
  ['an error', accepting(behaviours.refusesToSay), '4 denied 7'],
  ['an error with id 0', accepting(behaviours.isBusy), '4 busy 7'],
  ['an error with a code that is none', accepting(behaviours.inventsAnError), '4 bad-reply 7'],
  ['a wrong id', accepting(behaviours.mistakesTheId), '4 bad-reply 7'],
  ['a wrong encoding', accepting(behaviours.mistakesTheEncoding), '4 bad-reply 7'],
  ['wrong addresses', accepting(behaviours.mistakesTheAddresses), '4 bad-reply 7'],
  ['a request for an answer', accepting(behaviours.asksBack), '4 bad-reply 7'],
  ['another version', accepting(behaviours.speaksVersionTwo), '4 bad-reply 7'],
  ['another protocol', accepting(behaviours.speaksSsh), '4 not-psap 7'],
  ['nobody', { kind: 'refuse' }, '2 refused 7'],
  ['a packet filter', { kind: 'drop' }, '1000 no-response 7'],
  ['no route', { kind: 'unreachable', errno: 'ENETUNREACH' }, '2 unreachable 7'],
  ['a lack of descriptors', { kind: 'local-failure', errno: 'EMFILE' }, '0 local EMFILE 7'],
  ['an acceptor that refuses', { kind: 'accept', acceptor: () => undefined }, '4 reset 7'],
];

describe('a status probe observes (VERDICT-1, VERDICT-7)', () => {
  test.each(rows)('%s', async (_, behind, line) => {
    const { clock, prober, observer } = directWorld(behind);
    prober.submit([probe(7, 80)]);
    await clock.advance(3_000);
    expect(observer.log).toEqual([line]);
    expect(clock.pendingTimers).toBe(0);
  });

  test.each(rows)('%s: the same when every octet comes by itself', async (_, behind, line) => {
    const { clock, prober, observer } = directWorld(behind, function* (octets) {
      for (let at = 0; at < octets.length; at += 1) yield octets.subarray(at, at + 1);
    });
    prober.submit([probe(7, 80)]);
    await clock.advance(3_000);
    expect(observer.log).toEqual([line]);
  });
});

describe('a request', () => {
  test('is text, has an id that is not 0, and names the subject and our own end (ID-1, ADDR-9, ADDR-11, STATUS-2)', async () => {
    const { peer: asker } = await asked();
    const [request] = asker.requests;
    expect(request).toMatchObject({
      name: 'status-request',
      encoding: 'text',
      destination: { address: '192.0.2.1', port: 80 },
    });
    expect(request!.id).toBeGreaterThan(0);
    expect(request!.source).toEqual(asker.connection.remote);
    expect(new TextDecoder().decode(request!.body)).toBe('Hello! I want to connect with port 80');
  });

  test.each([
    ['port', [{ name: 'SERVICE', value: 'http' } as const, { name: 'TRANSPORT', value: 'tcp' } as const]],
    ['os', [{ name: 'OS_FAMILY', value: 'Linux' } as const]],
  ] as const)(
    'for information about %s is binary, and its answer carries it (INFO-1)',
    async (question, attributes) => {
      const { clock, peer: asker, observer } = await asked({ question });
      const [request] = asker.requests;
      expect(request).toMatchObject({ name: 'information-request', encoding: 'binary' });
      expect(request!.body).toEqual(encodeAttributes([{ name: 'WANT', value: question }]));
      asker.send(answer(request!, 'information', { body: encodeAttributes(attributes) }));
      await clock.advance(2);
      expect(observer.observations).toMatchObject([{ kind: 'information', attributes }]);
    },
  );

  test('is one to each connection, each probe on its own (CONN-1)', async () => {
    const { clock, peers, prober } = await asked();
    prober.submit([probe(8, 81), probe(9, 82)]);
    await clock.advance(3);
    expect(peers.map(({ requests }) => requests.map(({ destination }) => destination.port))).toEqual([
      [80],
      [81],
      [82],
    ]);
  });
});

describe('a TCP probe', () => {
  test.each([
    [accepting(behaviours.silent), '2 connected 7'],
    [{ kind: 'refuse' }, '2 refused 7'],
    [{ kind: 'drop' }, '1000 no-response 7'],
  ] as [MemoryEndpoint, string][])(
    'lets the TCP answer alone decide, and sends nothing: %o (VERDICT-2)',
    async (behind, line) => {
      const { clock, prober, observer } = directWorld(behind);
      prober.submit([probe(7, 80, { question: 'tcp' })]);
      await clock.advance(3_000);
      expect(observer.log).toEqual([line]);
    },
  );

  test('of a port that it dials itself from is refused (VERDICT-8)', async () => {
    const clock = new VirtualClock();
    const self = { address: '127.0.0.1', port: 40_000 };
    const dialer: Dialer = {
      dial(_, handler) {
        const connection = { local: self, remote: self, destroy: () => {} } as Connection;
        clock.setTimer(1, () => handler.connected(connection), undefined);
        return connection;
      },
    };
    const prober = new DirectProber({ dialer, clock, encoding: 'text' });
    const observer = new Observer(prober, clock);
    prober.submit([probe(7, 40_000, { question: 'tcp' }), probe(8, 40_000)]);
    await clock.advance(10);
    expect(observer.log).toEqual(['1 refused 7', '1 refused 8']);
  });
});

describe('the answer', () => {
  test('that comes first decides; what follows is not looked at (VERDICT-15)', async () => {
    const { clock, peer: asker, observer } = await asked();
    const [request] = asker.requests as [never];
    asker.send(answer(request, 'closed'), answer(request, 'open'), encode('garbage'));
    await clock.advance(100);
    expect(observer.outcomes).toEqual(['closed 7']);
  });

  test('that was there before the request counts as if it came after it (VERDICT-18)', async () => {
    const acceptor = (connection: Connection) => {
      const accepted = new ScriptedPeer(connection);
      connection.write(encode('220 smtp.example.net ESMTP\r\n'));
      return accepted;
    };
    const { clock, prober, observer } = directWorld({ kind: 'accept', acceptor });
    prober.submit([probe(7, 25)]);
    await clock.advance(100);
    expect(observer.outcomes).toEqual(['not-psap 7']);
  });

  test('may be as long as a message can be (SCAN-9)', async () => {
    const { clock, peer: asker, observer } = await asked();
    const body = new Uint8Array([...encode('busy '), ...textOfOctets(65_530)]);
    asker.send(error(asker.requests[0]!, 'busy', { body }));
    await clock.advance(100);
    expect(observer.outcomes).toEqual(['busy 7']);
  });

  test('closes the connection (CONN-21)', async () => {
    const { clock, peer: asker } = await asked();
    asker.send(answer(asker.requests[0]!, 'open'));
    await clock.advance(10);
    expect(asker.calls).toEqual(['ended']);
  });
});

describe('time limits', () => {
  test('are two, each for itself: for the connection, and for the answer (TIME-6)', async () => {
    const clock = new VirtualClock();
    const acceptor = (connection: Connection) => new ScriptedPeer(connection);
    const network = new MemoryNetwork({ clock, latencyMs: 450, resolve: () => ({ kind: 'accept', acceptor }) });
    const prober = new DirectProber({ dialer: network, clock, encoding: 'text' });
    const observer = new Observer(prober, clock);
    prober.submit([probe(7, 80)]);
    await clock.advance(5_000);
    // Up at 900 ms.
    expect(observer.log).toEqual(['1900 no-reply 7']);
  });

  test('include their very end: the last octet of an answer then still counts (TIME-8)', async () => {
    const { clock, peer: asker, observer } = await asked();
    const octets = answer(asker.requests[0]!, 'open');
    asker.send(octets.subarray(0, -1));
    await clock.advance(998);
    // It is 1,001 ms; the request was sent at 2.
    asker.send(octets.subarray(-1));
    await clock.advance(10);
    expect(observer.log).toEqual(['1002 open 7']);
  });

  test('include the very end of the wait for the connection', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork({ clock, latencyMs: 500, resolve: () => ({ kind: 'refuse' }) });
    const prober = new DirectProber({ dialer: network, clock, encoding: 'text' });
    const observer = new Observer(prober, clock);
    prober.submit([probe(7, 80)]);
    await clock.advance(5_000);
    expect(observer.log).toEqual(['1000 refused 7']);
  });

  test('are over a moment later', async () => {
    const { clock, peer: asker, observer } = await asked();
    await clock.advance(999);
    asker.send(answer(asker.requests[0]!, 'open'));
    await clock.advance(10);
    expect(observer.log).toEqual(['1002 no-reply 7']);
  });

  test('are those of each probe', async () => {
    const { clock, prober, observer } = directWorld(accepting(behaviours.silent));
    prober.submit([probe(1, 80, { timeoutMs: 300 }), probe(2, 81, { timeoutMs: 50 })]);
    await clock.advance(1_000);
    expect(observer.log).toEqual(['52 no-reply 2', '302 no-reply 1']);
  });
});

describe('cancelling and closing', () => {
  test.each([0, 1, 3, 500])(
    'a cancelled probe is not observed, whenever it is cancelled: after %d ms',
    async (afterMs) => {
      const { clock, prober, observer } = directWorld(accepting(behaviours.silent));
      prober.submit([probe(1, 80), probe(2, 81)]);
      await clock.advance(afterMs);
      prober.cancel(1);
      await clock.advance(3_000);
      expect(observer.outcomes).toEqual(['no-reply 2']);
      expect(clock.pendingTimers).toBe(0);
    },
  );

  test('a closed prober observes nothing more, and leaves nothing behind', async () => {
    const { clock, prober, observer, peer: asker } = await asked();
    prober.submit([probe(8, 81)]);
    prober.close();
    await clock.advance(3_000);
    expect(observer.log).toEqual([]);
    expect(asker.calls).toEqual(['ended']);
    expect(clock.pendingTimers).toBe(0);
  });

  test('cancelling what is not under way does nothing', async () => {
    const { clock, prober, observer } = directWorld({ kind: 'refuse' });
    prober.cancel(7);
    prober.submit([probe(7, 80)]);
    await clock.advance(10);
    prober.cancel(7);
    expect(observer.outcomes).toEqual(['refused 7'] satisfies `${ObservationKind} 7`[]);
  });
});

test('observations of one moment come in one call, in the order in which they were made, and never within submit', async () => {
  const { clock, prober, observer } = directWorld({ kind: 'local-failure', errno: 'ENOBUFS' });
  prober.submit([probe(1, 80), probe(2, 81), probe(3, 82)]);
  expect(observer.calls).toBe(0);
  await clock.advance(10);
  expect(observer.outcomes).toEqual(['local ENOBUFS 1', 'local ENOBUFS 2', 'local ENOBUFS 3']);
  expect(prober.drain()).toEqual([]);
});
