/**
 * Octets as the vectors write them, and as the export does: in runs, so that a body of 65,535 octets stays readable.
 *
 * @typedef {{ hex: string, times: number }} Run
 */

/**
 * The runs of a vector's octets. Exactly one of `header`, `hex` and `octets` stands in it.
 *
 * @param {import('./vector-file.mjs').Vector} vector
 * @returns {Run[]}
 */
export function octetsOfVector({ name, header, hex, body, octets }) {
  if ([header, hex, octets].filter((form) => form !== undefined).length !== 1) {
    throw new Error(`${name}: a vector has its octets in exactly one of header, hex and octets`);
  }
  const parts = octets ?? [header === undefined ? { hex: hex ?? '' } : { header }];
  return joinRuns([...octetsOfParts(parts), ...octetsOfValue(body)]);
}

/**
 * @param {readonly import('./vector-file.mjs').Part[]} parts
 * @returns {Run[]}
 */
export function octetsOfParts(parts) {
  return joinRuns(parts.map(runOf));
}

/**
 * The runs of a body or of an attribute's value.
 *
 * @param {import('./vector-file.mjs').Value | undefined} value
 * @returns {Run[]}
 */
export function octetsOfValue(value) {
  if (value === undefined) return [];
  if (typeof value === 'string') return joinRuns([{ hex: hexOfText(value), times: 1 }]);
  return octetsOfParts(Array.isArray(value) ? value : [value]);
}

/**
 * @param {import('./vector-file.mjs').Part} part
 * @returns {Run}
 */
function runOf(part) {
  if ('hex' in part) return { hex: hexOfDump(part.hex), times: 1 };
  if ('repeat' in part) return { hex: hexOfText(part.repeat), times: part.times };
  if ('text' in part) return { hex: hexOfText(part.text), times: 1 };
  const lines = 'header' in part ? `${part.header}\n` : part.lines;
  return { hex: hexOfText(lines.replaceAll('\n', '\\r\\n')), times: 1 };
}

/**
 * Joins neighbours that stand once, and leaves out what is empty.
 *
 * @param {Run[]} runs
 * @returns {Run[]}
 */
function joinRuns(runs) {
  /** @type {Run[]} */
  const joined = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.hex === '') continue;
    if (last?.times === 1 && run.times === 1) last.hex += run.hex;
    else joined.push({ ...run });
  }
  return joined;
}

const escapes = new Map([
  ['r', 0x0d],
  ['n', 0x0a],
  ['t', 0x09],
  ['\\', 0x5c],
]);

/**
 * Text in UTF-8, with `\r`, `\n`, `\t`, `\\` and `\xNN` for single octets.
 *
 * @param {string} text
 */
function hexOfText(text) {
  /** @type {number[]} */
  const octets = [];
  let at = 0;
  for (const found of text.matchAll(/\\(?:x([0-9a-f]{2})|(.))/gs)) {
    octets.push(...Buffer.from(text.slice(at, found.index)));
    const [whole, hex, letter = ''] = found;
    const octet = hex === undefined ? escapes.get(letter) : Number.parseInt(hex, 16);
    if (octet === undefined)
      throw new Error(`${JSON.stringify(whole)} is no escape; write \\r, \\n, \\t, \\\\ or \\xNN`);
    octets.push(octet);
    at = found.index + whole.length;
  }
  octets.push(...Buffer.from(text.slice(at)));
  return Buffer.from(octets).toString('hex');
}

/**
 * Pairs of hexadecimal digits; `#` begins a remark.
 *
 * @param {string} dump
 */
function hexOfDump(dump) {
  const hex = dump.replace(/#.*$/gm, '').replace(/\s+/g, '');
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new Error(`not pairs of hexadecimal digits: ${hex}`);
  return hex;
}
