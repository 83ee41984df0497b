import { crowdPlaces } from './crowds.ts';
import type { PortField } from './page-data.ts';

/** A crowd of alike ports up to this size is shown whole. */
const SMALL_CROWD = 12;
/** Of a larger one these, its slowest, stand for all. */
const OF_LARGE_CROWD = 3;
/** So many lanes may be shown, whoever is in them. */
const FEW_LANES = 24;

interface Place {
  readonly scanner: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Puts places with the most to tell first: those without a finding, as agents are; then rare findings; then a few of
 * each crowd; then all others. `telling` is how many are worth a lane at first sight.
 */
export function orderLanes<P extends Place>(
  places: readonly P[],
  fields: readonly PortField[],
): { readonly ordered: readonly P[]; readonly telling: number } {
  const known = new Map<string, ReturnType<typeof crowdPlaces>>();
  for (const field of fields) known.set(fieldKey(field), crowdPlaces(field));
  const judged = places.map((place) => {
    const { size, rank } = known.get(fieldKey(place))?.get(place.port) ?? { size: 0, rank: 0 };
    return { place, size, isTelling: size <= SMALL_CROWD || rank < OF_LARGE_CROWD };
  });
  judged.sort(
    (one, other) =>
      Number(other.isTelling) - Number(one.isTelling) || one.size - other.size || one.place.port - other.place.port,
  );
  const telling = judged.filter(({ isTelling }) => isTelling).length;
  const few = judged.length <= FEW_LANES ? judged.length : Math.min(telling, FEW_LANES);
  return { ordered: judged.map(({ place }) => place), telling: few };
}

function fieldKey({ scanner, host }: { readonly scanner: string; readonly host: string }): string {
  return JSON.stringify([scanner, host]);
}
