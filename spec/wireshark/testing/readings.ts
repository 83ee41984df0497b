import { formatEndpoint } from '../../../src/protocol/address.ts';
import { decodeAttributes, tags } from '../../../src/protocol/attributes.ts';
import { Decoder } from '../../../src/protocol/decoder.ts';
import { decodeErrorCode } from '../../../src/protocol/error-body.ts';
import { BINARY_HEADER_OCTETS, copyMessage, type Message, messageForms } from '../../../src/protocol/message.ts';
import type { Violation } from '../../../src/protocol/violation.ts';
import type { DissectedItem } from './tshark.ts';

/** One side of a connection as the decoder reads it and as the dissector does, a line for each message, to be compared. */

/** What the decoder makes of octets. */
export function decoded(octets: Uint8Array): string[] {
  const decoder = new Decoder('any');
  const seen: string[] = [];
  let at = 0;
  decoder.push(octets);
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    seen.push(describeMessage(copyMessage(message)));
    at += encodedLength(octets, at, message);
  }
  if (decoder.violation !== undefined) seen.push(describeViolation(decoder.violation, at));
  return seen;
}

function encodedLength(octets: Uint8Array, at: number, { encoding, body }: Message): number {
  if (encoding === 'binary') return BINARY_HEADER_OCTETS + body.length;
  return Buffer.from(octets.subarray(at)).indexOf('\r\n\r\n') + 4 + body.length;
}

function describeViolation({ code, clause, offset }: Violation, messageStart: number): string {
  return `${code} ${clause} at ${offset - messageStart}`;
}

function describeMessage(message: Message): string {
  const { name, encoding, id, source, destination, body } = message;
  const { type, kind, signals, body: form } = messageForms[name];
  const parts = [name.replace('-', ' '), encoding, type, kind, signals, `id ${id}`, `length ${body.length}`];
  parts.push(formatEndpoint(source), formatEndpoint(destination));
  if (form === 'greeting' && body.length > 0)
    parts.push(`greeting ${escaped(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body))}`);
  if (form === 'error' && encoding === 'text') parts.push(`ERROR_CODE ${escaped(decodeErrorCode(message) ?? '')}`);
  if (encoding === 'binary' && form !== 'greeting') {
    for (const attribute of decodeAttributes(body)) parts.push(`${attribute.name} ${escaped(attribute.value)}`);
  }
  return parts.join(', ');
}

/** As the dissector shows text: control characters escaped. */
function escaped(text: string): string {
  return text.replace(
    /(?![\x80-\x9f])\p{Cc}/gu,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** What the dissector made of them. */
export function dissected(items: readonly DissectedItem[]): string[] {
  return items.flatMap(({ fields }) => {
    const all = (name: string) => fields.filter((one) => one.name === name).map(({ show }) => show);
    const [code] = all('psap.violation');
    if (code !== undefined) return [`${code} ${all('psap.violation.clause')[0]} at ${all('psap.violation.offset')[0]}`];
    const [name] = all('psap.message');
    if (name === undefined) return [];
    const parts = [name];
    for (const key of ['encoding', 'type', 'kind', 'signals']) parts.push(...all(`psap.${key}`));
    parts.push(
      `id ${all('psap.id')[0]}`,
      `length ${all('psap.length')[0]}`,
      all('psap.source')[0]!,
      all('psap.destination')[0]!,
    );
    for (const { name: key, show } of fields) {
      if (key === 'psap.greeting') parts.push(`greeting ${show}`);
      const attribute =
        key === 'psap.error.code' ? 'ERROR_CODE' : key === 'psap.error.text' ? 'ERROR_TEXT' : valueNames.get(key);
      const isTextOfError = attribute === 'ERROR_TEXT' && all('psap.encoding')[0] === 'text';
      if (attribute !== undefined && !isTextOfError) parts.push(`${attribute} ${show}`);
    }
    return [parts.join(', ')];
  });
}

const valueNames = new Map(Object.keys(tags).map((name) => [`psap.attribute.${name.toLowerCase()}`, name]));
