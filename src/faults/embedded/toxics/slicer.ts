import type { Random } from '../../../runtime/random.ts';
import { fraction, type ToxicType } from '../toxic.ts';

interface Slices {
  readonly average_size: number;
  readonly size_variation: number;
}

/** Cuts chunks into pieces of `average_size` ± `size_variation` octets, with a pause of `delay` µs after each. */
export const slicer: ToxicType<{ average_size: number; size_variation: number; delay: number }> = {
  defaults: { average_size: 0, size_variation: 0, delay: 0 },

  reject({ average_size, size_variation }) {
    if (average_size <= 0) return 'average_size must be above 0';
    if (size_variation < 0) return 'size_variation must not be negative';
    return undefined;
  },

  async pipe(run, attributes) {
    const delayMs = attributes.delay / 1000;
    for (let chunk = await run.take(); chunk !== undefined; chunk = await run.take()) {
      for (const octets of sliceSizes(chunk.data.length, attributes, run.random)) {
        run.pass(octets);
        await run.sleep(delayMs);
      }
    }
    run.close();
  },
};

/**
 * Halves a chunk until its pieces are small enough, each cut moved by chance, which spreads the sizes evenly over the
 * chunk. No piece is empty, whatever the variation.
 */
function sliceSizes(octets: number, slices: Slices, random: Random): number[] {
  const { average_size, size_variation } = slices;
  if (octets - average_size <= size_variation) return [octets];
  const moved = size_variation > 0 ? Math.floor(fraction(random) * 2 * size_variation) - size_variation : 0;
  const cut = Math.min(Math.max(Math.floor(octets / 2) + moved, 1), octets - 1);
  return [...sliceSizes(cut, slices, random), ...sliceSizes(octets - cut, slices, random)];
}
