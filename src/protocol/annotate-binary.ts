import { readAddress } from './address.ts';
import { layOutAttributes } from './annotate-attributes.ts';
import { BINARY_ENCODING_CODE, field, flag, readUint16, readUint32, typeCodes } from './binary-header.ts';
import { BINARY_HEADER_OCTETS, MAGIC_BINARY_SECOND, type MessageName, messageForms, VERSION } from './message.ts';
import { describeText, hex, type SpanList } from './span-list.ts';

/** Names the octets of a binary message (BIN-1). */

interface HeaderField {
  readonly name: string;
  readonly offset: number;
  readonly describe: (octets: Uint8Array, offset: number) => string;
}

const headerFields: readonly HeaderField[] = [
  { name: 'magic', offset: field.magic, describe: (octets, at) => describeMagic(octets[at + 1]!) },
  { name: 'version', offset: field.version, describe: (octets, at) => describeVersion(octets[at]!) },
  { name: 'type', offset: field.type, describe: (octets, at) => describeType(octets[at]!) },
  { name: 'flags', offset: field.flags, describe: (octets, at) => describeFlags(octets[at]!) },
  { name: 'encoding', offset: field.encoding, describe: (octets, at) => describeEncoding(octets[at]!) },
  { name: 'body length', offset: field.bodyLength, describe: (octets, at) => `${readUint16(octets, at)}` },
  { name: 'id', offset: field.id, describe: (octets, at) => `${readUint32(octets, at)}` },
  { name: 'source address', offset: field.sourceAddress, describe: readAddress },
  { name: 'source port', offset: field.sourcePort, describe: (octets, at) => `${readUint16(octets, at)}` },
  { name: 'destination address', offset: field.destinationAddress, describe: readAddress },
  { name: 'destination port', offset: field.destinationPort, describe: (octets, at) => `${readUint16(octets, at)}` },
];

/** Lays out a header, or as much of it as there is. */
export function layOutBinaryHeader(list: SpanList): void {
  headerFields.forEach(({ name, offset, describe }, index) => {
    const end = headerFields[index + 1]?.offset ?? BINARY_HEADER_OCTETS;
    list.take(end - offset, name, (at) => describe(list.octets, at));
  });
}

/** Lays out the body of a message of that name, up to the list's end. */
export function layOutBinaryBody(list: SpanList, name: MessageName, complete: boolean): void {
  if (messageForms[name].body === 'greeting') {
    list.upTo(list.end, 'greeting', describeText(list.octets.subarray(list.at, list.end)));
  } else {
    layOutAttributes(list, complete);
  }
}

function describeMagic(second: number): string {
  return second === MAGIC_BINARY_SECOND ? 'PSAP, binary' : 'not PSAP';
}

function describeVersion(version: number): string {
  return version === VERSION ? `${version}` : `${version}, unknown`;
}

function describeType(code: number): string {
  const name = Object.entries(typeCodes).find(([, known]) => known === code)?.[0];
  return name ?? `${code}, unknown`;
}

function describeFlags(flags: number): string {
  const set = Object.entries(flag).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
  const reserved = [0x20, 0x40, 0x80].flatMap((bit) => ((flags & bit) === 0 ? [] : [`reserved 0x${hex(bit)}`]));
  return [...set, ...reserved].join(' + ') || 'none';
}

function describeEncoding(code: number): string {
  return code === BINARY_ENCODING_CODE ? 'binary' : `${code}, not binary`;
}
