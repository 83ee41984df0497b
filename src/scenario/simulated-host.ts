import { PortMap } from '../protocol/port-map.ts';
import type { HostProfile, PortProfile } from '../respond/profile.ts';
import type { BehaviourState, Host, SimulatedPort } from './model.ts';

/** What a simulated host's responder answers where a request reaches it: silent ports are silent to an agent too. */
export const answers: Readonly<Record<BehaviourState, PortProfile['state']>> = {
  open: 'open',
  closed: 'closed',
  filtered: 'filtered',
  silent: 'filtered',
};

/** The profile of the responder that stands in for a simulated host. */
export function profileOf(host: Host): HostProfile {
  const entries = [...host.ports].map(({ first, last, value }) => ({ first, last, value: portProfile(value) }));
  return {
    address: host.address,
    ports: new PortMap(entries, portProfile(host.ports.default)),
    ...(host.agent === undefined ? {} : { agentPort: host.agent.port }),
    ...(host.os === undefined ? {} : { os: host.os }),
  };
}

function portProfile({ behaviour, info }: SimulatedPort): PortProfile {
  const state = answers[behaviour.state];
  return info === undefined ? { state } : { state, info };
}
