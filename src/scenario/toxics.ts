import type { Toxic } from '../faults/toxiproxy-client.ts';
import { SourceError } from '../source/diagnostic.ts';
import type { Fault, PortBehaviour } from './model.ts';

/**
 * The toxics that make a proxy in front of a listening responder behave so, in the order in which they are chained.
 * Throws a SourceError where Toxiproxy's units cannot say it.
 */
export function toxicsFor(behaviour: PortBehaviour): Toxic[] {
  if (behaviour.state === 'silent') return [{ type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } }];
  return inChainOrder(behaviour.faults.map(toxicFor).filter((toxic) => toxic !== undefined));
}

/** What ends the stream comes before what delays the end. */
const chainOrder = ['latency', 'bandwidth', 'slicer', 'limit_data', 'slow_close', 'reset_peer', 'timeout'] as const;

/** Toxics in the order in which octets are to meet them. */
export function inChainOrder(toxics: readonly Toxic[]): Toxic[] {
  return toxics.toSorted((one, other) => chainOrder.indexOf(one.type) - chainOrder.indexOf(other.type));
}

/** Nothing where it is not the way to the port that is faulty, but what stands there. */
function toxicFor(fault: Fault): Toxic | undefined {
  switch (fault.kind) {
    case 'slow': {
      const latency = wholeNumber(fault, 'a delay', fault.delayMs, 'ms');
      const jitter = wholeNumber(fault, 'a jitter', fault.jitterMs, 'ms');
      return { type: 'latency', attributes: { latency, jitter } };
    }
    case 'late': {
      const latency = wholeNumber(fault, 'a delay', fault.delayMs, 'ms');
      return { type: 'latency', toxicity: fault.share, attributes: { latency, jitter: 0 } };
    }
    case 'bandwidth': {
      const rate = wholeNumber(fault, 'a bandwidth', fault.bytesPerSecond / 1_000, 'kB/s');
      return { type: 'bandwidth', attributes: { rate } };
    }
    case 'sliced': {
      const delay = wholeNumber(fault, 'a delay', fault.delayMs * 1_000, 'µs');
      return { type: 'slicer', attributes: { average_size: fault.sizeOctets, delay } };
    }
    case 'tarpit': {
      const delay = wholeNumber(fault, 'a delay', fault.delayMs * 1_000, 'µs');
      return { type: 'slicer', attributes: { average_size: 1, delay } };
    }
    case 'cut':
      return { type: 'limit_data', attributes: { bytes: fault.afterOctets } };
    case 'slow-close':
      return { type: 'slow_close', attributes: { delay: wholeNumber(fault, 'a delay', fault.delayMs, 'ms') } };
    case 'hangup':
      // Closes at the first octet of the answer, which is dropped.
      return { type: 'limit_data', attributes: { bytes: 0 } };
    case 'garbage':
    case 'speaks':
    case 'busy':
    case 'denied':
    case 'first':
    case 'lossy':
      return undefined;
    case 'reset':
      return { type: 'reset_peer', stream: 'upstream', attributes: { timeout: 0 } };
  }
}

type Unit = 'ms' | 'kB/s' | 'µs';

/** `value` as Toxiproxy takes it, which is in whole units. */
function wholeNumber(fault: Fault, what: string, value: number, unit: Unit): number {
  if (Number.isInteger(value)) return value;
  const message = `Toxiproxy takes ${what} in whole ${unit}, and this one is ${value}${unit}`;
  throw new SourceError([{ ...fault.place, message, help: `write \`${asWritten(Math.ceil(value), unit)}\`` }]);
}

/** A scenario has no microseconds. */
function asWritten(value: number, unit: Unit): string {
  return unit === 'µs' ? `${value / 1_000}ms` : `${value}${unit}`;
}
