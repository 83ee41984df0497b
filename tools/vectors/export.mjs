import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { toEndpoint } from './endpoint.mjs';
import { exportConversations } from './export-conversations.mjs';
import { octetsOfValue, octetsOfVector } from './octets.mjs';
import { vectorFile } from './vector-file.mjs';

/** @typedef {import('./octets.mjs').Run} Run */
/** @typedef {import('./endpoint.mjs').ExportedEndpoint} ExportedEndpoint */

/**
 * A message that a vector's octets hold. It has a body, or the known attributes of its body.
 *
 * @typedef {object} ExportedMessage
 * @property {string} name
 * @property {'text' | 'binary'} encoding
 * @property {number} id
 * @property {ExportedEndpoint} source
 * @property {ExportedEndpoint} destination
 * @property {Run[]} [body]
 * @property {{ name: string, value: Run[] }[]} [attributes]
 */

/**
 * @typedef {object} ExportedViolation
 * @property {string} code
 * @property {number} offset
 * @property {{ encoding: 'text' | 'binary', kind: 'CONNECTION' | 'GET', id: number,
 *   addresses: { source: ExportedEndpoint, destination: ExportedEndpoint } | null }} echo
 */

/**
 * A vector, free of the notation that it was written in.
 *
 * @typedef {object} ExportedVector
 * @property {string} file
 * @property {string} name
 * @property {string} why
 * @property {string[]} clauses
 * @property {'responder' | 'scanner'} reader
 * @property {boolean} canonical Whether the octets are what a sender of these messages writes.
 * @property {Run[]} octets
 * @property {ExportedMessage[]} messages
 * @property {ExportedViolation | null} violation
 * @property {'text' | 'binary' | null} unfinished
 */

const FOLDER = new URL('../../spec/vectors/', import.meta.url);

/** Where the export stands. */
export const EXPORT_FILE = new URL('psap-vectors.json', FOLDER);

/** The language-neutral export of all vectors, as it is to stand in `EXPORT_FILE`. */
export function exportVectors() {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const document = { protocol: 'PSAP/1', vectors: files.flatMap(exportFile), conversations: exportConversations() };
  const json = JSON.stringify(document, undefined, 2);
  // The formatter has lists of words or numbers on one line.
  return `${json.replace(/\[\s+("[^\]{}]*"|\d[^\]{}]*\d|\d)\s+\]/g, (_, items) => `[${items.replace(/\s+/g, ' ')}]`)}\n`;
}

/**
 * @param {string} name
 * @returns {ExportedVector[]}
 */
function exportFile(name) {
  const parsed = vectorFile.safeParse(parse(readFileSync(new URL(name, FOLDER), 'utf8')));
  if (!parsed.success) throw new Error(`${name}: ${parsed.error.message}`);
  return parsed.data.map((vector) => {
    /** @type {ExportedMessage[]} */
    const messages = [];
    /** @type {ExportedViolation | null} */
    let violation = null;
    /** @type {'text' | 'binary' | null} */
    let unfinished = null;
    for (const expected of vector.expect) {
      if (violation !== null || unfinished !== null)
        throw new Error(`${name}: ${vector.name}: nothing follows the end`);
      if ('message' in expected) messages.push(exportMessage(expected));
      else if ('violation' in expected) violation = exportViolation(expected);
      else unfinished = expected.unfinished;
    }
    const { why, clauses, reader } = vector;
    const canonical = (vector.canonical ?? true) && violation === null && unfinished === null;
    const octets = octetsOfVector(vector);
    const file = name.replace(/\.yaml$/, '');
    return { file, name: vector.name, why, clauses, reader, canonical, octets, messages, violation, unfinished };
  });
}

/**
 * @param {Extract<import('./vector-file.mjs').Vector['expect'][number], { message: string }>} expected
 * @returns {ExportedMessage}
 */
function exportMessage({ message, encoding, id, source, destination, body, attributes }) {
  const fields = { name: message, encoding, id, source: toEndpoint(source), destination: toEndpoint(destination) };
  if (attributes === undefined) return { ...fields, body: octetsOfValue(body) };
  const exported = attributes.flatMap((one) =>
    Object.entries(one).map(([name, value]) => ({ name, value: octetsOfValue(value) })),
  );
  return { ...fields, attributes: exported };
}

/**
 * @param {Extract<import('./vector-file.mjs').Vector['expect'][number], { violation: string }>} expected
 * @returns {ExportedViolation}
 */
function exportViolation({ violation, offset, echo }) {
  const { encoding, kind, id } = echo;
  const addresses =
    'addresses' in echo ? null : { source: toEndpoint(echo.source), destination: toEndpoint(echo.destination) };
  return { code: violation, offset, echo: { encoding, kind, id, addresses } };
}
