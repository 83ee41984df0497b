import { afterEach, describe, expect, test } from 'vitest';
import type { Prober } from '../probe/prober.ts';
import { encodeAttributes } from '../protocol/attributes.ts';
import { encode } from '../protocol/testing/arbitraries.ts';
import type { Acceptor, Connection, Listener } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { AgentProber } from './agent-prober.ts';
import { DirectProber } from './direct-prober.ts';
import { Observer, probe } from './testing/observer.ts';
import { behaviours, type PeerBehaviour, peer } from './testing/peers.ts';
import { answer, error, ScriptedPeer } from './testing/scripted-peer.ts';

/** Both modes of the stream engine once more, over real sockets on loopback. */

/** Long enough for a busy machine where an answer is to come, short where none is. */
const PATIENT_MS = 10_000;
const SHORT_MS = 60;

const open: { close(): Promise<void> | void }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function listen(acceptor: Acceptor): Promise<Listener> {
  const listener = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, acceptor);
  open.push(listener);
  return listener;
}

function observe<T extends Prober>(prober: T): { prober: T; observer: Observer } {
  open.push(prober);
  return { prober, observer: new Observer(prober, nodeClock) };
}

describe('direct probes', () => {
  const rows: readonly (readonly [string, PeerBehaviour, string, number])[] = [
    ['open', behaviours.open, 'open', PATIENT_MS],
    ['closed', behaviours.closed, 'closed', PATIENT_MS],
    ['silence', behaviours.silent, 'no-reply', SHORT_MS],
    ['a reset', behaviours.resets, 'reset', PATIENT_MS],
    ['a hangup', behaviours.hangsUp, 'hangup', PATIENT_MS],
    ['an end', behaviours.ends, 'hangup', PATIENT_MS],
    ['a cut', behaviours.cuts, 'cut', PATIENT_MS],
    ['an error', behaviours.refusesToSay, 'denied', PATIENT_MS],
    ['busy', behaviours.isBusy, 'busy', PATIENT_MS],
    ['a bad reply', behaviours.mistakesTheId, 'bad-reply', PATIENT_MS],
    ['another protocol', behaviours.speaksSsh, 'not-psap', PATIENT_MS],
  ];

  test('observe every kind of peer', async () => {
    const { prober, observer } = observe(new DirectProber({ dialer: tcpDialer, clock: nodeClock, encoding: 'binary' }));
    const expected: string[] = [];
    for (const [index, [, behaviour, kind, timeoutMs]] of rows.entries()) {
      const { local } = await listen(peer(behaviour));
      prober.submit([probe(index, local.port, { subject: local, timeoutMs })]);
      expected.push(`${kind} ${index}`);
    }
    await observer.whenObserved(rows.length);
    expect(observer.outcomes.toSorted()).toEqual(expected.toSorted());
  });

  test('are refused where nobody listens, and connected where somebody does', async () => {
    const { prober, observer } = observe(new DirectProber({ dialer: tcpDialer, clock: nodeClock, encoding: 'text' }));
    const gone = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, () => undefined);
    await gone.close();
    const { local } = await listen(peer(behaviours.silent));
    prober.submit([
      probe(1, 0, { subject: gone.local, timeoutMs: PATIENT_MS }),
      probe(2, 0, { subject: local, question: 'tcp', timeoutMs: PATIENT_MS }),
    ]);
    await observer.whenObserved(2);
    expect(observer.outcomes.toSorted()).toEqual(['connected 2', 'refused 1']);
  });

  test('that are cancelled are not observed', async () => {
    const { prober, observer } = observe(new DirectProber({ dialer: tcpDialer, clock: nodeClock, encoding: 'text' }));
    const { local } = await listen(peer(behaviours.silent));
    prober.submit([1, 2].map((index) => probe(index, 0, { subject: local, timeoutMs: SHORT_MS })));
    prober.cancel(1);
    await observer.whenObserved(1);
    expect(observer.outcomes).toEqual(['no-reply 2']);
  });
});

describe('probes through an agent', () => {
  /** An agent that answers each request by its port, in the order of `script`. */
  async function agentThat(script: (agent: ScriptedPeer, connection: number) => void) {
    let connections = 0;
    const { local } = await listen((connection: Connection) => {
      const number = connections;
      connections += 1;
      const agent = new (class extends ScriptedPeer {
        override received(octets: Uint8Array): void {
          super.received(octets);
          script(this, number);
        }
      })(connection);
      return agent;
    });
    return observe(new AgentProber({ dialer: tcpDialer, clock: nodeClock, encoding: 'text', agentPort: local.port }));
  }

  const subject = (port: number) => ({ subject: { address: '127.0.0.1', port }, timeoutMs: PATIENT_MS });

  test('are answered in any order; what nobody waits for is ignored', async () => {
    const { prober, observer } = await agentThat((agent) => {
      if (agent.requests.length < 3) return;
      const [one, two, three] = [1, 2, 3].map((id) => agent.request(id));
      agent.send(answer(three!, 'closed'), answer(one!, 'open', { id: 99 }), answer(one!, 'open', { id: 0 }));
      const body = encodeAttributes([{ name: 'OS_FAMILY', value: 'Linux' }]);
      agent.send(answer(two!, 'information', { body }), error(one!, 'not-served'), answer(three!, 'open'));
    });
    prober.submit([
      probe(1, 0, subject(80)),
      probe(2, 0, { ...subject(80), question: 'os' }),
      probe(3, 0, subject(81)),
    ]);
    await observer.whenObserved(3);
    expect(observer.outcomes).toEqual(['closed 3', 'information 2', 'not-served 1']);
  });

  test('are displaced where the agent goes after an answer, and asked again on a new connection', async () => {
    const { prober, observer } = await agentThat((agent, number) => {
      if (number > 0) {
        agent.send(answer(agent.requests.at(-1)!, 'closed'));
        return;
      }
      if (agent.requests.length < 2) return;
      agent.send(answer(agent.request(1), 'open'));
      agent.connection.end();
    });
    prober.submit([probe(1, 0, subject(80)), probe(2, 0, subject(81))]);
    await observer.whenObserved(2);
    expect(observer.outcomes).toEqual(['open 1', 'displaced 2']);
    prober.submit([probe(2, 0, subject(81))]);
    await observer.whenObserved(3);
    expect(observer.outcomes.at(-1)).toBe('closed 2');
  });

  test('end with a malformed answer, the one that it names first', async () => {
    const { prober, observer } = await agentThat((agent) => {
      if (agent.requests.length < 2) return;
      const text = new TextDecoder().decode(answer(agent.request(2), 'open'));
      agent.send(encode(text.replace('Length: 0', 'Length: -1')));
    });
    prober.submit([probe(1, 0, subject(80)), probe(2, 0, subject(81))]);
    await observer.whenObserved(2);
    expect(observer.outcomes).toEqual(['bad-reply 2', 'bad-reply 1']);
  });

  test('that get no answer end in silence, and the connection serves the next', async () => {
    const { prober, observer } = await agentThat((agent, number) => {
      const request = agent.requests.at(-1)!;
      if (request.destination.port === 81) agent.send(answer(request, number === 0 ? 'open' : 'closed'));
    });
    prober.submit([probe(1, 0, { ...subject(80), timeoutMs: SHORT_MS })]);
    await observer.whenObserved(1);
    prober.submit([probe(2, 0, subject(81))]);
    await observer.whenObserved(2);
    expect(observer.outcomes).toEqual(['no-reply 1', 'open 2']);
  });

  test('are told where no agent listens', async () => {
    const gone = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, () => undefined);
    await gone.close();
    const { prober, observer } = observe(
      new AgentProber({ dialer: tcpDialer, clock: nodeClock, encoding: 'text', agentPort: gone.local.port }),
    );
    prober.submit([probe(1, 0, subject(80))]);
    await observer.whenObserved(1);
    expect(observer.outcomes).toEqual(['unreached refused 1']);
  });
});
