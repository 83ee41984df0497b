/** Ranges that a person still reads. */
const SHOWN_RANGES = 6;

/** `22,80,8000-8010` of ports in ascending order; of many ranges the first, and how many ports there are. */
export function portsText(ports: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const port of ports) {
    const range = ranges.at(-1);
    if (range?.[1] === port - 1) range[1] = port;
    else ranges.push([port, port]);
  }
  const texts = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  if (texts.length <= SHOWN_RANGES) return texts.join(',');
  return `${texts.slice(0, SHOWN_RANGES - 1).join(',')},… (${ports.length.toLocaleString('en-US')} ports)`;
}
