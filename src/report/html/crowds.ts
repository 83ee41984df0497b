import type { PortField } from './page-data.ts';

/** A port among those that share its group: how many they are, and which of them it is, the slowest first. */
export interface CrowdPlace {
  readonly size: number;
  readonly rank: number;
}

/** The place of each port of a field, by its number. */
export function crowdPlaces({ runs, times, groups }: PortField): Map<number, CrowdPlace> {
  const members = groups.map((): { port: number; time: number }[] => []);
  let at = 0;
  for (let run = 0; run < runs.length; run += 3) {
    const [first, length, group] = [runs[run]!, runs[run + 1]!, runs[run + 2]!];
    for (let port = first; port < first + length; port += 1) {
      members[group]!.push({ port, time: times[at]! });
      at += 1;
    }
  }
  const places = new Map<number, CrowdPlace>();
  for (const crowd of members) {
    const { length: size } = crowd.sort((one, other) => other.time - one.time);
    for (const [rank, { port }] of crowd.entries()) places.set(port, { size, rank });
  }
  return places;
}
