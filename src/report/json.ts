/** One JSON document, for scripts: times rounded to the microsecond, a line end at its end. */
export function toJsonDocument(value: unknown): string {
  return `${JSON.stringify(value, roundTimes, 2)}\n`;
}

/** The text of `toJsonDocument` in pieces, for a value that is plain data: one of a million ports is never there whole. */
export function* toJsonPieces(value: unknown): Generator<string> {
  let piece = '';
  for (const part of writeJson('', value, '', 0)) {
    piece += part;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n`;
}

const PIECE_CHARACTERS = 65_536;
/** What lies so deep is small, and written at once: in a scan's result a port of a host. */
const SMALL_DEPTH = 4;

function* writeJson(key: string, value: unknown, indent: string, depth: number): Generator<string> {
  const entries = depth < SMALL_DEPTH && typeof value === 'object' && value !== null ? entriesOf(value) : [];
  if (entries.length === 0) {
    yield (JSON.stringify(roundTimes(key, value), roundTimes, 2) ?? 'null').replaceAll('\n', `\n${indent}`);
    return;
  }
  const [opening, closing] = Array.isArray(value) ? '[]' : '{}';
  const inner = `${indent}  `;
  let before = opening;
  for (const [name, entry] of entries) {
    yield `${before}\n${inner}${Array.isArray(value) ? '' : `${JSON.stringify(name)}: `}`;
    yield* writeJson(name, entry, inner, depth + 1);
    before = ',';
  }
  yield `\n${indent}${closing}`;
}

/** What JSON has of an object or an array. */
function entriesOf(value: object): [string, unknown][] {
  const entries = Object.entries(value);
  return Array.isArray(value) ? entries : entries.filter(([, entry]) => entry !== undefined);
}

/** One JSON value on a line of its own. */
export function toJsonLine(value: unknown): string {
  return `${JSON.stringify(value, roundTimes)}\n`;
}

function roundTimes(key: string, value: unknown): unknown {
  return key.endsWith('Ms') && typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
}
