import type { Span } from './annotation.ts';
import { tags } from './attributes.ts';
import { encodeMessage } from './encoder.ts';
import { clauseOf, type ErrorCode, isErrorCode } from './errors.ts';
import { type Message, messageForms } from './message.ts';
import { describeText } from './span-list.ts';

/**
 * What is not as it should be in a message that every receiver decodes: its sender breaks a clause, or a responder
 * answers it with an error and reads on. These are no violations: the reader goes on with the next message.
 */
export interface Remark {
  readonly offset: number;
  /** 0 where something is missing. */
  readonly length: number;
  readonly clause: string;
  /** The error that a responder answers with, where it does. */
  readonly code?: ErrorCode;
  readonly expected: string;
  readonly actual: string;
}

const LF = 0x0a;
const DECIMAL = /^(?:0|[1-9]\d*)$/;
const wanted: readonly string[] = ['port', 'os'];
const knownTags: Readonly<Record<string, number>> = tags;

/** All remarks about a whole message, whose spans are given, in the order of its octets. */
export function remarksOn(message: Message, spans: readonly Span[], octets: Uint8Array): Remark[] {
  const end = spans.at(-1)!.offset + spans.at(-1)!.length;
  const missing = { offset: end, length: 0, actual: 'none' };
  const remarks = [...remarksOnHeader(message, spans, octets)];
  switch (message.name) {
    case 'information-request':
      remarks.push(...remarksOnWants(spans, missing));
      break;
    case 'information':
      remarks.push(...remarksOnInformation(message, spans, missing));
      break;
    case 'status-error':
    case 'refusal':
      remarks.push(...remarksOnError(message, spans, missing));
      break;
  }
  return [...remarks, ...remarksOnOrder(spans)].sort((one, other) => one.offset - other.offset);
}

type Missing = Pick<Remark, 'offset' | 'length' | 'actual'>;

function* remarksOnHeader(message: Message, spans: readonly Span[], octets: Uint8Array): Generator<Remark> {
  const asks = messageForms[message.name].signals === 'SYN';
  if (asks && message.id === 0) {
    const id = spans.find(({ name }) => name.toLowerCase() === 'id')!;
    yield { ...placeOfValue(id), clause: 'ID-1', expected: 'an id from 1 to 4294967295 on a request', actual: '0' };
  }
  if (message.encoding === 'text') yield* remarksOnSpelling(message, spans, octets);
}

/** A text header that is not as `written-header` has it (TEXT-22): its first line that differs. */
function* remarksOnSpelling(message: Message, spans: readonly Span[], octets: Uint8Array): Generator<Remark> {
  const written = encodeMessage(message);
  let at = 0;
  for (const { offset, length, name } of spans) {
    const line = describeText(octets.subarray(offset, offset + length));
    const asWritten = describeText(written.subarray(at, written.indexOf(LF, at) + 1));
    if (line !== asWritten) {
      yield { offset, length, clause: 'TEXT-22', expected: quoteLine(asWritten), actual: quoteLine(line) };
      return;
    }
    if (name === 'blank line') return;
    at += length;
  }
}

function quoteLine(line: string): string {
  return line === '\r\n' ? 'the blank line' : JSON.stringify(line.slice(0, -2));
}

function* remarksOnWants(spans: readonly Span[], missing: Missing): Generator<Remark> {
  const wants = spans.filter(({ name }) => name === 'WANT');
  const expected = 'WANT with the value `port` or `os`';
  const answered = { clause: clauseOf('bad-value'), code: 'bad-value', expected } as const;
  if (wants.length === 0) yield { ...missing, ...answered };
  for (const want of wants) {
    if (!wanted.includes(want.value)) yield { ...placeOfValue(want), ...answered, actual: JSON.stringify(want.value) };
  }
}

function* remarksOnInformation(message: Message, spans: readonly Span[], missing: Missing): Generator<Remark> {
  const has = (tag: string) => spans.some(({ name }) => name === tag);
  if (!(has('SERVICE') && has('TRANSPORT')) && !has('OS_FAMILY')) {
    yield { ...missing, clause: 'INFO-3', expected: 'SERVICE and TRANSPORT, or OS_FAMILY (INFO-5)' };
  }
  for (const span of spans) {
    const wrong = wrongValue(span, message.source.port);
    if (wrong !== undefined) yield { ...placeOfValue(span), ...wrong, actual: JSON.stringify(span.value) };
  }
}

function wrongValue({ name, value }: Span, subject: number): Pick<Remark, 'clause' | 'expected'> | undefined {
  const portKind = subject < 1_024 ? 'system' : subject < 49_152 ? 'user' : 'dynamic';
  if (name === 'TRANSPORT' && value !== 'tcp') return { clause: 'ATTR-14', expected: 'tcp' };
  if (name === 'PORT_KIND' && value !== portKind) {
    return { clause: 'ATTR-15', expected: `${portKind}, which port ${subject} is` };
  }
  if (name === 'UPTIME' && !DECIMAL.test(value)) return { clause: 'ATTR-16', expected: 'a decimal number of seconds' };
  return undefined;
}

function* remarksOnError({ encoding }: Message, spans: readonly Span[], missing: Missing): Generator<Remark> {
  const expected = 'a code of section 9.2';
  if (encoding === 'text') {
    const code = spans.at(-1)!.parts![0]!;
    if (!isErrorCode(code.name === 'code' ? code.value : '')) {
      yield { ...placeOf(code), clause: 'TEXT-21', expected, actual: JSON.stringify(code.value) };
    }
    return;
  }
  const code = spans.find(({ name }) => name === 'ERROR_CODE');
  if (code === undefined) yield { ...missing, clause: 'ERR-30', expected: 'ERROR_CODE' };
  else if (!isErrorCode(code.value)) {
    yield { ...placeOfValue(code), clause: 'ATTR-17', expected, actual: JSON.stringify(code.value) };
  }
}

/** Attributes should ascend (ATTR-11); said of the first that does not. */
function* remarksOnOrder(spans: readonly Span[]): Generator<Remark> {
  const known = spans.filter(({ name }) => knownTags[name] !== undefined);
  const late = known.find(({ name }, index) => index > 0 && knownTags[name]! < knownTags[known[index - 1]!.name]!);
  if (late === undefined) return;
  const before = known[known.indexOf(late) - 1]!.name;
  yield {
    ...placeOf(late),
    clause: 'ATTR-11',
    expected: 'attributes in ascending order of tag',
    actual: `${late.name} after ${before}`,
  };
}

function placeOf({ offset, length }: Span): Pick<Remark, 'offset' | 'length'> {
  return { offset, length };
}

/** Where the value of a field or an attribute stands; where it is empty, the whole. */
function placeOfValue(span: Span): Pick<Remark, 'offset' | 'length'> {
  return placeOf(span.parts?.find(({ name }) => name === 'value') ?? span);
}
