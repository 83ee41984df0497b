/** Octets as the targets and their seeds need them. */

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function equalOctets(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** The same number for the same octets (FNV-1a). */
export function hashOctets(octets: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < octets.length; index += 1) hash = Math.imul(hash ^ octets[index]!, 0x0100_0193);
  return hash >>> 0;
}

/** 0, 1, 2, 3 for up to 3, 4 for up to 7, 5 for up to 15 …: numbers that are few. */
export function bucket(number: number): number {
  return number < 4 ? number : 32 - Math.clz32(number);
}
