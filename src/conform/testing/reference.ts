import { type AddressRange, loopback } from '../../protocol/address-range.ts';
import { PortMap } from '../../protocol/port-map.ts';
import { defaultResponderTimers } from '../../protocol/responder-machine.ts';
import type { AccessPolicy } from '../../respond/access.ts';
import { viewProfile } from '../../respond/host-view.ts';
import type { HostProfile, PortProfile } from '../../respond/profile.ts';
import { defaultLimits, Responder } from '../../respond/responder.ts';
import type { Acceptor } from '../../runtime/connection.ts';
import { MemoryNetwork, type MemoryNetworkOptions } from '../../sim/memory-network.ts';
import { VirtualClock } from '../../sim/virtual-clock.ts';
import type { Case } from '../case.ts';
import type { Change } from '../mutants/mutant.ts';
import { lacksOf } from '../needs.ts';
import { patienceFor } from '../patience.ts';
import type { TargetProfile } from '../profile.ts';
import { type CaseRun, runCase } from '../run-case.ts';

/** The reference responder as a target, in memory and in virtual time. */

const HOST = '192.0.2.1';
const AGENT_PORT = 4_545;
const HOST_V6 = '2001:db8::1';
const LATENCY_MS = 1;
const SERVED = 8;

const port = (number: number, value: PortProfile) => ({ first: number, last: number, value });

const hostProfile: HostProfile = {
  address: HOST,
  agentPort: AGENT_PORT,
  os: { family: 'Linux', name: 'Debian GNU/Linux', uptimeSeconds: 86_400 },
  ports: new PortMap(
    [
      port(22, { state: 'open', info: { service: 'ssh', product: 'OpenSSH' } }),
      port(80, { state: 'open' }),
      port(8_000, { state: 'filtered' }),
    ],
    { state: 'closed' },
  ),
};

const { os: _, ...rest } = hostProfile;
const bareProfile: HostProfile = {
  ...rest,
  ports: new PortMap([22, 80].map((open) => port(open, { state: 'open' })).concat(port(8_000, { state: 'filtered' })), {
    state: 'closed',
  }),
};

/** All that can be declared of it: no case is unsupported but those that need a denial. */
export const targetProfile: TargetProfile = {
  agent: { address: HOST, port: AGENT_PORT },
  address: HOST,
  open: [22, 80],
  closed: [81, AGENT_PORT],
  filtered: [8_000],
  direct: new Map([[22, { address: HOST, port: 22 }]]),
  services: new Map([
    [22, 'ssh'],
    [80, 'unknown'],
  ]),
  osFamily: 'Linux',
  denied: new Set(),
  limits: { messageMs: 5_000, idleMs: 30_000, writeMs: 5_000, connections: SERVED },
  proxied: false,
};

/** The same of a target of which only a direct listener is known. */
export const directProfile: TargetProfile = { ...targetProfile, agent: undefined, closed: [], filtered: [] };

const nobody: AddressRange[] = [];

/** Worlds in which the reference is asked, by what is true of them. Each case is played in one of them at least. */
export const referenceWorlds: Readonly<Record<string, readonly [TargetProfile, ReferenceOptions]>> = {
  'in agent mode': [targetProfile, {}],
  'in direct mode': [directProfile, {}],
  'over IPv6': [
    {
      ...targetProfile,
      agent: { address: HOST_V6, port: AGENT_PORT },
      address: HOST_V6,
      direct: new Map([[22, { address: HOST_V6, port: 22 }]]),
    },
    { host: { ...hostProfile, address: HOST_V6 } },
  ],
  'that knows nothing of its host': [
    { ...targetProfile, services: new Map([[22, 'unknown']]), osFamily: 'unknown' },
    { host: bareProfile },
  ],
  'that denies its status': [
    { ...targetProfile, denied: new Set(['status']) },
    { policy: { status: nobody, information: loopback } },
  ],
  'that denies information': [
    { ...targetProfile, denied: new Set(['information']) },
    { policy: { status: loopback, information: nobody } },
  ],
};

export interface ReferenceOptions extends Change {
  readonly network?: Pick<MemoryNetworkOptions, 'segment'>;
  readonly policy?: AccessPolicy;
  readonly host?: HostProfile;
  /** Told where the responder throws, which ends the connection alone then. */
  readonly onCrash?: (error: unknown) => void;
}

/** A network on which the reference responder listens: the agent, and every open port directly. */
export function referenceWorld({
  network,
  limits,
  policy,
  host = hostProfile,
  parts,
  timers,
  onCrash,
  view = (same) => same,
  wrap = (same) => same,
}: ReferenceOptions = {}) {
  const clock = new VirtualClock();
  const responder = new Responder({
    clock,
    limits: { ...defaultLimits, connections: SERVED, ...limits },
    timers: { ...defaultResponderTimers, ...timers },
    ...(parts && { parts }),
    ...(onCrash && { onCrash }),
  });
  const acceptors = new Map<number, Acceptor>();
  const acceptorFor = (served: number): Acceptor => {
    const ports = served === AGENT_PORT ? 'all' : { has: (asked: number) => asked === served };
    // One for each port: what stands around it may remember all of its connections.
    const acceptor =
      acceptors.get(served) ?? wrap(responder.acceptorFor(view(viewProfile(host, ports, policy), served)), clock);
    acceptors.set(served, acceptor);
    return acceptor;
  };
  const dialer = new MemoryNetwork({
    clock,
    latencyMs: LATENCY_MS,
    poisonViews: true,
    resolve: ({ port: asked }) =>
      asked === AGENT_PORT || host.ports.get(asked).state === 'open'
        ? { kind: 'accept', acceptor: acceptorFor(asked) }
        : { kind: 'refuse' },
    ...network,
  });
  return { clock, dialer, responder };
}

/** Plays one case against a fresh responder. */
export async function playAgainstReference(
  one: Case,
  profile: TargetProfile,
  options: ReferenceOptions = {},
): Promise<CaseRun> {
  const { clock, dialer } = referenceWorld(options);
  const patience = patienceFor(2 * LATENCY_MS);
  return clock.runUntilSettled(runCase(one, { clock, dialer, profile, patience }));
}

/** Those of the cases that find a fault, each with a responder of its own; what the target does not declare is left out. */
export async function brokenBy(
  cases: readonly Case[],
  profile: TargetProfile,
  options: () => ReferenceOptions,
): Promise<string[]> {
  const broken: string[] = [];
  for (const one of cases.filter((each) => lacksOf(each, profile).length === 0)) {
    const { finding } = await playAgainstReference(one, profile, options());
    if (finding !== undefined) broken.push(`${one.id}: expected ${finding.expected}, got ${finding.actual}`);
  }
  return broken;
}
