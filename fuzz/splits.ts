import { hashOctets } from './octets.ts';

const POISON = 0xdb;
/** Longer octets are cut in two at some places alone. */
const LONG_OCTETS = 2_048;

/**
 * A few ways to cut octets into pieces, decided by the octets alone. Each piece is a view that is overwritten once the
 * next one is asked for.
 */
export function* someSplits(octets: Uint8Array): Generator<Iterable<Uint8Array>> {
  let state = hashOctets(octets) | 1;
  const draw = (limit: number): number => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9;
    return ((state ^ (state >>> 13)) >>> 0) % limit;
  };
  const at = draw(Math.min(octets.length, draw(2) === 0 ? 80 : octets.length) + 1);
  yield inTwo(octets, at);
  if (draw(16) === 0) yield octetByOctet(octets);
  else {
    const longest = 2 + draw(80);
    yield pieces(octets, () => 1 + draw(longest));
  }
}

/** Octet by octet, and in two at every place; of long octets at the first, the last, and some of the others. */
export function* allSplits(octets: Uint8Array): Generator<Iterable<Uint8Array>> {
  yield octetByOctet(octets);
  const { length } = octets;
  for (let at = 1; at < length; at += 1) {
    if (length <= LONG_OCTETS || at < 256 || at > length - 16 || at % 509 === 0) yield inTwo(octets, at);
  }
}

function octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  return pieces(octets, () => 1);
}

function inTwo(octets: Uint8Array, at: number): Iterable<Uint8Array> {
  return pieces(octets, (offset) => (offset < at ? at : octets.length));
}

function* pieces(octets: Uint8Array, lengthAt: (offset: number) => number): Generator<Uint8Array> {
  const copy = octets.slice();
  for (let offset = 0; offset < copy.length; ) {
    const end = Math.min(offset + lengthAt(offset), copy.length);
    yield copy.subarray(offset, end);
    copy.fill(POISON, offset, end);
    offset = end;
  }
}
