import { type Endpoint, formatEndpoint, sameEndpoint } from '../protocol/address.ts';
import { decodeAttributes, spanAttributes, type TagName } from '../protocol/attributes.ts';
import { decodeErrorCode } from '../protocol/error-body.ts';
import { type Message, messageForms } from '../protocol/message.ts';
import type { End, Expectation } from './case.ts';
import { escapedText } from './escaped-text.ts';

/** Whether a message is the one that a script asks for, and what about it is not. */

/** The part of a message that is not as it has to be. */
export type Aspect = 'name' | 'error' | 'id' | 'source' | 'destination' | 'encoding' | 'form' | 'body';

export interface Mismatch {
  readonly aspect: Aspect;
  readonly expected: string;
  readonly actual: string;
}

export interface Addresses {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** Which addresses an expectation means, on the connection at hand; undefined where any will do. */
export type ResolveAddresses = (addresses: NonNullable<Expectation['addresses']>) => Addresses | undefined;

/** The first that does not match. */
export function matchMessage(
  message: Message,
  expectation: Expectation,
  resolve: ResolveAddresses,
): Mismatch | undefined {
  const { encoding, kind, id, addresses } = expectation;
  const named = matchName(message, expectation);
  if (named !== undefined) return named;
  if (id !== undefined && message.id !== id) {
    return { aspect: 'id', expected: `id ${id}`, actual: `id ${message.id}` };
  }
  if (encoding !== undefined && message.encoding !== encoding) {
    return { aspect: 'encoding', expected: `in ${encoding}`, actual: `in ${message.encoding}` };
  }
  const actualKind = messageForms[message.name].kind;
  if (kind !== undefined && actualKind !== kind) {
    return { aspect: 'name', expected: `kind ${kind}`, actual: `kind ${actualKind}` };
  }
  const wanted = addresses === undefined ? undefined : resolve(addresses);
  if (wanted !== undefined) {
    for (const end of ['source', 'destination'] as const) {
      if (sameEndpoint(message[end], wanted[end])) continue;
      const [expected, actual] = [wanted[end], message[end]].map((one) => `${end} ${formatEndpoint(one)}`);
      return { aspect: end, expected: expected!, actual: actual! };
    }
  }
  return matchAttributes(message, expectation) ?? matchTexts(message, expectation);
}

function matchName(message: Message, { message: names, error }: Expectation): Mismatch | undefined {
  const isError = message.name === 'status-error' || message.name === 'refusal';
  if (names !== undefined && !listed(names).includes(message.name)) {
    return { aspect: 'name', expected: listed(names).join(' or '), actual: nameOf(message) };
  }
  if (error === undefined) return undefined;
  const codes = listed(error);
  const expected = codes.includes('any') ? 'an error' : `error ${codes.join(' or ')}`;
  if (!isError) return { aspect: 'name', expected, actual: nameOf(message) };
  if (codes.includes('any') || codes.some((code) => code === decodeErrorCode(message))) return undefined;
  return { aspect: 'error', expected, actual: nameOf(message) };
}

function matchAttributes(
  message: Message,
  { attributes = {}, optional = {}, without = [], ascending }: Expectation,
): Mismatch | undefined {
  const found = message.encoding === 'binary' ? decodeAttributes(message.body) : [];
  const valuesOf = (tag: string) => found.filter(({ name }) => name === tag).map(({ value }) => value);
  for (const [tag, wanted] of Object.entries(attributes) as [TagName, string][]) {
    const values = valuesOf(tag);
    if (values.length === 1 && isValue(values[0]!, wanted)) continue;
    const expected = describeValue(tag, wanted);
    const actual =
      values.length === 0 ? `no ${tag}` : values.map((value) => `${tag} ${JSON.stringify(value)}`).join(', ');
    return { aspect: 'body', expected, actual };
  }
  for (const [tag, wanted] of Object.entries(optional) as [TagName, string][]) {
    const wrong = valuesOf(tag).find((value) => !isValue(value, wanted));
    if (wrong === undefined) continue;
    const expected = `${describeValue(tag, wanted)}, or none`;
    return { aspect: 'body', expected, actual: `${tag} ${JSON.stringify(wrong)}` };
  }
  if (ascending) {
    const found = [...spanAttributes(message.body)].map(({ tag }) => tag);
    const early = found.findIndex((tag, index) => index > 0 && tag < found[index - 1]!);
    if (early >= 0) {
      const [before, after] = [found[early - 1]!, found[early]!].map((tag) => `0x${tag.toString(16).padStart(2, '0')}`);
      return { aspect: 'body', expected: 'tags in ascending order', actual: `${before} before ${after}` };
    }
  }
  const unwanted = without.find((tag) => valuesOf(tag).length > 0);
  if (unwanted === undefined) return undefined;
  return { aspect: 'body', expected: `no ${unwanted}`, actual: `${unwanted} ${JSON.stringify(valuesOf(unwanted)[0])}` };
}

function isValue(value: string, wanted: string): boolean {
  if (wanted === '*') return value !== '';
  return wanted === '#' ? /^(?:0|[1-9][0-9]*)$/.test(value) : value === wanted;
}

function describeValue(tag: string, wanted: string): string {
  if (wanted === '*') return `${tag}, not empty`;
  return wanted === '#' ? `${tag}, a number` : `${tag} ${JSON.stringify(wanted)}`;
}

function matchTexts({ encoding, body }: Message, { textWithout = [] }: Expectation): Mismatch | undefined {
  // Tags and lengths are any octets.
  const texts =
    encoding === 'text' ? [body] : [...spanAttributes(body)].map((one) => body.subarray(one.valueStart, one.valueEnd));
  for (const text of textWithout) {
    const unwanted = escapedText(text);
    const stands = texts.some((octets) =>
      octets.some((_, at) => unwanted.every((octet, offset) => octets[at + offset] === octet)),
    );
    if (stands) return { aspect: 'body', expected: `no ${text} in its text`, actual: `${text} in its text` };
  }
  return undefined;
}

/** `open`, `error denied`, `error without a code`. */
export function nameOf(message: Message): string {
  if (message.name !== 'status-error' && message.name !== 'refusal') return message.name;
  const code = decodeErrorCode(message);
  return code === undefined ? 'error without a code' : `error ${code}`;
}

/** `open id 7 in text, addresses swapped`. */
export function describeExpectation(expectation: Expectation): string {
  const { message, error, encoding, kind, id, addresses, attributes = {}, optional = {}, without = [] } = expectation;
  const { ascending, textWithout = [], written } = expectation;
  const names = [
    ...(message === undefined ? [] : listed(message)),
    ...(error === undefined ? [] : listed(error).map((code) => (code === 'any' ? 'any error' : `error ${code}`))),
  ];
  const parts = [
    ...(kind === undefined ? [] : [`kind ${kind}`]),
    ...(addresses === undefined ? [] : [describeAddresses(addresses)]),
    ...Object.entries(attributes).map(([tag, value]) => (value === '*' ? tag : `${tag}=${value}`)),
    ...Object.entries(optional).map(([tag, value]) => `${describeValue(tag, value)}, or none`),
    ...without.map((tag) => `no ${tag}`),
    ...(ascending ? ['tags ascending'] : []),
    ...textWithout.map((text) => `no ${text} in its text`),
    ...(written ? ['as a sender writes it'] : []),
  ];
  const head = `${names.length === 0 ? 'a message' : names.join(' or ')}${id === undefined ? '' : ` id ${id}`}`;
  return [`${head}${encoding === undefined ? '' : ` in ${encoding}`}`, ...parts].join(', ');
}

function describeAddresses(addresses: NonNullable<Expectation['addresses']>): string {
  if (addresses === 'swapped') return 'the addresses of the request swapped';
  if (addresses === 'own') return "the connection's own addresses";
  return `${describeEnd(addresses.source)} → ${describeEnd(addresses.destination)}`;
}

function describeEnd(end: End): string {
  return end.includes(':') ? end : `{${end}}`;
}

function listed<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? one : [one as T];
}
