import { annotate } from '../protocol/annotate.ts';
import type { Block, Span } from '../protocol/annotation.ts';
import type { Aspect } from './match-message.ts';

/** Where in what was received the octets stand that are not as they have to be. */

export interface Mark {
  readonly offset: number;
  /** 0 where something is missing. */
  readonly length: number;
}

/** The names of the spans that an aspect is about, the best first, in text and in binary. */
const spansOf: Readonly<Record<Aspect, readonly string[]>> = {
  name: ['signals', 'flags', 'start line'],
  error: ['code', 'ERROR_CODE'],
  id: ['Id', 'id'],
  source: ['Source', 'source address'],
  destination: ['Destination', 'destination address'],
  encoding: ['magic', 'version', 'start line'],
  form: [],
  body: ['body'],
};

/** The octets of that aspect of the message with this index; the whole message where it has no such part. */
export function markAspect(octets: Uint8Array, index: number, aspect: Aspect): Mark | undefined {
  const block = annotate(octets, 'answers').filter(({ kind }) => kind === 'message')[index];
  if (block === undefined) return undefined;
  for (const name of spansOf[aspect]) {
    const found = findSpan(block.spans, name);
    if (found !== undefined) return { offset: found.offset, length: found.length };
  }
  const bodyStart = aspect === 'body' ? block.length - bodyLength(block) : 0;
  return { offset: block.offset + bodyStart, length: block.length - bodyStart };
}

/** What a decoder refused. */
export function markViolation(octets: Uint8Array): Mark | undefined {
  return annotate(octets, 'answers').find((block) => block.kind === 'violation')?.mark;
}

function findSpan(spans: readonly Span[], name: string): Span | undefined {
  for (const span of spans) {
    const found = span.name === name ? span : findSpan(span.parts ?? [], name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bodyLength(block: Block): number {
  return block.kind === 'message' ? block.message.body.length : 0;
}
