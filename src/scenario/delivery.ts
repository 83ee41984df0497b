import { encodeMessage } from '../protocol/encoder.ts';
import { type Encoding, NO_BODY } from '../protocol/message.ts';
import type { Fault } from './model.ts';

/** When an answer's octets arrive, in milliseconds after the request was sent, as far as its faults say. */
export interface Delivery {
  readonly first: Span;
  readonly last: Span;
}

/** From, to. */
export interface Span {
  readonly minMs: number;
  readonly maxMs: number;
}

/** When the answer `open` arrives through these faults, from its first octet to its last. */
export function deliveryOf(faults: readonly Fault[], encoding: Encoding): Delivery {
  const octets = answerOctets(encoding);
  let first: Span = { minMs: 0, maxMs: 0 };
  let last: Span = { minMs: 0, maxMs: 0 };
  for (const fault of faults) {
    switch (fault.kind) {
      case 'slow': {
        const minMs = fault.delayMs - fault.jitterMs;
        const maxMs = fault.delayMs + fault.jitterMs;
        first = add(first, minMs, maxMs);
        last = add(last, minMs, maxMs);
        break;
      }
      case 'bandwidth': {
        // A proxy may pass the whole answer on once its time has come: the first octet is bounded by the last.
        const takesMs = (octets / fault.bytesPerSecond) * 1_000;
        first = add(first, 0, takesMs);
        last = add(last, takesMs, takesMs);
        break;
      }
      case 'sliced': {
        const pieces = Math.ceil(octets / fault.sizeOctets);
        // Toxiproxy halves until a piece is small enough, so there may be twice as many; each is followed by the delay.
        first = add(first, 0, fault.delayMs);
        last = add(last, (pieces - 1) * fault.delayMs, 2 * pieces * fault.delayMs);
        break;
      }
      case 'reset':
        break;
    }
  }
  return { first, last };
}

function add(span: Span, minMs: number, maxMs: number): Span {
  return { minMs: span.minMs + minMs, maxMs: span.maxMs + maxMs };
}

/** The length of `open` between addresses and ports of usual length. */
function answerOctets(encoding: Encoding): number {
  const endpoint = { address: '127.0.0.1', port: 40_000 };
  return encodeMessage({ name: 'open', encoding, id: 1, source: endpoint, destination: endpoint, body: NO_BODY })
    .length;
}
