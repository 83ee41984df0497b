import { Decoder } from '../protocol/decoder.ts';
import type { Random } from '../runtime/random.ts';

/** Whether these octets show, without any more of them, that whoever sent them does not speak PSAP (`not-psap`). */
export function tellsForeign(octets: Uint8Array): boolean {
  const decoder = new Decoder('answers');
  decoder.push(octets);
  while (decoder.next() !== undefined);
  return decoder.violation?.code === 'bad-magic';
}

/** Random octets, at least one, of which the first already shows that they are not PSAP. */
export function drawGarbage(random: Random, count: number): Uint8Array {
  const octets = Uint8Array.from({ length: count }, () => random.nextUint32() & 0xff);
  while (!tellsForeign(octets.subarray(0, 1))) octets[0] = random.nextUint32() & 0xff;
  return octets;
}
