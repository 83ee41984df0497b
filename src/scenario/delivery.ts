import type { Encoding } from '../protocol/message.ts';
import { answerOctets } from './answer-octets.ts';
import type { Fault } from './model.ts';
import { AT_ONCE, add, type Span, scale } from './span.ts';

/** When an answer's octets arrive, in milliseconds after the request was sent, as far as its faults say. */
export interface Delivery {
  readonly first: Span;
  readonly last: Span;
}

/** Timers count in whole milliseconds and go off late: by so much each, which adds up where there are many in a row. */
const TIMER_LATENESS_MS = 2;

/** Where a timer stands between any two octets, a busy machine makes whole seconds of it. */
const OCTET_LATENESS_MS = 10;

/** When what a port of the host at `address` answers arrives through these faults. */
export function deliveryOf(faults: readonly Fault[], encoding: Encoding, address: string): Delivery {
  const octets = answerOctets(faults, encoding, address);
  return faults.reduce<Delivery>(
    ({ first, last }, fault) => {
      const delay = delayBy(fault, octets);
      return { first: add(first, delay.first), last: add(last, delay.last) };
    },
    { first: AT_ONCE, last: AT_ONCE },
  );
}

/** What one fault adds for an answer of so many octets. */
function delayBy(fault: Fault, octets: Span): Delivery {
  switch (fault.kind) {
    case 'slow': {
      const delay = { min: fault.delayMs - fault.jitterMs, max: fault.delayMs + fault.jitterMs };
      return { first: delay, last: delay };
    }
    case 'late': {
      const delay = { min: 0, max: fault.delayMs };
      return { first: delay, last: delay };
    }
    case 'bandwidth': {
      const takes = scale(octets, 1_000 / fault.bytesPerSecond);
      // A proxy may pass the whole answer on once its time has come: the first octet is bounded by the last.
      return { first: { min: 0, max: takes.max }, last: takes };
    }
    case 'sliced': {
      if (fault.delayMs === 0) return { first: AT_ONCE, last: AT_ONCE };
      const fewest = Math.ceil(octets.min / fault.sizeOctets);
      // Toxiproxy halves until a piece is small enough, so there may be twice as many.
      const most = 2 * Math.ceil(octets.max / fault.sizeOctets);
      const delays = { min: (fewest - 1) * fault.delayMs, max: most * (fault.delayMs + TIMER_LATENESS_MS) };
      return { first: AT_ONCE, last: delays };
    }
    case 'tarpit': {
      const delays = { min: (octets.min - 1) * fault.delayMs, max: octets.max * (fault.delayMs + OCTET_LATENESS_MS) };
      return { first: AT_ONCE, last: fault.delayMs === 0 ? AT_ONCE : delays };
    }
    case 'speaks': {
      const waits = { min: fault.afterMs, max: fault.afterMs };
      return { first: waits, last: waits };
    }
    case 'cut':
    case 'slow-close':
    case 'reset':
    case 'hangup':
    case 'garbage':
    case 'busy':
    case 'denied':
    case 'first':
    case 'lossy':
      return { first: AT_ONCE, last: AT_ONCE };
  }
}
