import { concatenate } from '../src/protocol/octets.ts';
import { drawBelow } from '../src/runtime/draw.ts';
import type { Random } from '../src/runtime/random.ts';

/** Octets that sit at an edge of something: of signs, of ASCII, of UTF-8, of lines, of the magic. */
const telling = [0x00, 0x01, 0x09, 0x0a, 0x0d, 0x20, 0x2e, 0x30, 0x3a, 0x50, 0x5b, 0x7f, 0x80, 0x89, 0xbf, 0xc3, 0xff];
const tellingUint16 = [0, 1, 2, 3, 47, 48, 255, 256, 1_023, 1_024, 4_096, 32_767, 32_768, 65_534, 65_535];
const tellingDecimals =
  '0 1 2 7 00 01 -1 255 256 1023 1024 1025 32768 65535 65536 4294967295 4294967296 18446744073709551616 1e3 0x10 1.5'.split(
    ' ',
  );

type Mutation = (octets: Uint8Array) => Uint8Array;

/** Changes inputs a little, at places and in ways that chance decides. */
export class Mutator {
  readonly #random: Random;
  readonly #tokens: readonly Uint8Array[];
  readonly #maxOctets: number;
  readonly #other: () => Uint8Array;
  readonly #mutations: readonly Mutation[];

  /** `other` gives some other input, to take parts of. */
  constructor(random: Random, tokens: readonly Uint8Array[], maxOctets: number, other: () => Uint8Array) {
    this.#random = random;
    this.#tokens = tokens;
    this.#maxOctets = maxOctets;
    this.#other = other;
    this.#mutations = [
      this.#flipBit,
      this.#replaceOctet,
      this.#replaceWithTelling,
      this.#writeUint16,
      this.#addToOctet,
      this.#replaceNumber,
      this.#insertOctets,
      this.#insertToken,
      this.#insertToken,
      this.#replaceWithToken,
      this.#remove,
      this.#repeat,
      this.#repeatMany,
      this.#move,
      this.#truncate,
      this.#append,
      this.#splice,
      this.#insertPart,
      this.#repeatLine,
      this.#removeLine,
      this.#insertLine,
    ];
  }

  /** A changed copy of the octets; mostly one change, seldom many. */
  mutate(octets: Uint8Array): Uint8Array {
    let mutated = octets;
    do {
      mutated = this.#mutations[this.#below(this.#mutations.length)]!(mutated).subarray(0, this.#maxOctets);
    } while (this.#below(5) < 2);
    return mutated.buffer === octets.buffer ? mutated.slice() : mutated;
  }

  readonly #flipBit: Mutation = (octets) => this.#set(octets, (octet) => octet ^ (1 << this.#below(8)));

  readonly #replaceOctet: Mutation = (octets) => this.#set(octets, () => this.#below(256));

  readonly #replaceWithTelling: Mutation = (octets) => this.#set(octets, () => telling[this.#below(telling.length)]!);

  readonly #addToOctet: Mutation = (octets) => this.#set(octets, (octet) => octet + 1 + this.#below(8) * 32 - 4);

  readonly #writeUint16: Mutation = (octets) => {
    const value = tellingUint16[this.#below(tellingUint16.length)]!;
    return this.#overwrite(octets, Uint8Array.of(value >> 8, value & 0xff));
  };

  /** Another number where one stands in digits. */
  readonly #replaceNumber: Mutation = (octets) => {
    let start = this.#place(octets);
    while (start < octets.length && !isDigit(octets[start]!)) start += 1;
    if (start === octets.length) return octets;
    let end = start;
    while (end < octets.length && isDigit(octets[end]!)) end += 1;
    while (start > 0 && isDigit(octets[start - 1]!)) start -= 1;
    const number = ascii(tellingDecimals[this.#below(tellingDecimals.length)]!);
    return concatenate([octets.subarray(0, start), number, octets.subarray(end)]);
  };

  readonly #insertOctets: Mutation = (octets) => {
    const octet = this.#below(2) === 0 ? this.#below(256) : telling[this.#below(telling.length)]!;
    return insert(octets, this.#place(octets), new Uint8Array(1 + this.#below(4)).fill(octet));
  };

  readonly #insertToken: Mutation = (octets) => insert(octets, this.#place(octets), this.#token());

  readonly #replaceWithToken: Mutation = (octets) => {
    const at = this.#place(octets);
    const token = this.#token();
    return concatenate([octets.subarray(0, at), token, octets.subarray(at + this.#below(token.length + 4))]);
  };

  readonly #remove: Mutation = (octets) => {
    const at = this.#place(octets);
    return concatenate([octets.subarray(0, at), octets.subarray(at + this.#length(octets))]);
  };

  readonly #repeat: Mutation = (octets) => {
    const at = this.#place(octets);
    return insert(octets, at, octets.subarray(at, at + this.#length(octets)));
  };

  /** Up to some limit of a length, and over it. */
  readonly #repeatMany: Mutation = (octets) => {
    const at = this.#place(octets);
    const part = octets.subarray(at, at + 1 + this.#below(12));
    const times = 1 + this.#below(this.#below(10) === 0 ? 1_100 : 80);
    return insert(octets, at, concatenate(Array.from({ length: Math.max(2, times) }, () => part)));
  };

  readonly #move: Mutation = (octets) => {
    const from = this.#place(octets);
    const part = octets.subarray(from, from + this.#length(octets));
    const rest = concatenate([octets.subarray(0, from), octets.subarray(from + part.length)]);
    return insert(rest, this.#place(rest), part);
  };

  readonly #truncate: Mutation = (octets) => octets.subarray(0, this.#place(octets));

  readonly #append: Mutation = (octets) => concatenate([octets, this.#other()]);

  /** Begins as this, goes on as another. */
  readonly #splice: Mutation = (octets) => {
    const other = this.#other();
    return concatenate([octets.subarray(0, this.#place(octets)), other.subarray(this.#place(other))]);
  };

  readonly #insertPart: Mutation = (octets) => {
    const other = this.#other();
    const from = this.#place(other);
    return insert(octets, this.#place(octets), other.subarray(from, from + this.#length(other)));
  };

  readonly #repeatLine: Mutation = (octets) => {
    const [start, end] = this.#line(octets);
    return insert(octets, start, octets.subarray(start, end));
  };

  readonly #removeLine: Mutation = (octets) => {
    const [start, end] = this.#line(octets);
    return concatenate([octets.subarray(0, start), octets.subarray(end)]);
  };

  readonly #insertLine: Mutation = (octets) => {
    const other = this.#other();
    return insert(octets, this.#line(octets)[0], other.subarray(...this.#line(other)));
  };

  /** The line around some place, with its LF. */
  #line(octets: Uint8Array): [number, number] {
    const at = this.#place(octets);
    const before = at === 0 ? -1 : octets.lastIndexOf(0x0a, at - 1);
    const after = octets.indexOf(0x0a, at);
    return [before + 1, after < 0 ? octets.length : after + 1];
  }

  #set(octets: Uint8Array, change: (octet: number) => number): Uint8Array {
    if (octets.length === 0) return octets;
    const changed = octets.slice();
    const at = Math.min(this.#place(octets), octets.length - 1);
    changed[at] = change(octets[at]!);
    return changed;
  }

  #overwrite(octets: Uint8Array, value: Uint8Array): Uint8Array {
    if (octets.length < value.length) return octets;
    const changed = octets.slice();
    changed.set(value, Math.min(this.#place(octets), octets.length - value.length));
    return changed;
  }

  /** From 0 to the length; half of the places are among the first 200, since most of a long input is a body. */
  #place(octets: Uint8Array): number {
    const reach = this.#below(2) === 0 ? Math.min(octets.length, 200) : octets.length;
    return this.#below(reach + 1);
  }

  /** How many octets to take; mostly few. */
  #length(octets: Uint8Array): number {
    return 1 + this.#below(Math.max(1, this.#below(4) === 0 ? octets.length : Math.min(octets.length, 16)));
  }

  #token(): Uint8Array {
    return this.#tokens[this.#below(this.#tokens.length)]!;
  }

  #below(limit: number): number {
    return drawBelow(this.#random, limit);
  }
}

function insert(octets: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  return concatenate([octets.subarray(0, at), part, octets.subarray(at)]);
}

function isDigit(octet: number): boolean {
  return octet >= 0x30 && octet <= 0x39;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
