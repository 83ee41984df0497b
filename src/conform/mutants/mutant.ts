import type { HostView, ResponderTimers } from '../../protocol/responder-machine.ts';
import type { ResponderLimits } from '../../respond/responder.ts';
import type { ResponderParts } from '../../respond/responder-connection.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Acceptor } from '../../runtime/connection.ts';

/** A responder that is wrong in one way: the reference, with one thing changed. */
export interface Mutant {
  /** `family: where, how`; it never changes. */
  readonly id: string;
  /** What it does wrong, in a sentence. */
  readonly what: string;
  /** The clauses that it breaks. */
  readonly clauses: readonly string[];
  readonly change: Change;
}

/** What of the reference is changed. */
export interface Change {
  readonly parts?: Partial<ResponderParts>;
  readonly timers?: Partial<ResponderTimers>;
  readonly limits?: Partial<ResponderLimits>;
  /** What it knows of its host; `served` is the port of the listener. */
  readonly view?: (view: HostView, served: number) => HostView;
  /** Stands between the network and the responder. */
  readonly wrap?: (acceptor: Acceptor, clock: Clock) => Acceptor;
}

/** A family of mutants, from their names: `what` and `clauses` of each, and what is changed. */
export function family(
  name: string,
  members: Readonly<Record<string, readonly [what: string, clauses: string, change: Change]>>,
): Mutant[] {
  return Object.entries(members).map(([member, [what, clauses, change]]) => ({
    id: `${name}: ${member}`,
    what,
    clauses: clauses.split(' '),
    change,
  }));
}
