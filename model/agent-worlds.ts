import type { Encoding } from '../src/protocol/message.ts';
import { type TamperName, tamperNames, tampers } from './tamper.ts';
import { type Asked, type Policy, policies, rightAnswer, truths } from './world.ts';

/** The world of one connection to an agent. */
export interface AgentWorld {
  /** What is asked, one after the other and without waiting; each about a subject of its own. */
  readonly asks: readonly Asked[];
  /** Of status requests. */
  readonly encoding: Encoding;
  readonly policy: Policy;
  /** The responder has no room for the connection. */
  readonly busy: boolean;
  readonly tamper: TamperName;
  /** How many things may go wrong. */
  readonly faults: number;
}

/** Every question about every truth, and one about a host that the agent does not answer for. */
export const everyKind: readonly Asked[] = [
  ...(['status', 'port', 'os'] as const).flatMap((question) =>
    truths.map((truth) => ({ question, truth, served: true })),
  ),
  { question: 'status', truth: 'open', served: false },
];

/** One request for each way in which a responder can go on: an answer, silence, an answer that is an error. */
export const fewKinds: readonly Asked[] = [
  { question: 'status', truth: 'open', served: true },
  { question: 'status', truth: 'filtered', served: true },
  { question: 'port', truth: 'closed', served: true },
];

/** What strange agents are asked: requests that get an answer which is no error, or silence. */
const strangeKinds: readonly Asked[] = [
  { question: 'status', truth: 'open', served: true },
  { question: 'status', truth: 'filtered', served: true },
  { question: 'port', truth: 'open', served: true },
];

/** Worlds of up to so many pipelined requests of these kinds, with so many faults, under these policies. */
export function goodAgents(
  kinds: readonly Asked[],
  most: number,
  faults: number,
  allowed: readonly Policy[] = policies,
): AgentWorld[] {
  return sequences(kinds, most).flatMap((asks) =>
    allowed.flatMap((policy) =>
      encodingsFor(asks).map(
        (encoding) => ({ asks, encoding, policy, busy: false, tamper: 'nothing', faults }) as const,
      ),
    ),
  );
}

/** The same of agents that have no room, or are no good responders. */
export function strangeAgents(most: number, faults: number): AgentWorld[] {
  return sequences(strangeKinds, most).flatMap((asks) => {
    const base = { asks, encoding: 'text', policy: 'all', busy: false, faults } as const;
    const strange = tamperNames.filter((tamper) => tamper !== 'nothing').map((tamper) => ({ ...base, tamper }));
    return [...strange, { ...base, tamper: 'nothing', busy: true }];
  });
}

/** All sequences of one to `most` of these. */
function sequences(kinds: readonly Asked[], most: number): (readonly Asked[])[] {
  if (most === 0) return [];
  const shorter = sequences(kinds, most - 1);
  const longest = most === 1 ? [[]] : shorter.filter(({ length }) => length === most - 1);
  return [...shorter, ...longest.flatMap((sequence) => kinds.map((kind) => [...sequence, kind]))];
}

function encodingsFor(asks: readonly Asked[]): readonly Encoding[] {
  return asks.some(({ question }) => question === 'status') ? ['text', 'binary'] : ['binary'];
}

/** What may be found for a request where nothing goes wrong. */
export function rightOutcomes({ asks, policy, busy, tamper }: AgentWorld, tag: number): readonly string[] {
  // The error has no id, so it is about the oldest request; to the others the connection just ends.
  if (busy) return tag === 0 ? ['error-reply busy'] : ['error-reply busy', 'hangup'];
  const right = rightAnswer(asks[tag]!, policy);
  const { agent } = tampers[tamper];
  if (agent === undefined) return [right];
  // What ends the connection ends it for the requests that get silence too.
  return right === 'no-reply' ? [right, ...agent] : agent;
}
