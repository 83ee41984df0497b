import { tags } from '../attributes.ts';

/**
 * Sections 3 to 9 of the specification once more, in the most literal way: all of the octets at once, every code that
 * applies collected, the first of the table reported. Slow, and nobody's production code: the decoder is held to it.
 */

export interface ReferenceEcho {
  readonly encoding: 'text' | 'binary';
  readonly kind: 'CONNECTION' | 'GET';
  readonly id: number;
  /** Source and destination as text; undefined for the connection's own. */
  readonly addresses: readonly [string, string] | undefined;
}

/** What the first message is: whole and good, at fault, or not yet to be judged. */
export type ReferenceVerdict =
  | { readonly kind: 'message'; readonly octets: number; readonly echo: ReferenceEcho }
  | { readonly kind: 'error'; readonly code: string; readonly echo: ReferenceEcho }
  | { readonly kind: 'more' };

type Reader = 'requests' | 'answers';

const table = 'bad-magic bad-version bad-type bad-flags bad-encoding bad-header bad-length bad-address bad-body'.split(
  ' ',
);

/** MSG-5, one row a line: type, kind, signals, and whether a body is allowed. */
const rows = new Map([
  ['COMMAND CONNECTION SYN', true],
  ['DATA CONNECTION SYN+ACK', false],
  ['DATA CONNECTION ACK+RST', true],
  ['COMMAND GET SYN', true],
  ['DATA GET ACK', true],
  ['DATA GET ACK+RST', true],
  ['COMMAND CONNECTION RST', false],
]);

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function judgeFirstMessage(octets: Uint8Array, reader: Reader): ReferenceVerdict {
  if (octets.length === 0) return { kind: 'more' };
  return octets[0] === 0x89 ? judgeBinary(octets, reader) : judgeText(octets, reader);
}

function judgeText(octets: Uint8Array, reader: Reader): ReferenceVerdict {
  const wire = Array.from(octets.subarray(0, 1_024), (octet) => String.fromCharCode(octet)).join('');
  const blank = { encoding: 'text', kind: 'CONNECTION', id: 0, addresses: undefined } as const;
  if (!'PSAP/'.startsWith(wire.slice(0, 5))) return { kind: 'error', code: 'bad-magic', echo: blank };
  if (!'1 '.startsWith(wire.slice(5, 7))) return { kind: 'error', code: 'bad-version', echo: blank };
  const end = wire.indexOf('\r\n\r\n');
  if (end < 0) return octets.length < 1_024 ? { kind: 'more' } : { kind: 'error', code: 'bad-length', echo: blank };

  const codes = new Set<string>();
  const [startLine = '', ...fieldLines] = wire.slice(0, end).split('\r\n');
  const [, type = '', kind = '', ...rest] = startLine.split(' ');
  const row = `${type} ${kind} ${rest.join(' ')}`;
  const hasKindToken = startLine.split(' ').length > 3;
  if (type !== 'COMMAND' && type !== 'DATA') codes.add('bad-type');
  if (!hasKindToken || !/^(?:CONNECTION|GET)$/.test(kind)) codes.add('bad-flags');
  else if (!/^(?:SYN|SYN\+ACK|ACK|ACK\+RST|RST)$/.test(rest.join(' '))) codes.add('bad-flags');
  else if (!codes.has('bad-type')) {
    if (!rows.has(row) || !mayBeSent(row, reader)) codes.add('bad-flags');
    else if (row === 'COMMAND GET SYN') codes.add('bad-encoding');
    else if (kind === 'GET') codes.add('bad-flags');
  }

  const fields: Record<string, string[]> = { id: [], source: [], destination: [], encoding: [], length: [] };
  for (const line of fieldLines) {
    if (!/^[!-9;-~]+:[ -~]*$/.test(line)) codes.add('bad-header');
    else fields[line.slice(0, line.indexOf(':')).toLowerCase()]?.push(trim(line.slice(line.indexOf(':') + 1)));
  }
  const { id = [], source = [], destination = [], encoding = [], length = [] } = fields;
  if ([id, source, destination, encoding, length].some((values) => values.length !== 1)) codes.add('bad-header');
  if (id.some((value) => !isNumber(value, 4_294_967_295n))) codes.add('bad-header');
  if (encoding.some((value) => value !== 'text')) codes.add('bad-encoding');
  if (length.some((value) => !isNumber(value, 65_535n))) codes.add('bad-length');
  if ([...source, ...destination].some((value) => !isEndpoint(value))) codes.add('bad-address');
  if (rows.get(row) === false && length.length === 1 && length[0] !== '0') codes.add('bad-body');

  const once = (values: readonly string[], good: (value: string) => boolean) =>
    values.length === 1 && good(values[0]!) ? values[0] : undefined;
  const [from, to] = [once(source, isEndpoint), once(destination, isEndpoint)];
  const echo: ReferenceEcho = {
    encoding: 'text',
    kind: 'CONNECTION',
    id: Number(once(id, (value) => isNumber(value, 4_294_967_295n)) ?? 0),
    addresses: from !== undefined && to !== undefined ? [from, to] : undefined,
  };
  const code = table.find((one) => codes.has(one));
  if (code !== undefined) return { kind: 'error', code, echo };
  const total = end + 4 + Number(length[0]);
  if (octets.length < total) return { kind: 'more' };
  if (!isUtf8(octets.subarray(end + 4, total))) return { kind: 'error', code: 'bad-body', echo };
  return { kind: 'message', octets: total, echo };
}

function judgeBinary(octets: Uint8Array, reader: Reader): ReferenceVerdict {
  const blank = { encoding: 'binary', kind: 'CONNECTION', id: 0, addresses: undefined } as const;
  if (octets.length > 1 && octets[1] !== 0x50) return { kind: 'error', code: 'bad-magic', echo: blank };
  if (octets.length > 2 && octets[2] !== 1) return { kind: 'error', code: 'bad-version', echo: blank };
  if (octets.length < 48) return { kind: 'more' };
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const [type, flags, length] = [view.getUint8(3), view.getUint8(4), view.getUint16(6)];
  const kinds = ['CONNECTION', 'GET'].filter((_, bit) => flags & (1 << bit));
  const signals = ['SYN', 'ACK', 'RST'].filter((_, bit) => flags & (4 << bit)).join('+');
  const row = `${type === 0 ? 'COMMAND' : 'DATA'} ${kinds.join('+')} ${signals}`;

  const codes = new Set<string>();
  if (type > 1) codes.add('bad-type');
  else if (flags > 0x1f || !rows.has(row) || !mayBeSent(row, reader)) codes.add('bad-flags');
  if (view.getUint8(5) !== 1) codes.add('bad-encoding');
  const ports = [view.getUint16(28), view.getUint16(46)];
  if (ports.includes(0)) codes.add('bad-address');
  if (rows.get(row) === false && length > 0) codes.add('bad-body');

  const isGet = kinds.length === 1 && kinds[0] === 'GET';
  const echo: ReferenceEcho = {
    encoding: 'binary',
    kind: isGet ? 'GET' : 'CONNECTION',
    id: view.getUint32(8),
    addresses: ports.includes(0) ? undefined : [endpointAt(view, 12), endpointAt(view, 30)],
  };
  const code = table.find((one) => codes.has(one));
  if (code !== undefined) return { kind: 'error', code, echo };
  const total = 48 + length;
  if (octets.length < total) return { kind: 'more' };
  const body = octets.subarray(48, total);
  const isGood = row === 'COMMAND CONNECTION SYN' ? isUtf8(body) : areAttributes(body);
  return isGood ? { kind: 'message', octets: total, echo } : { kind: 'error', code: 'bad-body', echo };
}

/** ATTR-1 to ATTR-8. */
function areAttributes(body: Uint8Array): boolean {
  const known: readonly number[] = Object.values(tags);
  const seen: number[] = [];
  for (let rest = body; rest.length > 0; ) {
    const [tag = 0, high = 0, low = 0] = rest;
    const end = 3 + 256 * high + low;
    if (tag === 0 || rest.length < 3 || rest.length < end) return false;
    if (known.includes(tag) && !isUtf8(rest.subarray(3, end))) return false;
    if (known.includes(tag) && tag !== tags.WANT && seen.includes(tag)) return false;
    seen.push(tag);
    rest = rest.subarray(end);
  }
  return true;
}

const mayBeSent = (row: string, reader: Reader) =>
  row === 'COMMAND CONNECTION RST' || row.startsWith(reader === 'requests' ? 'COMMAND' : 'DATA');

const trim = (value: string) => value.replace(/^ */, '').replace(/ *$/, '');

const isNumber = (value: string, most: bigint) => /^(?:0|[1-9][0-9]*)$/.test(value) && BigInt(value) <= most;

function isEndpoint(value: string): boolean {
  const [, address = '', port = ''] = /^(.*):(.*)$/.exec(value) ?? [];
  return isNumber(port, 65_535n) && port !== '0' && (isIpv4(address) || isIpv6(address));
}

const isIpv4 = (text: string) => text.split('.').length === 4 && text.split('.').every((part) => isNumber(part, 255n));

/** In brackets, as URLs spell it, and not IPv4-mapped. */
function isIpv6(text: string): boolean {
  if (!/^\[[0-9a-f:]+\]$/.test(text) || /^\[::ffff:[0-9a-f]+:[0-9a-f]+\]$/.test(text)) return false;
  try {
    return new URL(`http://${text}/`).hostname === text;
  } catch {
    return false;
  }
}

/** An endpoint of the binary encoding, as text. */
function endpointAt(view: DataView, offset: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => view.getUint16(offset + 2 * index).toString(16));
  const port = view.getUint16(offset + 16);
  const text = new URL(`http://[${groups.join(':')}]/`).hostname;
  if (!/^\[::ffff:[0-9a-f]+:[0-9a-f]+\]$/.test(text)) return `${text}:${port}`;
  return `${[12, 13, 14, 15].map((at) => view.getUint8(offset + at)).join('.')}:${port}`;
}

function isUtf8(octets: Uint8Array): boolean {
  try {
    utf8.decode(octets);
    return true;
  } catch {
    return false;
  }
}
