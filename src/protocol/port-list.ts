/**
 * Lists of ports as people write them: `22,80,8000-8100`. Items are ports or ascending ranges of 1 to 65535, between
 * commas, with spaces around the commas if one likes.
 */

export const lowestPort = 1;
export const highestPort = 65_535;

/** The ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** A text is not a port list. The message names the offset and says what to write instead. */
export class PortListError extends Error {
  override readonly name = 'PortListError';
  /** What is wrong, without the offset: for callers that point at it themselves. */
  readonly problem: string;
  /** What to write instead. */
  readonly remedy: string;
  /** Where in the text the faulty part begins, in characters from 0. */
  readonly offset: number;
  /** How many characters are faulty; 0 where something is missing. */
  readonly length: number;

  constructor(problem: string, remedy: string, offset: number, length: number) {
    super(`${problem} (at offset ${offset}): ${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
    this.offset = offset;
    this.length = length;
  }
}

/**
 * Reads a port list. The ranges come sorted, and merged where they overlap or touch, so that every port is in one range
 * and equal sets of ports give equal results.
 *
 * @throws {PortListError} at the first item that is neither a port nor a range.
 */
export function parsePortList(text: string): readonly PortRange[] {
  const ranges: PortRange[] = [];
  let offset = 0;
  for (const part of text.split(',')) {
    const item = part.trim();
    ranges.push(parseItem(item, offset + part.indexOf(item), text));
    offset += part.length + 1;
  }
  return mergePortRanges(ranges);
}

/** Sorts ranges and joins those that overlap or touch. */
export function mergePortRanges(ranges: Iterable<PortRange>): readonly PortRange[] {
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous.last + 1) previous.last = Math.max(previous.last, last);
    else merged.push({ first, last });
  }
  return merged;
}

/** The fewest ranges that have these ports. */
export function portRangesOf(ports: readonly number[]): readonly PortRange[] {
  return mergePortRanges(ports.map((port) => ({ first: port, last: port })));
}

/** Whether one of the ranges has the port. */
export function hasPort(ranges: readonly PortRange[], port: number): boolean {
  return ranges.some(({ first, last }) => first <= port && port <= last);
}

/** How many ports the ranges have, which must not overlap. */
export function countPorts(ranges: readonly PortRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The same ports, cut so that each of `starts` that is among them begins a range. */
export function cutPortRanges(ranges: readonly PortRange[], starts: Iterable<number>): readonly PortRange[] {
  const ascending = [...new Set(starts)].sort((a, b) => a - b);
  return ranges.flatMap(({ first, last }) => {
    const cuts = [first, ...ascending.filter((start) => start > first && start <= last)];
    return cuts.map((start, index) => ({ first: start, last: (cuts[index + 1] ?? last + 1) - 1 }));
  });
}

/** Every port of the ranges, in their order. */
export function expandPorts(ranges: Iterable<PortRange>): number[] {
  const ports: number[] = [];
  for (const { first, last } of ranges) {
    for (let port = first; port <= last; port++) ports.push(port);
  }
  return ports;
}

/** Writes ranges as `parsePortList` reads them: `22,80,8000-8100`. */
export function formatPortRanges(ranges: Iterable<PortRange>): string {
  return Array.from(ranges, ({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

function parseItem(item: string, offset: number, text: string): PortRange {
  if (item === '') {
    const problem = text.trim() === '' ? 'the port list is empty' : 'a port is missing';
    const remedy = text.trim() === '' ? 'write ports and ranges, as in 22,80,8000-8100' : 'remove the comma';
    throw new PortListError(problem, remedy, offset, 0);
  }

  const halves = /^([^-]*)(-)?([^-]*)$/.exec(item);
  const [, left = '', dash, right = ''] = halves ?? [];
  if (halves === null || /\s/.test(item)) {
    throw new PortListError(
      `\`${item}\` is not a port or a range`,
      'put commas between items, and one hyphen and no spaces in a range',
      offset,
      item.length,
    );
  }
  if (dash === undefined) {
    const port = parsePort(left, offset);
    return { first: port, last: port };
  }

  if (left === '' || right === '') {
    const whole = `${left === '' ? lowestPort : left}-${right === '' ? highestPort : right}`;
    throw new PortListError(`the range \`${item}\` lacks an end`, `write both, as in ${whole}`, offset, item.length);
  }
  const first = parsePort(left, offset);
  const last = parsePort(right, offset + left.length + 1);
  if (first > last) {
    throw new PortListError(`the range \`${item}\` runs backwards`, `write ${last}-${first}`, offset, item.length);
  }
  return { first, last };
}

function parsePort(digits: string, offset: number): number {
  const fail = (problem: string, remedy: string) => new PortListError(problem, remedy, offset, digits.length);
  if (!/^[0-9]+$/.test(digits)) {
    throw fail(`\`${digits}\` is not a port`, `write a number from ${lowestPort} to ${highestPort}`);
  }
  const port = Number(digits);
  if (port < lowestPort || port > highestPort) {
    throw fail(`there is no port ${digits}`, `ports go from ${lowestPort} to ${highestPort}`);
  }
  if (digits.startsWith('0')) throw fail(`the port \`${digits}\` begins with a zero`, `write ${port}`);
  return port;
}
