import { osAttributes, portAttributes } from '../src/probe/information.ts';
import type { Endpoint } from '../src/protocol/address.ts';
import { defaultResponderTimers, type Responder, type SubjectState } from '../src/protocol/responder-machine.ts';

/** What a responder is told of its world, small enough to be explored whole. */

export const SCANNER: Endpoint = { address: '127.0.0.1', port: 40_000 };
export const RESPONDER: Endpoint = { address: '127.0.0.1', port: 4_545 };
/** What the responder answers for. */
export const SERVED_ADDRESS = '192.0.2.1';
export const OTHER_ADDRESS = '192.0.2.2';

/** What a subject can be. */
export const truths: readonly SubjectState[] = ['open', 'closed', 'filtered'];

/** Whom the access policy lets ask what. */
export const policies = ['all', 'status', 'information', 'none'] as const;
export type Policy = (typeof policies)[number];

/** The machine's context for one connection to a responder that knows these facts. */
export function responderOf(policy: Policy, truthOf: (port: number) => SubjectState): Responder {
  return {
    local: RESPONDER,
    peer: SCANNER,
    timers: defaultResponderTimers,
    host: {
      allows: (_peer, wants) => policy === 'all' || policy === wants,
      serves: ({ address }) => address === SERVED_ADDRESS,
      stateOf: truthOf,
      portAttributes: () => portAttributes({ service: 'unknown', transport: 'tcp' }),
      osAttributes: () => osAttributes({ family: 'unknown' }),
    },
  };
}

/** What is asked, and what the responder knows of its subject. */
export interface Asked {
  readonly question: 'status' | 'port' | 'os';
  readonly truth: SubjectState;
  /** Whether the responder answers for the subject's address. */
  readonly served: boolean;
}

/** What comes of it where nothing goes wrong: clause ERR-23 and section 10, written down a second time. */
export function rightAnswer({ question, truth, served }: Asked, policy: Policy): string {
  const wants = question === 'status' ? 'status' : 'information';
  if (policy !== 'all' && policy !== wants) return 'error-reply denied';
  if (!served) return 'error-reply not-served';
  if (truth === 'filtered') return 'no-reply';
  if (question === 'status') return truth;
  return question === 'port' && truth === 'closed' ? 'error-reply not-open' : 'information';
}
