import { type AddressRange, loopback } from '../protocol/address-range.ts';

/** The access policy: which TCP peers may ask what (clauses SEC-*). The source field of a message plays no part. */
export interface AccessPolicy {
  /** Who may ask for a port's status. */
  readonly status: readonly AddressRange[];
  /** Who may ask for information about ports and the host. */
  readonly information: readonly AddressRange[];
}

/** Where nothing is configured, an agent, which tells of every port, answers loopback peers alone (SEC-6). */
export const loopbackOnly: AccessPolicy = { status: loopback, information: loopback };

/** Whether the policy lets the peer ask; without a policy everyone may. */
export function mayAsk(
  policy: AccessPolicy | undefined,
  peerAddress: string,
  wants: 'status' | 'information',
): boolean {
  return policy === undefined || policy[wants].some((range) => range.contains(peerAddress));
}
