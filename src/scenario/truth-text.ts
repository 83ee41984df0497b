import { formatShare } from '../source/quantity.ts';
import { faultText } from './fault-text.ts';
import type { Fault, PortBehaviour } from './model.ts';

/** Of a banner what still is a cell of a table. */
const SHOWN_CHARACTERS = 24;

/** What a port does, for a table: `open, slow 250 ms ± 50 ms`. */
export function truthText({ state, faults }: PortBehaviour): string {
  return [state, ...faults.map(briefFaultText)].join(', ');
}

/** As it is told elsewhere, but for what would be long in a list, or have a comma of its own. */
function briefFaultText(fault: Fault): string {
  switch (fault.kind) {
    case 'tarpit':
      return `tarpit ${fault.delayMs} ms`;
    case 'sliced':
      return `sliced to ${fault.sizeOctets} ${fault.sizeOctets === 1 ? 'octet' : 'octets'}${fault.delayMs === 0 ? '' : ` every ${fault.delayMs} ms`}`;
    case 'late':
      return `late by ${fault.delayMs} ms for ${formatShare(fault.share)}`;
    case 'slow-close':
      return `slow close ${fault.delayMs} ms`;
    case 'speaks': {
      const { banner, afterMs } = fault;
      const shown = banner.length <= SHOWN_CHARACTERS ? banner : `${banner.slice(0, SHOWN_CHARACTERS - 1)}…`;
      return `speaks ${JSON.stringify(shown)}${afterMs > 0 ? ` after ${afterMs} ms` : ''}`;
    }
    default:
      return faultText(fault);
  }
}
