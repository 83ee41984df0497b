import { encodeMessage } from '../protocol/encoder.ts';
import { type Encoding, NO_BODY } from '../protocol/message.ts';
import { highestPort, lowestPort } from '../protocol/port-list.ts';
import type { Fault } from './model.ts';

/** When an answer's octets arrive, in milliseconds after the request was sent, as far as its faults say. */
export interface Delivery {
  readonly first: Span;
  readonly last: Span;
}

/** From, to. */
interface Span {
  readonly min: number;
  readonly max: number;
}

/** Timers count in whole milliseconds and go off late: by so much each, which adds up where there are many in a row. */
const TIMER_LATENESS_MS = 2;

const AT_ONCE: Span = { min: 0, max: 0 };

/** When the answer `open` of a port of the host at `address` arrives through these faults. */
export function deliveryOf(faults: readonly Fault[], encoding: Encoding, address: string): Delivery {
  const octets = answerOctets(encoding, address);
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
    case 'reset':
      return { first: AT_ONCE, last: AT_ONCE };
  }
}

function add(one: Span, other: Span): Span {
  return { min: one.min + other.min, max: one.max + other.max };
}

function scale({ min, max }: Span, factor: number): Span {
  return { min: min * factor, max: max * factor };
}

/** The length of `open`, from the shortest port to the longest. */
function answerOctets(encoding: Encoding, address: string): Span {
  const lengthOf = (port: number) => {
    const source = { address, port };
    const destination = { address: '127.0.0.1', port: 40_000 };
    return encodeMessage({ name: 'open', encoding, id: 1, source, destination, body: NO_BODY }).length;
  };
  return { min: lengthOf(lowestPort), max: lengthOf(highestPort) };
}
