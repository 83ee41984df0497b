import type { PortMap } from '../protocol/port-map.ts';
import type { OsInformation, PortInformation } from '../results/scan.ts';
import type { AccessPolicy } from './access.ts';

/** What a responder answers for: one host and the truth about its ports. */

export const profileStates = ['open', 'closed', 'filtered'] as const;
export type ProfileState = (typeof profileStates)[number];

/**
 * What is said about the service on a port. What is not said the responder fills in: service `unknown`, transport `tcp`,
 * and the kind from the port's number.
 */
export type PortDescription = Partial<Omit<PortInformation, 'kind'>>;

export interface PortProfile {
  readonly state: ProfileState;
  /** Only where the state is open and something is said. */
  readonly info?: PortDescription;
}

export interface HostProfile {
  /** The IP address answered for, in canonical form. */
  readonly address: string;
  /** The port of agent mode; without one there is no agent mode. */
  readonly agentPort?: number;
  readonly os?: OsInformation;
  /** Who may ask; undefined where the profile leaves it to the responder. */
  readonly access?: AccessPolicy;
  readonly ports: PortMap<PortProfile>;
}
