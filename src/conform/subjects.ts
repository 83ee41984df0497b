import { type Endpoint, parseEndpoint } from '../protocol/address.ts';
import type { End, Subject } from './case.ts';
import type { Door, TargetProfile } from './profile.ts';

/** Which address and port a subject of a case is, at this target. */

/** Addresses for documentation (RFC 5737); one of them is not the target's. */
const UNSERVED = ['192.0.2.1', '198.51.100.1'] as const;

/** Undefined where the profile declares none. */
export function findSubject(subject: Subject, profile: TargetProfile, door: Door): Endpoint | undefined {
  const at = (port: number | undefined) => (port === undefined ? undefined : { address: profile.address, port });
  switch (subject) {
    case 'open':
      return at(door.port);
    case 'other open':
      return door.mode === 'direct' ? undefined : at(profile.open.find((port) => port !== door.port));
    case 'unknown service': {
      const asked = door.mode === 'direct' ? [door.port] : profile.open;
      return at(asked.find((port) => profile.services.get(port) === 'unknown'));
    }
    case 'closed':
      return door.mode === 'direct' ? undefined : at(profile.closed[0]);
    case 'filtered':
      return door.mode === 'direct' ? undefined : at(profile.filtered[0]);
    case 'unserved address':
      return { address: UNSERVED.find((address) => address !== profile.address)!, port: door.port };
    case 'unserved port':
      return door.mode === 'agent' ? undefined : at(door.port === 65_535 ? 1 : door.port + 1);
  }
}

/** The ends of a connection, as we see them. */
export interface ConnectionEnds {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/** Throws where it is no endpoint, or nothing that the profile declares: `lacks` is asked before a case is played. */
export function resolveEnd(end: End, ends: ConnectionEnds, profile: TargetProfile, door: Door): Endpoint {
  if (end === 'own') return ends.local;
  if (end === 'peer') return ends.remote;
  const found = end.includes(':') ? parseEndpoint(end) : findSubject(end as Subject, profile, door);
  if (found === undefined) throw new TypeError(`${JSON.stringify(end)} is no endpoint of this target`);
  return found;
}
