import { describe, expect, it, onTestFinished } from 'vitest';
import { DirectProber } from '../engines/direct-prober.ts';
import type { Observation } from '../probe/prober.ts';
import { PortMap } from '../protocol/port-map.ts';
import { loopbackOnly } from '../respond/access.ts';
import type { HostProfile, PortProfile } from '../respond/profile.ts';
import { Responder } from '../respond/responder.ts';
import type { Dialer } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { MemoryNetwork } from '../sim/memory-network.ts';
import { createAcceptor, openListeners, portsOf } from './serve-listeners.ts';
import { freePorts, ownAddress } from './testing/places.ts';

function profileOf(address: string, states: Readonly<Record<number, PortProfile['state']>>): HostProfile {
  const entries = Object.entries(states).map(([port, state]) => {
    return { first: Number(port), last: Number(port), value: { state } };
  });
  return { address, ports: new PortMap<PortProfile>(entries, { state: 'closed' }) };
}

/** What a probe of the port sees. */
function probe(dialer: Dialer, address: string, port: number): Promise<Observation> {
  const prober = new DirectProber({ dialer, clock: nodeClock, encoding: 'text' });
  return new Promise((resolve) => {
    prober.onObservations = () => resolve(prober.drain()[0]!);
    prober.submit([{ index: 0, question: 'status', subject: { address, port }, timeoutMs: 500 }]);
  });
}

async function open(profile: HostProfile, agentPort: number, agentOnly = false) {
  const responder = new Responder({ clock: nodeClock });
  const host = profile.address;
  const options = {
    responder,
    profile,
    host,
    agentPort,
    agentPolicy: loopbackOnly,
    directPolicy: profile.access,
    agentOnly,
  };
  return openListeners(options);
}

/** As `open`, and closes it with the test. */
async function hold(...args: Parameters<typeof open>): Promise<void> {
  const listeners = await open(...args);
  onTestFinished(() => listeners.close());
}

describe('the listeners of a profile', () => {
  it('answer on open ports, keep still on filtered ones, and are not there on closed ones', async () => {
    const host = ownAddress();
    const [agent, one, filtered, closed] = (await freePorts(host, 4)) as [number, number, number, number];
    await hold(profileOf(host, { [one]: 'open', [filtered]: 'filtered', [closed]: 'closed' }), agent);
    const kinds = await Promise.all([one, filtered, closed].map((port) => probe(tcpDialer, host, port)));
    expect(kinds.map(({ kind }) => kind)).toEqual(['open', 'no-response', 'refused']);
  });

  it('are the agent alone where that is wanted', async () => {
    const host = ownAddress();
    const [agent, one] = (await freePorts(host, 2)) as [number, number];
    await hold(profileOf(host, { [one]: 'open' }), agent, true);
    expect((await probe(tcpDialer, host, one)).kind).toBe('refused');
    expect((await probe(tcpDialer, host, agent)).kind).toBe('closed');
  });

  it('answer only those who may ask', async () => {
    const host = ownAddress();
    const [agent, one] = (await freePorts(host, 2)) as [number, number];
    await hold({ ...profileOf(host, { [one]: 'open' }), access: { status: [], information: [] } }, agent);
    expect(await probe(tcpDialer, host, one)).toMatchObject({ kind: 'error-reply', code: 'denied' });
  });

  it('are all or none, and the error names the port', async () => {
    const host = ownAddress();
    const [agent, one, taken] = (await freePorts(host, 3)) as [number, number, number];
    const other = await tcpListeners.listen({ address: host, port: taken }, () => undefined);
    onTestFinished(() => other.close());
    await expect(open(profileOf(host, { [one]: 'open', [taken]: 'open' }), agent)).rejects.toMatchObject({
      exitCode: 3,
      message: `cannot listen on port ${taken} (EADDRINUSE): another program listens there; choose another port, or --agent-only`,
    });
    expect((await probe(tcpDialer, host, one)).kind).toBe('refused');
    expect((await probe(tcpDialer, host, agent)).kind).toBe('refused');
  });

  it('free their ports when they are closed', async () => {
    const host = ownAddress();
    const [agent, one, filtered] = (await freePorts(host, 3)) as [number, number, number];
    const listeners = await open(profileOf(host, { [one]: 'open', [filtered]: 'filtered' }), agent);
    await listeners.close();
    const kinds = await Promise.all([agent, one, filtered].map((port) => probe(tcpDialer, host, port)));
    expect(kinds.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('an acceptor', () => {
  const reach = async (profile: HostProfile, address: string) => {
    const acceptor = createAcceptor(new Responder({ clock: nodeClock }), profile, 'all', undefined);
    const network = new MemoryNetwork({
      clock: nodeClock,
      latencyMs: 0,
      resolve: () => ({ kind: 'accept', acceptor }),
    });
    const { kind, code } = await probe(network, address, 22);
    return [kind, code];
  };

  it('answers for the address of its profile alone', async () => {
    expect(await reach(profileOf('127.0.0.1', { 22: 'open' }), '127.0.0.1')).toEqual(['open', undefined]);
    expect(await reach(profileOf('127.0.0.1', { 22: 'open' }), '127.0.0.2')).toEqual(['error-reply', 'not-served']);
  });

  it('of the unspecified address answers for whatever address it is reached at', async () => {
    expect(await reach(profileOf('0.0.0.0', { 22: 'open' }), '192.0.2.1')).toEqual(['open', undefined]);
    expect(await reach(profileOf('::', { 22: 'open' }), '2001:db8::1')).toEqual(['open', undefined]);
  });
});

it('ports of a state are those that entries name', () => {
  const ports = new PortMap<PortProfile>(
    [
      { first: 5, last: 7, value: { state: 'filtered' } },
      { first: 1, last: 2, value: { state: 'open' } },
    ],
    { state: 'filtered' },
  );
  expect([portsOf({ address: '::1', ports }, 'open'), portsOf({ address: '::1', ports }, 'filtered')]).toEqual([
    [1, 2],
    [5, 6, 7],
  ]);
});
