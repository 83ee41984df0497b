/**
 * What share of all is likely, where so many of so many were seen: Wilson's score interval. `deviations`: how many
 * standard deviations from what was seen its ends are.
 */

export function upperBound(count: number, of: number, deviations: number): number {
  return bound(count, of, deviations);
}

export function lowerBound(count: number, of: number, deviations: number): number {
  return bound(count, of, -deviations);
}

function bound(count: number, of: number, z: number): number {
  const share = count / of;
  const deviation = Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return (share + z ** 2 / (2 * of) + z * deviation) / (1 + z ** 2 / of);
}
