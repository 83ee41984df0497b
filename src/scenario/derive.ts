import type { Verdict } from '../results/scan.ts';
import { deliveryOf } from './delivery.ts';
import type { PortBehaviour, Scanner } from './model.ts';

/** How a scanner looks at a port; the verdict follows from this and the truth. */
export type Look = Pick<Scanner, 'probe' | 'encoding' | 'via'> & { readonly timeoutMs: number };

/** What a scan has to say of a port, or why that does not follow from the scenario. */
export type Derived = Verdict | { readonly underivable: string };

/** Real sockets are late by up to so much on a busy machine: what a margin of it decides is not derived. */
const MARGIN_MS = 100;

/** The verdict that follows from what a port does and how it is looked at. */
export function deriveVerdict(behaviour: PortBehaviour, look: Look): Derived {
  if (look.via === 'agent') return agentVerdict(behaviour);
  if (behaviour.state === 'closed') return { state: 'closed', reason: 'refused' };
  if (behaviour.state === 'filtered') return { state: 'filtered', reason: 'no-response' };
  // Everything else accepts connections, and the TCP answer alone decides a TCP probe.
  if (look.probe === 'tcp') return { state: 'open', reason: 'syn-ack' };
  if (behaviour.state === 'silent') return { state: 'filtered', reason: 'no-reply' };
  if (behaviour.faults.some(({ kind }) => kind === 'reset')) return { state: 'closed', reason: 'reset' };
  return faultyVerdict(behaviour, look);
}

/** The agent answers for the port; what happens on the way to the port itself is not on this path. */
function agentVerdict({ state }: PortBehaviour): Verdict {
  if (state === 'open') return { state: 'open', reason: 'syn-ack' };
  if (state === 'closed') return { state: 'closed', reason: 'rst' };
  return { state: 'filtered', reason: 'no-reply' };
}

/** An open port whose answers are slow: whether they come in time. */
function faultyVerdict({ faults }: PortBehaviour, { encoding, timeoutMs }: Look): Derived {
  const { first, last } = deliveryOf(faults, encoding);
  if (faults.length === 0 || last.maxMs + MARGIN_MS <= timeoutMs) return { state: 'open', reason: 'syn-ack' };
  if (first.minMs > timeoutMs) return { state: 'filtered', reason: 'no-reply' };
  if (last.minMs > timeoutMs && first.maxMs + MARGIN_MS <= timeoutMs) return { state: 'filtered', reason: 'cut' };
  const span = `${Math.round(first.minMs)} to ${Math.round(last.maxMs)} ms`;
  return { underivable: `its answers take ${span}, which may or may not be within the time limit of ${timeoutMs} ms` };
}
