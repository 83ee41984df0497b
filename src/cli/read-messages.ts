import { Decoder } from '../protocol/decoder.ts';
import type { Message } from '../protocol/message.ts';
import type { MessageSeen } from '../results/run-report.ts';
import type { OctetsMoved, TimelineEvent } from '../results/timeline.ts';

/**
 * What the octets of a timeline meant: each message at the event that made it whole, and of each direction of a
 * connection the first octets that are none.
 */
export function readMessages(timeline: readonly TimelineEvent[]): MessageSeen[] {
  const decoders = new Map<string, Decoder>();
  return timeline.flatMap((event, index) => {
    if (event.kind !== 'octets') return [];
    const key = `${event.direction} ${event.connection}`;
    const decoder = decoders.get(key) ?? new Decoder('any');
    decoders.set(key, decoder);
    return readOctets(decoder, event).map((seen) => ({ event: index, ...seen }));
  });
}

function readOctets(decoder: Decoder, moved: OctetsMoved): Omit<MessageSeen, 'event'>[] {
  // It has told of a violation already, and reads no further.
  if (decoder.violation !== undefined) return [];
  const seen: Omit<MessageSeen, 'event'>[] = [];
  decoder.push(Buffer.from(moved.octets, 'hex'));
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    seen.push({ text: `${message.name} ${message.id}`, about: aboutOf(message, moved) });
  }
  return [...seen, ...brokenBy(decoder)];
}

function brokenBy({ violation }: Decoder): Omit<MessageSeen, 'event'>[] {
  if (violation === undefined) return [];
  const { code, clause, actual } = violation;
  return [{ text: `${code} (${clause}): ${actual}`, broken: true }];
}

/** Scanners ask a destination, and the answer comes from there. */
function aboutOf({ source, destination }: Message, { direction }: OctetsMoved): { address: string; port: number } {
  const { address, port } = direction === 'sent' ? destination : source;
  return { address, port };
}
