import { PortMap } from '../src/protocol/port-map.ts';
import type { HostProfile } from '../src/respond/profile.ts';
import { HOST } from './scan-once.ts';

/** The host that is scanned, every port of it open. */
export const everythingIsOpen: HostProfile = { address: HOST, ports: new PortMap([], { state: 'open' }) };
