import { osAttributes, portAttributes } from '../src/probe/information.ts';
import type { Endpoint } from '../src/protocol/address.ts';
import { defaultResponderTimers, type Responder, type SubjectState } from '../src/protocol/responder-machine.ts';

/** What a responder is told of its world, small enough to be explored whole. */

export const SCANNER: Endpoint = { address: '127.0.0.1', port: 40_000 };
export const RESPONDER: Endpoint = { address: '127.0.0.1', port: 4_545 };
export const SUBJECT_ADDRESS = '192.0.2.1';

/** Whom the access policy lets ask what. */
export const policies = ['all', 'status', 'none'] as const;
export type Policy = (typeof policies)[number];

export interface HostFacts {
  readonly policy: Policy;
  /** Whether the responder answers for the subject's address. */
  readonly served: boolean;
  readonly truth: (port: number) => SubjectState;
}

/** The machine's context for one connection to a responder that knows these facts. */
export function responderOf({ policy, served, truth }: HostFacts): Responder {
  return {
    local: RESPONDER,
    peer: SCANNER,
    timers: defaultResponderTimers,
    host: {
      allows: (_peer, wants) => policy === 'all' || (policy === 'status' && wants === 'status'),
      serves: ({ address }) => served && address === SUBJECT_ADDRESS,
      stateOf: truth,
      portAttributes: () => portAttributes({ service: 'unknown', transport: 'tcp' }),
      osAttributes: () => osAttributes({ family: 'unknown' }),
    },
  };
}
