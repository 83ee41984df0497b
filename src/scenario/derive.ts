import type { Verdict } from '../results/scan.ts';
import { answerOctets } from './answer-octets.ts';
import { type Delivery, deliveryOf } from './delivery.ts';
import { type Agent, type Change, type Fault, faultOf, type PortBehaviour, type Scanner } from './model.ts';
import { spanText } from './span.ts';

/** How a scanner looks at a port; the verdict follows from this and the truth. */
export interface Look extends Pick<Scanner, 'probe' | 'encoding' | 'via'> {
  /** Why the host's agent answers nothing else, if so. */
  readonly refusal?: Agent['refusal'] | undefined;
  /** The logical address of the host; it is part of every answer. */
  readonly address: string;
  readonly timeoutMs: number;
  /** Attempts after the first. */
  readonly retries: number;
}

/** What a scan has to say of a port, with its attempts where they follow too; or why it does not follow from the scenario. */
export type Derived = (Verdict & { readonly attempts?: number }) | { readonly underivable: string };

/** Real sockets and timers are off by up to so much on a busy machine: what a margin of it decides is not derived. */
export const MARGIN_MS = 100;

/** The verdict on a port that changes: it follows where every behaviour that the port ever has leads to the same. */
export function deriveThroughout(behaviour: PortBehaviour, changes: readonly Change[], look: Look): Derived {
  const before = deriveVerdict(behaviour, look);
  let throughout = before;
  for (const { atMs, behaviour: later } of [...changes].sort((one, other) => one.atMs - other.atMs)) {
    const after = deriveVerdict(later, look);
    if ('underivable' in throughout) return throughout;
    if ('underivable' in after) return after;
    if (after.state !== throughout.state || after.reason !== throughout.reason) {
      const [was, is] = [before, after].map((each) => ('underivable' in each ? '' : `${each.state} (${each.reason})`));
      return { underivable: `it is ${was} at first, and ${is} from ${atMs} ms on` };
    }
    // How often a port is asked depends on when.
    if (after.attempts !== throughout.attempts) throughout = { state: after.state, reason: after.reason };
  }
  return throughout;
}

/** The verdict that follows from what a port does and how it is looked at. */
export function deriveVerdict(behaviour: PortBehaviour, look: Look): Derived {
  if (look.via === 'agent') return agentVerdict(behaviour, look);
  const lossy = faultOf(behaviour.faults, 'lossy');
  if (lossy !== undefined) return lossyVerdict(behaviour, look);
  const first = faultOf(behaviour.faults, 'first');
  if (first === undefined) return throughVerdict(behaviour, look);
  // A refusal is an answer, and never asked again.
  if (first.fate === 'refused') return { state: 'closed', reason: 'refused', attempts: 1 };
  const { retries } = look;
  if (first.count > retries) return { state: 'filtered', reason: 'no-response', attempts: retries + 1 };
  const later = throughVerdict(behaviour, look);
  return 'state' in later && later.state === 'open' ? { ...later, attempts: first.count + 1 } : later;
}

/** What is lost earns further attempts, as many as it takes, unless there is one attempt alone. */
function lossyVerdict(behaviour: PortBehaviour, look: Look): Derived {
  if (look.retries === 0) return { underivable: 'some of its connections are lost, and there is one attempt' };
  return throughVerdict(behaviour, look);
}

/** Answers that come late, but in time, are as good as others; those that come too late are lost. */
function lateVerdict(behaviour: PortBehaviour, late: Fault & { readonly kind: 'late' }, look: Look): Derived {
  const others = behaviour.faults.filter((fault) => fault !== late);
  const slow: Fault = { kind: 'slow', delayMs: late.delayMs, jitterMs: 0, place: late.place };
  const usual = throughVerdict({ ...behaviour, faults: others }, look);
  const tardy = throughVerdict({ ...behaviour, faults: [slow, ...others] }, look);
  if ('underivable' in usual) return usual;
  if ('underivable' in tardy || (usual.state === tardy.state && usual.reason === tardy.reason)) return tardy;
  if (usual.state !== 'open')
    return { underivable: 'what is seen last decides, and some of its answers come too late' };
  if (look.retries === 0) return { underivable: 'some of its answers come too late, and there is one attempt' };
  return usual;
}

/** The agent answers for the port: what happens at the port itself, or on the way there, is not on this path. */
function agentVerdict({ state }: PortBehaviour, { refusal }: Look): Derived {
  if (refusal === 'denied') return { state: 'error', reason: 'agent:denied' };
  if (refusal === 'busy') {
    return { underivable: 'a busy agent tells one request so and hangs up on the others, which are all `error`' };
  }
  if (state === 'open') return { state: 'open', reason: 'syn-ack' };
  if (state === 'closed') return { state: 'closed', reason: 'rst' };
  return { state: 'filtered', reason: 'no-reply' };
}

/** What a connection finds that gets through. */
function throughVerdict(behaviour: PortBehaviour, look: Look): Derived {
  if (behaviour.state === 'closed') return { state: 'closed', reason: 'refused' };
  if (behaviour.state === 'filtered') return { state: 'filtered', reason: 'no-response' };
  // Everything else accepts connections, and the TCP answer alone decides a TCP probe.
  if (look.probe === 'tcp') return { state: 'open', reason: 'syn-ack' };
  const late = faultOf(behaviour.faults, 'late');
  if (late !== undefined) return lateVerdict(behaviour, late, look);
  if (behaviour.state === 'silent') return { state: 'filtered', reason: 'no-reply' };
  const { faults } = behaviour;
  if (faultOf(faults, 'reset') !== undefined) return { state: 'closed', reason: 'reset' };
  if (faultOf(faults, 'hangup') !== undefined) return hangupVerdict(faults, look);
  return answerVerdict(faults, look);
}

/** Nothing but the end comes, if it comes in time. */
function hangupVerdict(faults: readonly Fault[], { timeoutMs }: Look): Derived {
  const delayMs = faultOf(faults, 'slow-close')?.delayMs ?? 0;
  const end = { min: delayMs, max: delayMs };
  return verdictInTime({ state: 'closed', reason: 'hangup' }, { first: end, last: end }, timeoutMs);
}

/** A port that answers something: what that is, and whether it comes in time. */
function answerVerdict(faults: readonly Fault[], { encoding, address, timeoutMs }: Look): Derived {
  const delivery = deliveryOf(faults, encoding, address);
  // Its first octet tells what is not PSAP, and no octet after it changes that.
  const asSoonAsBegun = { first: delivery.first, last: delivery.first };
  const isForeign = faultOf(faults, 'garbage') !== undefined || faultOf(faults, 'speaks') !== undefined;
  if (isForeign) return verdictInTime({ state: 'open', reason: 'not-psap' }, asSoonAsBegun, timeoutMs);

  const cut = faultOf(faults, 'cut');
  const { min, max } = answerOctets(faults, encoding, address);
  // Once it has begun, its end and the end of the time limit say the same.
  if (cut !== undefined && cut.afterOctets < min) {
    return verdictInTime({ state: 'filtered', reason: 'cut' }, asSoonAsBegun, timeoutMs);
  }
  if (cut !== undefined && cut.afterOctets < max) {
    return { underivable: `its answers have ${spanText(min, max, 'octets')}, and are cut after ${cut.afterOctets}` };
  }
  const isError = faultOf(faults, 'busy') !== undefined || faultOf(faults, 'denied') !== undefined;
  return verdictInTime({ state: 'open', reason: isError ? 'error-reply' : 'syn-ack' }, delivery, timeoutMs);
}

/** The verdict on something that comes whole, if its last octet comes in time. */
function verdictInTime(whole: Verdict, { first, last }: Delivery, timeoutMs: number): Derived {
  const comesInTime = (latestMs: number) => latestMs + MARGIN_MS <= timeoutMs;
  const comesTooLate = (earliestMs: number) => earliestMs >= timeoutMs + MARGIN_MS;
  // What nothing delays is held to no margin, so that short time limits can be written.
  if (last.max === 0 || comesInTime(last.max)) return whole;
  if (comesTooLate(first.min)) return { state: 'filtered', reason: 'no-reply' };
  if (comesTooLate(last.min) && comesInTime(first.max)) return { state: 'filtered', reason: 'cut' };
  return {
    underivable: `its answers take ${spanText(first.min, last.max, 'ms')}, too close to the time limit of ${timeoutMs} ms`,
  };
}
