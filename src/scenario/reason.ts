import type { PortState, Reason } from '../results/scan.ts';
import { parseWord, ValueError } from '../source/value-error.ts';

type PlainReason = Exclude<Reason, `local:${string}` | `agent:${string}`>;

/** The state that each reason belongs to (clause VERDICT-1). */
const states: Readonly<Record<PlainReason, PortState>> = {
  'syn-ack': 'open',
  'error-reply': 'open',
  'bad-reply': 'open',
  'not-psap': 'open',
  refused: 'closed',
  rst: 'closed',
  reset: 'closed',
  hangup: 'closed',
  'no-response': 'filtered',
  unreachable: 'filtered',
  'no-reply': 'filtered',
  cut: 'filtered',
};

export const plainReasons = Object.keys(states) as PlainReason[];

/** Reads a reason: a word of the verdict table, `local:<errno>` or `agent:<code>`. @throws {ValueError} */
export function parseReason(text: string): Reason {
  const [, origin, detail] = /^(local|agent):(.*)$/.exec(text) ?? [];
  if (origin === undefined) return parseWord(text, plainReasons);
  if (origin === 'local' && !/^E[A-Z0-9]+$/.test(detail!)) {
    throw new ValueError(`\`${detail}\` is not the name of a system error`, 'write one, as in `local:EMFILE`');
  }
  if (origin === 'agent' && !/^[a-z]+(-[a-z]+)*$/.test(detail!)) {
    throw new ValueError(`\`${detail}\` is not a code of an agent's error`, 'write one, as in `agent:busy`');
  }
  return text as Reason;
}

/** The one state that a port with this reason has. */
export function stateOfReason(reason: Reason): PortState {
  return states[reason as PlainReason] ?? 'error';
}

/** The reasons that a port of this state can have, without those of local and agent errors. */
export function reasonsOfState(state: PortState): readonly Reason[] {
  return plainReasons.filter((reason) => states[reason] === state);
}
