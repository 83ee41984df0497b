import type { Toxic } from '../faults/toxiproxy-client.ts';
import { SourceError } from '../source/diagnostic.ts';
import type { Fault, PortBehaviour } from './model.ts';

/**
 * The toxics that make a proxy in front of a listening responder behave so, in the order in which they are chained.
 * Throws a SourceError where Toxiproxy's units cannot say it.
 */
export function toxicsFor(behaviour: PortBehaviour): Toxic[] {
  if (behaviour.state === 'silent') return [{ type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } }];
  return behaviour.faults.map(toxicFor);
}

function toxicFor(fault: Fault): Toxic {
  switch (fault.kind) {
    case 'slow': {
      const latency = wholeNumber(fault, fault.delayMs, 'a delay in whole milliseconds');
      return {
        type: 'latency',
        attributes: { latency, jitter: wholeNumber(fault, fault.jitterMs, 'whole milliseconds') },
      };
    }
    case 'bandwidth': {
      const rate = wholeNumber(fault, fault.bytesPerSecond / 1_000, 'a bandwidth in whole kB/s');
      return { type: 'bandwidth', attributes: { rate } };
    }
    case 'sliced': {
      const delay = wholeNumber(fault, fault.delayMs * 1_000, 'a delay in whole microseconds');
      return { type: 'slicer', attributes: { average_size: fault.sizeOctets, delay } };
    }
    case 'reset':
      return { type: 'reset_peer', stream: 'upstream', attributes: { timeout: 0 } };
  }
}

function wholeNumber(fault: Fault, value: number, wanted: string): number {
  if (Number.isInteger(value)) return value;
  throw new SourceError([
    { ...fault.place, message: `Toxiproxy cannot realise this: it takes ${wanted}`, help: 'round it' },
  ]);
}
