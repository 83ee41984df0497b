import { formatShare } from '../source/quantity.ts';
import type { Fault, PortBehaviour } from './model.ts';

/**
 * What is wrong with ports that behave so, for people: `slow 250 ms ± 50 ms`, by kind. Whether being closed is wrong is not
 * for the behaviour to say; it is told all the same.
 */
export function faultTexts({ state, faults }: PortBehaviour): ReadonlyMap<string, string> {
  if (state !== 'open') return new Map([[state, state]]);
  return new Map(faults.map((fault) => [fault.kind, faultText(fault)]));
}

/** Begins with the kind, which tells a reader of events which of a port's faults it is. */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'slow':
      return `slow ${fault.delayMs} ms${fault.jitterMs === 0 ? '' : ` ± ${fault.jitterMs} ms`}`;
    case 'late':
      return `late by ${fault.delayMs} ms, ${formatShare(fault.share)}`;
    case 'bandwidth':
      return `bandwidth ${fault.bytesPerSecond} B/s`;
    case 'sliced':
      return `sliced to ${fault.sizeOctets} octets, ${fault.delayMs} ms apart`;
    case 'tarpit':
      return `tarpit, an octet in ${fault.delayMs} ms`;
    case 'cut':
      return `cut after ${fault.afterOctets} octets`;
    case 'slow-close':
      return `slow-close ${fault.delayMs} ms`;
    case 'garbage':
      return `garbage of ${fault.octets} octets`;
    case 'speaks':
      return `speaks ${JSON.stringify(fault.banner)}${fault.afterMs === 0 ? '' : ` after ${fault.afterMs} ms`}`;
    case 'first':
      return `first ${fault.count} ${fault.fate}`;
    case 'lossy':
      return `lossy ${formatShare(fault.share)}`;
    case 'reset':
    case 'hangup':
    case 'busy':
    case 'denied':
      return fault.kind;
  }
}
