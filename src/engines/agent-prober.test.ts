import { describe, expect, test } from 'vitest';
import { encodeAttributes } from '../protocol/attributes.ts';
import { encode } from '../protocol/testing/arbitraries.ts';
import type { Dialer } from '../runtime/connection.ts';
import { type MemoryEndpoint, MemoryNetwork } from '../sim/memory-network.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { AgentProber } from './agent-prober.ts';
import { Observer, probe } from './testing/observer.ts';
import { answer, error, ScriptedPeer } from './testing/scripted-peer.ts';

/**
 * The stream engine in agent mode, in virtual time. One way takes 1 ms: a request sent at 0 is at the agent at 3 ms, since
 * its connection comes up at 2 ms.
 */
function agentWorld(options: { bufferOctets?: number; behind?: MemoryEndpoint } = {}) {
  const clock = new VirtualClock();
  const agents: ScriptedPeer[] = [];
  const accept: MemoryEndpoint = {
    kind: 'accept',
    acceptor: (connection) => {
      const agent = new ScriptedPeer(connection);
      agents.push(agent);
      return agent;
    },
  };
  const { behind = accept, ...rest } = options;
  const network = new MemoryNetwork({ clock, latencyMs: 1, poisonViews: true, resolve: () => behind, ...rest });
  const written = { octets: 0 };
  const dialer: Dialer = {
    dial: (target, handler) => {
      const connection = network.dial(target, handler);
      const write = connection.write.bind(connection);
      connection.write = (octets) => {
        written.octets += octets.length;
        return write(octets);
      };
      return connection;
    },
  };
  const prober = new AgentProber({ dialer, clock, encoding: 'text', agentPort: 4_545 });
  return { clock, agents, prober, observer: new Observer(prober, clock), written };
}

/** Asks about ports 1 to `count`, with the indices 11, 12, …; their ids are 1, 2, …. Waits until the agent has them. */
async function asked(count: number, options: Parameters<typeof agentWorld>[0] = {}) {
  const world = agentWorld(options);
  world.prober.submit(Array.from({ length: count }, (_, index) => probe(index + 11, index + 1)));
  await world.clock.advance(4);
  return { ...world, agent: world.agents[0]! };
}

describe('requests', () => {
  test('go to the agent of the host, pipelined on one connection (AGENT-3)', async () => {
    const { clock, agents, agent, prober } = await asked(3);
    prober.submit([probe(14, 4)]);
    await clock.advance(2);
    expect(agents).toHaveLength(1);
    expect(agent.connection.local).toEqual({ address: '192.0.2.1', port: 4_545 });
    expect(agent.requests.map(({ id, destination }) => [id, destination.port])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(agent.requests[0]!.source).toEqual(agent.connection.remote);
  });

  test('to two hosts go to two agents, each with ids of its own', async () => {
    const { clock, agents, prober } = agentWorld();
    const other = { subject: { address: '192.0.2.2', port: 80 } };
    prober.submit([probe(1, 80), probe(2, 80, other), probe(3, 81)]);
    await clock.advance(4);
    expect(
      agents.map(({ connection, requests }) => [connection.local.address, ...requests.map(({ id }) => id)]),
    ).toEqual([
      ['192.0.2.1', 1, 2],
      ['192.0.2.2', 1],
    ]);
  });

  test('that an agent cannot answer are refused before anything is sent', async () => {
    const { prober } = await asked(1);
    expect(() => prober.submit([probe(1, 1, { question: 'tcp' })])).toThrow(TypeError);
  });
});

describe('answers', () => {
  test('come in any order, and are told in batches outside of submit (ID-4)', async () => {
    const { clock, agent, observer } = await asked(3);
    const [one, two, three] = [1, 2, 3].map((id) => agent.request(id)) as [never, never, never];
    agent.send(new Uint8Array([...answer(three, 'open'), ...answer(one, 'closed'), ...error(two, 'not-served')]));
    await clock.advance(2);
    expect(observer.log).toEqual(['5 open 13', '5 closed 11', '5 not-served 12']);
    expect(observer.calls).toBe(1);
    expect(observer.observations[0]).toMatchObject({ index: 13, rttMs: 3, atMs: 5 });
  });

  test('of information carry it', async () => {
    const { clock, agents, prober, observer } = agentWorld();
    prober.submit([probe(1, 22, { question: 'os' })]);
    await clock.advance(4);
    const attributes = [{ name: 'OS_FAMILY', value: 'Linux' }] as const;
    agents[0]!.send(answer(agents[0]!.request(1), 'information', { body: encodeAttributes(attributes) }));
    await clock.advance(2);
    expect(observer.observations).toMatchObject([{ index: 1, kind: 'information', attributes }]);
  });

  test('that are unknown, repeated, late, or of id 0 and no error, are ignored (ID-7, ID-11)', async () => {
    const { clock, agent, observer } = await asked(2);
    agent.send(answer(agent.request(1), 'open', { id: 77 }), answer(agent.request(1), 'open', { id: 0 }));
    agent.send(answer(agent.request(2), 'closed'), answer(agent.request(2), 'open'));
    await clock.advance(1_010);
    agent.send(answer(agent.request(1), 'open'));
    await clock.advance(10);
    expect(observer.log).toEqual(['5 closed 12', '1002 no-reply 11']);
    expect(agent.calls).toEqual([]);
  });

  test('with id 0 that are errors belong to the oldest (ID-8)', async () => {
    const { clock, agent, observer } = await asked(2);
    agent.send(error(agent.request(2), 'timeout', { id: 0 }));
    await clock.advance(2);
    expect(observer.log).toEqual(['5 timeout 11']);
  });

  test('that are not what was asked for are bad replies, and the connection goes on', async () => {
    const { clock, agent, observer } = await asked(2);
    agent.send(answer(agent.request(1), 'open', { encoding: 'binary' }), answer(agent.request(2), 'open'));
    await clock.advance(2);
    expect(observer.log).toEqual(['5 bad-reply 11', '5 open 12']);
    expect(agent.calls).toEqual([]);
  });
});

describe('time limits', () => {
  test('count from when each request was sent (TIME-5)', async () => {
    const { clock, prober, observer } = await asked(1);
    await clock.advance(500);
    prober.submit([probe(12, 2)]);
    await clock.advance(2_000);
    expect(observer.log).toEqual(['1002 no-reply 11', '1504 no-reply 12']);
  });

  test('include their very end (TIME-8)', async () => {
    const { clock, agent, observer } = await asked(2);
    await clock.advance(997);
    // It is 1,001 ms: the answer arrives when the limit of both requests ends.
    agent.send(answer(agent.request(2), 'open'));
    await clock.advance(10);
    expect(observer.log).toEqual(['1002 open 12', '1002 no-reply 11']);
  });

  test('end in silence, and the connection goes on (AGENT-5)', async () => {
    const { clock, agents, agent, prober, observer } = await asked(1);
    await clock.advance(1_100);
    prober.submit([probe(12, 2)]);
    await clock.advance(2);
    agent.send(answer(agent.request(2), 'open'));
    await clock.advance(2);
    expect(observer.outcomes).toEqual(['no-reply 11', 'open 12']);
    expect(agents).toHaveLength(1);
  });

  test('in the midst of an answer that stands still cut the connection (AGENT-6, AGENT-14)', async () => {
    const { clock, agent, observer } = await asked(2);
    agent.send(answer(agent.request(2), 'open').subarray(0, 20));
    await clock.advance(2_000);
    expect(observer.log).toEqual(['1002 cut 11', '1002 cut 12']);
    expect(agent.calls).not.toEqual([]);
  });

  test('in the midst of an answer that still flows are mere silence (AGENT-6)', async () => {
    const { clock, agent, observer } = await asked(2);
    const octets = answer(agent.request(2), 'open');
    for (let at = 0; at < 4; at += 1) {
      agent.send(octets.subarray(10 * at, 10 * at + 10));
      await clock.advance(240);
    }
    agent.send(octets.subarray(40));
    await clock.advance(2_000);
    expect(observer.log).toEqual(['965 open 12', '1002 no-reply 11']);
  });

  test('of the connection count from its start (TIME-7)', async () => {
    const { clock, observer } = await asked(2, { behind: { kind: 'drop' } });
    await clock.advance(2_000);
    expect(observer.log).toEqual(['1000 unreached no-response 11', '1000 unreached no-response 12']);
  });
});

describe('an agent that cannot be reached', () => {
  test.each([
    [{ kind: 'refuse' }, 'unreached refused'],
    [{ kind: 'unreachable', errno: 'EHOSTUNREACH' }, 'unreached unreachable'],
    [{ kind: 'local-failure', errno: 'EMFILE' }, 'local EMFILE'],
  ] as const)('%o', async (behind, outcome) => {
    const { clock, observer } = await asked(2, { behind });
    await clock.advance(10);
    expect(observer.outcomes).toEqual([`${outcome} 11`, `${outcome} 12`]);
  });
});

describe('the end of a connection', () => {
  test.each([
    ['end', (agent: ScriptedPeer) => agent.send(answer(agent.request(1), 'end', { id: 0 })), 'hangup'],
    ['a half-close', (agent: ScriptedPeer) => agent.connection.end(), 'hangup'],
    ['a reset', (agent: ScriptedPeer) => agent.connection.reset(), 'reset'],
    [
      'a half-close in mid-answer',
      (agent: ScriptedPeer) => {
        agent.send(answer(agent.request(1), 'open').subarray(0, 9));
        agent.connection.end();
      },
      'cut',
    ],
  ] as const)(
    'by %s: without an answer it is the end of every attempt, after one it is not (AGENT-7, AGENT-8)',
    async (_, act, kind) => {
      const without = await asked(2);
      act(without.agent);
      await without.clock.advance(5);
      expect(without.observer.outcomes).toEqual([`${kind} 11`, `${kind} 12`]);

      const after = await asked(3);
      after.agent.send(answer(after.agent.request(2), 'closed'));
      await after.clock.advance(2);
      act(after.agent);
      await after.clock.advance(5);
      expect(after.observer.outcomes).toEqual(['closed 12', 'displaced 11', 'displaced 13']);
    },
  );

  test('has the next requests asked on a new one, with ids from 1 again', async () => {
    const { clock, agents, agent, prober, observer } = await asked(1);
    agent.connection.end();
    await clock.advance(5);
    prober.submit([probe(21, 5)]);
    await clock.advance(4);
    expect(agents[1]!.requests).toMatchObject([{ id: 1, destination: { port: 5 } }]);
    agents[1]!.send(answer(agents[1]!.request(1), 'open'));
    await clock.advance(2);
    expect(observer.outcomes).toEqual(['hangup 11', 'open 21']);
  });

  test('without requests is told to nobody', async () => {
    const { clock, agent, observer } = await asked(1);
    agent.send(answer(agent.request(1), 'open'));
    agent.connection.end();
    await clock.advance(5);
    expect(observer.outcomes).toEqual(['open 11']);
  });

  test('after busy on accept is a hangup for the others (ID-9, D10)', async () => {
    const { clock, agent, observer } = await asked(3);
    agent.send(error(agent.request(1), 'busy', { id: 0 }));
    agent.connection.end();
    await clock.advance(5);
    expect(observer.outcomes).toEqual(['busy 11', 'hangup 12', 'hangup 13']);
  });
});

describe('a malformed answer', () => {
  test('is a bad reply of the request that its id names, and closes the connection (AGENT-10, AGENT-11)', async () => {
    const { clock, agent, observer } = await asked(3);
    agent.send(answer(agent.request(1), 'open'));
    const malformed = new TextDecoder().decode(answer(agent.request(3), 'open')).replace('Length: 0', 'Length: 00');
    agent.send(encode(malformed), answer(agent.request(2), 'open'));
    await clock.advance(5);
    expect(observer.outcomes).toEqual(['open 11', 'bad-reply 13', 'displaced 12']);
    expect(agent.calls).not.toEqual([]);
  });

  test('that is not PSAP is the oldest one’s, and everyone’s where there was no answer before (D10)', async () => {
    const { clock, agent, observer } = await asked(2);
    agent.send(encode('HTTP/1.1 400 Bad Request\r\n'));
    await clock.advance(5);
    expect(observer.outcomes).toEqual(['not-psap 11', 'not-psap 12']);
  });
});

describe('cancelling and closing', () => {
  test('a probe under way is forgotten, and a late answer to it ignored', async () => {
    const { clock, agent, prober, observer } = await asked(2);
    prober.cancel(11);
    agent.send(answer(agent.request(1), 'open'), answer(agent.request(2), 'closed'));
    await clock.advance(2_000);
    expect(observer.outcomes).toEqual(['closed 12']);
  });

  test('a probe that waits for its connection is never sent', async () => {
    const { clock, agents, prober, observer } = agentWorld();
    prober.submit([probe(1, 1), probe(2, 2)]);
    prober.cancel(1);
    await clock.advance(4);
    expect(agents[0]!.requests.map(({ destination }) => destination.port)).toEqual([2]);
    await clock.advance(2_000);
    expect(observer.outcomes).toEqual(['no-reply 2']);
  });

  test('everything ends without a word, and no timer is left', async () => {
    const { clock, agent, prober, observer } = await asked(3);
    prober.close();
    await clock.advance(2_000);
    expect(observer.log).toEqual([]);
    expect(agent.calls).toEqual(['ended']);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('an agent that takes no requests', () => {
  const BUFFER_OCTETS = 400;
  /** What the engine gathers before it writes. */
  const BATCH_OCTETS = 65_536;

  test('is sent no more than one batch beyond what it takes', async () => {
    const { clock, agents, prober, observer, written } = agentWorld({ bufferOctets: BUFFER_OCTETS });
    prober.submit([probe(11, 1)]);
    await clock.advance(4);
    const agent = agents[0]!;
    agent.connection.pause();
    prober.submit(Array.from({ length: 5_000 }, (_, index) => probe(index + 12, index + 2, { timeoutMs: 60_000 })));
    await clock.advance(10);
    expect(written.octets).toBeGreaterThan(BATCH_OCTETS);
    expect(written.octets).toBeLessThan(BATCH_OCTETS + BUFFER_OCTETS);
    agent.connection.resume();
    await clock.advance(50_000);
    expect(agent.requests.map(({ id }) => id)).toEqual(Array.from({ length: 5_001 }, (_, index) => index + 1));
    expect(observer.outcomes).toEqual(['no-reply 11']);
  });

  test('leaves those that could not be sent waiting no longer than the time limit', async () => {
    const world = agentWorld({ bufferOctets: BUFFER_OCTETS });
    world.prober.submit([probe(0, 9)]);
    await world.clock.advance(3);
    world.agents[0]!.connection.pause();
    world.prober.submit(Array.from({ length: 10 }, (_, index) => probe(index + 1, index + 1)));
    world.prober.submit([probe(11, 11), probe(12, 12)]);
    await world.clock.advance(3_000);
    const sent = Array.from({ length: 11 }, (_, index) => `no-reply ${index}`);
    expect(world.observer.outcomes).toEqual([...sent, 'displaced 11', 'displaced 12']);
    expect(world.clock.pendingTimers).toBe(0);
  });

  test('and then takes them gets all of them', async () => {
    const world = agentWorld({ bufferOctets: BUFFER_OCTETS });
    world.prober.submit([probe(0, 9)]);
    await world.clock.advance(3);
    const agent = world.agents[0]!;
    agent.connection.pause();
    world.prober.submit(Array.from({ length: 10 }, (_, index) => probe(index + 1, index + 1)));
    world.prober.submit([probe(11, 11), probe(12, 12)]);
    await world.clock.advance(900);
    agent.connection.resume();
    await world.clock.advance(20);
    expect(agent.requests).toHaveLength(13);
    for (const request of agent.requests.slice(1)) agent.send(answer(request, 'open'));
    await world.clock.advance(20);
    expect(world.observer.outcomes).toEqual(Array.from({ length: 12 }, (_, index) => `open ${index + 1}`));
  });
});
