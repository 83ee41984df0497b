import type { Verdict } from '../results/scan.ts';
import { deliveryOf } from './delivery.ts';
import type { PortBehaviour, Scanner } from './model.ts';

/** How a scanner looks at a port; the verdict follows from this and the truth. */
export interface Look extends Pick<Scanner, 'probe' | 'encoding' | 'via'> {
  /** The logical address of the host; it is part of every answer. */
  readonly address: string;
  readonly timeoutMs: number;
}

/** What a scan has to say of a port, or why that does not follow from the scenario. */
export type Derived = Verdict | { readonly underivable: string };

/** Real sockets and timers are off by up to so much on a busy machine: what a margin of it decides is not derived. */
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
function faultyVerdict({ faults }: PortBehaviour, { encoding, address, timeoutMs }: Look): Derived {
  const { first, last } = deliveryOf(faults, encoding, address);
  const comesInTime = (latestMs: number) => latestMs + MARGIN_MS <= timeoutMs;
  const comesTooLate = (earliestMs: number) => earliestMs >= timeoutMs + MARGIN_MS;
  // What nothing delays is held to no margin, so that short time limits can be written.
  if (last.max === 0 || comesInTime(last.max)) return { state: 'open', reason: 'syn-ack' };
  if (comesTooLate(first.min)) return { state: 'filtered', reason: 'no-reply' };
  if (comesTooLate(last.min) && comesInTime(first.max)) return { state: 'filtered', reason: 'cut' };
  return {
    underivable: `its answers take ${spanText(first.min, last.max)}, too close to the time limit of ${timeoutMs} ms`,
  };
}

function spanText(minMs: number, maxMs: number): string {
  const [min, max] = [Math.floor(minMs), Math.ceil(maxMs)];
  return min === max ? `${min} ms` : `${min} to ${max} ms`;
}
