import { type Endpoint, parseEndpoint } from './address.ts';
import { type Accepts, describeUnacceptable, isAcceptable, type RejectedHeader } from './header.ts';
import {
  MAX_BODY_OCTETS,
  MAX_ID,
  type MessageKind,
  type MessageName,
  type MessageType,
  messageForms,
  nameMessage,
  type Signals,
} from './message.ts';
import { type Echo, Faults } from './violation.ts';

/** The header of the text encoding (clauses TEXT-*): a start line, field lines, a blank line; CRLF ends each. */

/** What a good text header says. */
export interface TextHeader {
  readonly name: MessageName;
  readonly id: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly bodyLength: number;
  /** Octets of the header, its blank line included. */
  readonly length: number;
}

const LINE_END = '\r\n';
/** What the start line begins with: judged before, octet by octet. */
const VERSION_PREFIX = 'PSAP/1 ';
const FIELD_LINE = /^([\x21-\x39\x3b-\x7e]+):([\x20-\x7e]*)$/;
const DECIMAL = /^(?:0|[1-9]\d*)$/;
const types: ReadonlySet<string> = new Set<MessageType>(['COMMAND', 'DATA']);
const kinds: ReadonlySet<string> = new Set<MessageKind>(['CONNECTION', 'GET']);
const signalSets: ReadonlySet<string> = new Set<Signals>(['SYN', 'SYN+ACK', 'ACK', 'ACK+RST', 'RST']);

const latin1 = new TextDecoder('latin1');

/** One line of a known field. */
interface FieldLine {
  readonly value: string;
  /** Of the value, from the message's first octet. */
  readonly offset: number;
}

type KnownField = 'id' | 'source' | 'destination' | 'encoding' | 'length';
/** The lines of each known field, in order; one alone where the header is good. */
type Fields = ReadonlyMap<KnownField, readonly FieldLine[]>;
const fieldTitles: Readonly<Record<KnownField, string>> = {
  id: 'Id',
  source: 'Source',
  destination: 'Destination',
  encoding: 'Encoding',
  length: 'Length',
};

/** Judges the header in `octets`, its blank line included; magic and version have been judged before. */
export function judgeTextHeader(octets: Uint8Array, accepts: Accepts): TextHeader | RejectedHeader {
  const text = latin1.decode(octets.subarray(0, octets.length - 2 * LINE_END.length));
  const faults = new Faults();
  const startEnd = text.indexOf(LINE_END);
  const start = judgeStartLine(startEnd < 0 ? text : text.slice(0, startEnd), faults);
  const fields = readFields(text, startEnd < 0 ? text.length : startEnd, faults);

  const id = readNumber(fields, 'id', 'bad-header', MAX_ID, faults);
  const bodyLength = readNumber(fields, 'length', 'bad-length', MAX_BODY_OCTETS, faults);
  const source = readAddressField(fields, 'source', faults);
  const destination = readAddressField(fields, 'destination', faults);
  const name = start === undefined ? undefined : judgeCombination(start, bodyLength ?? 0, accepts, faults);
  if (name !== undefined && bodyLength !== undefined && bodyLength > 0 && messageForms[name].body === 'none') {
    faults.add('bad-body', fields.get('length')![0]!.offset, `no body on ${name}`, `${bodyLength} octets`);
  }

  if (faults.first === undefined) {
    return {
      name: name!,
      id: id!,
      source: source!,
      destination: destination!,
      bodyLength: bodyLength!,
      length: octets.length,
    };
  }
  const addresses = source !== undefined && destination !== undefined ? { source, destination } : undefined;
  const echo: Echo = { encoding: 'text', kind: 'CONNECTION', id: id ?? 0, addresses };
  return { fault: faults.first, echo };
}

interface StartLine {
  readonly type: MessageType;
  readonly kind: MessageKind;
  readonly signals: Signals;
  /** Where the kind stands, from the message's first octet. */
  readonly kindOffset: number;
}

/** Splits the start line at its first three spaces: `PSAP/1 type kind signals`. */
function judgeStartLine(line: string, faults: Faults): StartLine | undefined {
  const [type, kind, signals] = splitTokens(line.slice(VERSION_PREFIX.length));
  const kindOffset = Math.min(VERSION_PREFIX.length + type.length + 1, line.length);
  const typeKnown = types.has(type);
  if (!typeKnown) faults.add('bad-type', VERSION_PREFIX.length, 'COMMAND or DATA', quote(type));
  if (kind === undefined || !kinds.has(kind)) {
    faults.add('bad-flags', kindOffset, 'CONNECTION or GET', quote(kind));
    return undefined;
  }
  if (signals === undefined || !signalSets.has(signals)) {
    const offset = Math.min(kindOffset + kind.length + 1, line.length);
    faults.add('bad-flags', offset, 'SYN, SYN+ACK, ACK, ACK+RST or RST, and the end of the line', quote(signals));
    return undefined;
  }
  if (!typeKnown) return undefined;
  return { type: type as MessageType, kind: kind as MessageKind, signals: signals as Signals, kindOffset };
}

/** Type, kind, and all the rest. */
function splitTokens(rest: string): [string, string | undefined, string | undefined] {
  const first = rest.indexOf(' ');
  if (first < 0) return [rest, undefined, undefined];
  const second = rest.indexOf(' ', first + 1);
  if (second < 0) return [rest.slice(0, first), rest.slice(first + 1), undefined];
  return [rest.slice(0, first), rest.slice(first + 1, second), rest.slice(second + 1)];
}

function judgeCombination(
  start: StartLine,
  bodyLength: number,
  accepts: Accepts,
  faults: Faults,
): MessageName | undefined {
  const { type, kind, signals, kindOffset } = start;
  const name = nameMessage(type, kind, signals, bodyLength === 0);
  const spelled = `${type} ${kind} ${signals}`;
  if (name === undefined) {
    faults.add('bad-flags', kindOffset, 'a legal combination of type, kind and signals', spelled);
  } else if (!isAcceptable(name, accepts)) {
    faults.add(
      'bad-flags',
      VERSION_PREFIX.length,
      'a message that this side may send',
      describeUnacceptable(type, kind),
    );
  } else if (name === 'information-request') {
    faults.add('bad-encoding', kindOffset, 'GET in the binary encoding', 'GET in text');
  } else if (kind === 'GET') {
    faults.add('bad-flags', kindOffset, 'CONNECTION in text', spelled);
  } else {
    return name;
  }
  return undefined;
}

/** Reads the field lines from `at`, where the start line ends, to the end of the header. */
function readFields(text: string, at: number, faults: Faults): Fields {
  const fields = new Map<KnownField, FieldLine[]>();
  let lineStart = at + LINE_END.length;
  while (lineStart <= text.length) {
    const found = text.indexOf(LINE_END, lineStart);
    const lineEnd = found < 0 ? text.length : found;
    readField(text.slice(lineStart, lineEnd), lineStart, fields, faults);
    lineStart = lineEnd + LINE_END.length;
  }
  for (const [key, title] of Object.entries(fieldTitles)) {
    const blankLine = text.length + LINE_END.length;
    if (!fields.has(key as KnownField)) faults.add('bad-header', blankLine, `a line ${title}`, 'none');
  }
  return fields;
}

function readField(line: string, offset: number, fields: Map<KnownField, FieldLine[]>, faults: Faults): void {
  const match = FIELD_LINE.exec(line);
  if (match === null) {
    faults.add('bad-header', offset, 'name: value, in printable ASCII, ended by CRLF', quote(line));
    return;
  }
  const [, name = '', rawValue = ''] = match;
  const key = name.toLowerCase();
  if (!isKnownField(key)) return;
  const value = trimSpaces(rawValue);
  const valueOffset = offset + name.length + 1 + (rawValue.length - rawValue.replace(/^ +/, '').length);
  if (key === 'encoding' && value !== 'text') faults.add('bad-encoding', valueOffset, 'text', quote(value));
  const lines = fields.get(key);
  if (lines === undefined) {
    fields.set(key, [{ value, offset: valueOffset }]);
  } else {
    lines.push({ value, offset: valueOffset });
    faults.add('bad-header', offset, `${fieldTitles[key]} once`, `a further ${fieldTitles[key]} line`);
  }
}

function isKnownField(key: string): key is KnownField {
  return Object.hasOwn(fieldTitles, key);
}

/** The number of a field that stands once and is well-formed, else undefined; malformed ones become a fault. */
function readNumber(
  fields: Fields,
  key: KnownField,
  code: 'bad-header' | 'bad-length',
  max: number,
  faults: Faults,
): number | undefined {
  return readOnce(fields, key, (value, offset) => {
    if (DECIMAL.test(value) && Number(value) <= max) return Number(value);
    faults.add(code, offset, `a decimal number from 0 to ${max}, no sign, no leading zero`, quote(value));
    return undefined;
  });
}

/** The address of a field that stands once and is well-formed, else undefined; malformed ones become a fault. */
function readAddressField(fields: Fields, key: 'source' | 'destination', faults: Faults): Endpoint | undefined {
  return readOnce(fields, key, (value, offset) => {
    const endpoint = parseEndpoint(value);
    if (endpoint === undefined) {
      faults.add('bad-address', offset, 'address:port, IPv6 in brackets as RFC 5952 writes it', quote(value));
    }
    return endpoint;
  });
}

/** Reads every line of a field; gives what was read where there is exactly one. */
function readOnce<T>(fields: Fields, key: KnownField, read: (value: string, offset: number) => T): T | undefined {
  const values = (fields.get(key) ?? []).map(({ value, offset }) => read(value, offset));
  return values.length === 1 ? values[0] : undefined;
}

/** Spaces (0x20) alone surround a value; tabs do not. */
function trimSpaces(value: string): string {
  return value.replace(/^ +| +$/g, '');
}

function quote(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  const escaped = JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
  // JSON leaves DEL and the C1 controls as they are; no control character may be echoed (SEC-8).
  return escaped.replace(/[\x7f-\x9f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);
}
