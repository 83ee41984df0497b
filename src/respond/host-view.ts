import { osAttributes, portAttributes, portKind } from '../probe/information.ts';
import type { HostView } from '../protocol/responder-machine.ts';
import { type AccessPolicy, mayAsk } from './access.ts';
import type { HostProfile } from './profile.ts';

/** Which subjects a listener answers for: an agent for every port of the address, a direct listener for its own. */
export type ServedPorts = 'all' | { has(port: number): boolean };

/** What a profile says, as the responder machine asks for it. Unknown services are `unknown`, over `tcp` (INFO-4). */
export function viewProfile(profile: HostProfile, served: ServedPorts, policy: AccessPolicy | undefined): HostView {
  return {
    allows: (peerAddress, wants) => mayAsk(policy, peerAddress, wants),
    serves: ({ address, port }) => address === profile.address && (served === 'all' || served.has(port)),
    stateOf: (port) => profile.ports.get(port).state,
    portAttributes: (port) =>
      portAttributes({ service: 'unknown', transport: 'tcp', ...profile.ports.get(port).info, kind: portKind(port) }),
    osAttributes: () => osAttributes(profile.os ?? { family: 'unknown' }),
  };
}
