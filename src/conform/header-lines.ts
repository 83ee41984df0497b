import type { Part } from './case.ts';

/** The lines of a text header; two or none where one has to stand are a fault. */
export interface HeaderLines {
  readonly start: string;
  readonly id: string | readonly string[];
  readonly source: string | readonly string[];
  readonly destination: string | readonly string[];
  readonly encoding: string | readonly string[];
  readonly length: string | readonly string[];
  /** Behind the others. */
  readonly more: string | readonly string[];
}

const good: HeaderLines = {
  start: 'PSAP/1 COMMAND CONNECTION SYN',
  id: 'Id: 7',
  source: 'Source: {own}',
  destination: 'Destination: {open}',
  encoding: 'Encoding: text',
  length: 'Length: 0',
  more: [],
};

/** The header of a status request with id 7 about the open subject, but for these lines. */
export function header(lines: Partial<HeaderLines> = {}): Part {
  return { header: headerLines(lines).join('\n') };
}

/** Its lines, for a case that goes on with them. */
export function headerLines(lines: Partial<HeaderLines> = {}): readonly string[] {
  const { start, id, source, destination, encoding, length, more } = { ...good, ...lines };
  return [start, id, source, destination, encoding, length, more].flat();
}
