import { formatEndpoint } from '../protocol/address.ts';
import { decodeAttributes } from '../protocol/attributes.ts';
import { Decoder } from '../protocol/decoder.ts';
import type { Message } from '../protocol/message.ts';
import { toHex } from '../protocol/octets.ts';
import { decodeUtf8 } from '../protocol/utf8.ts';
import type { ConversationLine } from '../results/conform.ts';
import type { TimelineEvent } from '../results/timeline.ts';
import { readHex } from '../source/hex-text.ts';
import { nameOf } from './match-message.ts';

/** What happened on the connections of a case, one line for each thing. */
export function describeTimeline(timeline: readonly TimelineEvent[]): ConversationLine[] {
  const decoders = new Map<string, Decoder>();
  return timeline.flatMap((event) => {
    if (!('connection' in event)) return [];
    const { atMs, connection } = event;
    const [direction, ...texts] = describeEvent(event, decoders);
    return texts.map((text) => ({ atMs, connection, direction, text }));
  });
}

type Told = readonly ['>' | '<', ...string[]];

function describeEvent(event: Extract<TimelineEvent, { connection: number }>, decoders: Map<string, Decoder>): Told {
  switch (event.kind) {
    case 'dial':
      return ['>', `SYN ${formatEndpoint(event)}`];
    case 'up':
      return ['<', 'SYN+ACK'];
    case 'octets': {
      const direction = event.direction === 'sent' ? '>' : '<';
      const key = `${direction}${event.connection}`;
      const decoder = decoders.get(key) ?? new Decoder(event.direction === 'sent' ? 'requests' : 'answers');
      decoders.set(key, decoder);
      const faulty = event.direction === 'sent' && decoder.violation === undefined;
      const lines = describeOctets(decoder, event.octets);
      return [direction, ...lines, ...(faulty && decoder.violation !== undefined ? [spell(event.octets)] : [])];
    }
    case 'end':
      return ['>', 'FIN'];
    case 'close':
      if (event.by === 'error') return ['<', event.errno === 'ECONNRESET' ? 'RST' : (event.errno ?? 'lost')];
      if (event.by === 'peer') return ['<', 'FIN'];
      return ['>', event.reset === true ? 'RST' : 'close'];
  }
}

function describeOctets(decoder: Decoder, hex: string): string[] {
  const octets = `${hex.length / 2} octets`;
  const { violation: before } = decoder;
  if (before !== undefined) return [`${octets} after a fault`];
  const wasBegun = decoder.begun !== undefined;
  const lines: string[] = [];
  decoder.push(readHex(hex, 'a timeline'));
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    lines.push(describeMessage(message));
  }
  const { violation } = decoder;
  if (violation !== undefined) lines.push(`${octets}: ${violation.code} (${violation.clause}): ${violation.actual}`);
  else if (decoder.begun !== undefined) lines.push(`${octets}: ${wasBegun ? 'more' : 'the beginning'} of a message`);
  return lines;
}

/** Text is printable here: header lines, a greeting, what is no PSAP at all. */
const PRINTABLE = /^[\t\r\n\x20-\x7e]*$/;
const MOST_SPELLED_OCTETS = 256;

/** What we sent wrong on purpose, as it went out: text as text, all else for `portlab decode`. */
function spell(hex: string): string {
  const octets = readHex(hex, 'a timeline');
  const shown = octets.subarray(0, MOST_SPELLED_OCTETS);
  const more = octets.length > shown.length ? ' …' : '';
  const text = String.fromCharCode(...shown);
  return PRINTABLE.test(text) ? `${JSON.stringify(text)}${more}` : `${toHex(shown)}${more}`;
}

/** `status-request 7 text 127.0.0.1:40112 → 127.0.0.1:22 "Hello!"`. */
function describeMessage(message: Message): string {
  const { encoding, id, source, destination, body } = message;
  const head = `${nameOf(message)} ${id} ${encoding} ${formatEndpoint(source)} → ${formatEndpoint(destination)}`;
  if (body.length === 0) return head;
  if (encoding === 'text' || message.name === 'status-request') return `${head} ${JSON.stringify(decodeUtf8(body))}`;
  return `${head} ${decodeAttributes(body)
    .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
    .join(' ')}`;
}
