import type { Prober } from '../../probe/prober.ts';
import { loopback } from '../../protocol/address-range.ts';
import { PortMap } from '../../protocol/port-map.ts';
import { viewProfile } from '../../respond/host-view.ts';
import type { HostProfile, PortProfile } from '../../respond/profile.ts';
import { Responder } from '../../respond/responder.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import { type MemoryEndpoint, MemoryNetwork } from '../../sim/memory-network.ts';
import { VirtualClock } from '../../sim/virtual-clock.ts';
import { AgentProber } from '../agent-prober.ts';
import { DirectProber } from '../direct-prober.ts';
import { Relay } from './relay.ts';

/**
 * A few hosts behind a relay that can do harm, in memory and in virtual time, and what is true of them. Every connection
 * goes from a prober to the relay, and from there to the responder of its host.
 */

export const AGENT_PORT = 4_545;
/** One way, on each side of the relay. */
export const LATENCY_MS = 2;
/** The longest that a responder holds a connection that has ended, and then some. */
const CLOSING_MS = 10_000;

/** What stands at a host: a responder that answers for it, one that answers for another, or what TCP finds. */
export type HostKind = 'open to all' | 'status only' | 'answers for another' | 'refuses' | 'drops';

export const hosts: readonly { readonly address: string; readonly kind: HostKind }[] = [
  { address: '192.0.2.1', kind: 'open to all' },
  { address: '2001:db8::2', kind: 'status only' },
  { address: '192.0.2.3', kind: 'answers for another' },
  { address: '192.0.2.4', kind: 'refuses' },
  { address: '192.0.2.5', kind: 'drops' },
];

/** Every port is what its responder says of it; what TCP finds there without one is another thing. */
export const ports: readonly {
  readonly port: number;
  readonly state: PortProfile['state'];
  readonly listens: boolean;
}[] = [
  { port: 22, state: 'open', listens: true },
  { port: 80, state: 'open', listens: true },
  { port: 81, state: 'closed', listens: false },
  { port: 82, state: 'closed', listens: true },
  { port: 8_000, state: 'filtered', listens: false },
  { port: 8_001, state: 'filtered', listens: true },
];

const portMap = new PortMap<PortProfile>(
  ports.map(({ port, state }) => ({ first: port, last: port, value: { state } })),
  { state: 'closed' },
);

/** How a prober asks. */
export const probers = ['agent, text', 'agent, binary', 'direct, text', 'direct, binary'] as const;
export type ProberName = (typeof probers)[number];

export interface WorldOptions {
  readonly bufferOctets: number;
  /** Wraps each prober, so that tests can put bugs into it. */
  readonly wrap?: (prober: Prober) => Prober;
}

export class FaultyWorld {
  readonly clock = new VirtualClock();
  readonly relay: Relay;
  readonly probers: ReadonlyMap<ProberName, Prober>;
  /** Cuts what is written on either side of the relay into segments. */
  segmentOctets = Number.POSITIVE_INFINITY;
  #responder: Responder;
  /** Those that shut down, and all before them. */
  readonly #drained: Responder[] = [];

  constructor({ bufferOctets, wrap = (prober) => prober }: WorldOptions) {
    const { clock } = this;
    const common = {
      clock,
      latencyMs: LATENCY_MS,
      bufferOctets,
      poisonViews: true,
      segment: (octets: Uint8Array) => this.#segment(octets),
    };
    this.#responder = new Responder({ clock });
    const inner = new MemoryNetwork({ ...common, resolve: (target) => this.#responderAt(target) });
    this.relay = new Relay(clock, inner);
    const dialer = new MemoryNetwork({ ...common, resolve: (target) => this.#outside(target) });
    this.probers = new Map(
      probers.map((name) => {
        const encoding = name.endsWith('text') ? 'text' : 'binary';
        const prober = name.startsWith('agent')
          ? new AgentProber({ dialer, clock, encoding, agentPort: AGENT_PORT })
          : new DirectProber({ dialer, clock, encoding });
        return [name, wrap(prober)];
      }),
    );
  }

  /** Shuts the responder down, as for a restart: the next one takes over at once. */
  drainResponder(graceMs: number): void {
    for (const flow of this.relay.live) flow.harm();
    void this.#responder.drain(graceMs);
    this.#drained.push(this.#responder);
    this.#responder = new Responder({ clock: this.clock });
  }

  /** What is left when all probers have closed and time has passed: nothing, if all is well. */
  async leftovers(): Promise<{ connections: number; timers: number }> {
    for (const prober of this.probers.values()) prober.close();
    for (const flow of this.relay.live) if (flow.harmedMs !== undefined) flow.close();
    await this.clock.advance(CLOSING_MS);
    const responders = [...this.#drained, this.#responder];
    const served = responders.reduce((sum, { connectionCount }) => sum + connectionCount, 0);
    return { connections: served + this.relay.live.length, timers: this.clock.pendingTimers };
  }

  /** What a scanner finds when it dials. */
  #outside(target: SocketAddress): MemoryEndpoint {
    const kind = hosts.find(({ address }) => address === target.address)?.kind;
    if (kind === undefined || kind === 'refuses') return { kind: 'refuse' };
    if (kind === 'drops') return { kind: 'drop' };
    const port = ports.find((one) => one.port === target.port);
    if (target.port === AGENT_PORT || port?.listens) {
      return { kind: 'accept', acceptor: this.relay.acceptorFor(target) };
    }
    return port?.state === 'filtered' ? { kind: 'drop' } : { kind: 'refuse' };
  }

  /** The responder that the relay finds behind it. */
  #responderAt({ address, port }: SocketAddress): MemoryEndpoint {
    const kind = hosts.find((host) => host.address === address)?.kind;
    const profile: HostProfile = { address: kind === 'answers for another' ? '203.0.113.9' : address, ports: portMap };
    const policy = kind === 'status only' ? { status: loopback, information: [] } : undefined;
    const served = port === AGENT_PORT ? 'all' : { has: (asked: number) => asked === port };
    return { kind: 'accept', acceptor: this.#responder.acceptorFor(viewProfile(profile, served, policy)) };
  }

  *#segment(octets: Uint8Array): Iterable<Uint8Array> {
    const length = Math.min(this.segmentOctets, Math.max(1, octets.length));
    for (let at = 0; at < octets.length; at += length) yield octets.subarray(at, at + length);
  }
}
