import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { decodeUtf8, isUtf8 } from '../protocol/utf8.ts';
import { looksLikeHex, readHex } from '../source/hex-text.ts';
import { usageError } from './exit-code.ts';

/** Octets that the user gives: as digits in the arguments, in a file, or on standard input. */

export interface OctetInput {
  /** The file as the user named it, `standard input` or `argument`. */
  readonly name: string;
  readonly octets: Uint8Array;
}

/** How a file or standard input is read: as digits, as the octets themselves, or as its content suggests. */
export type OctetForm = 'hex' | 'raw' | undefined;

/** No text has them; white space is not among them. */
const CONTROLS = /(?!\s)\p{Cc}/u;

/** How pcapng and both byte orders of pcap begin. */
const PCAP_MAGICS = ['0a0d0d0a', 'd4c3b2a1', 'a1b2c3d4'];

/**
 * Reads what the arguments name: `-`, a file that is there, else digits.
 *
 * @throws {CommandError} where there is nothing to read
 * @throws {SourceError} where digits are expected and something else is found
 */
export async function readOctetInput(
  words: readonly string[],
  form: OctetForm,
  standardInput: NodeJS.ReadableStream = process.stdin,
): Promise<OctetInput> {
  const [word = ''] = words;
  if (words.length === 1 && word === '-') {
    return { name: 'standard input', octets: readContent(await buffer(standardInput), form, 'standard input') };
  }
  if (words.length === 1 && (await isFile(word))) {
    const content = await readFile(word).catch((error: NodeJS.ErrnoException) => {
      throw usageError(`cannot read ${word} (${error.code})`);
    });
    if (form === undefined) requireOctets(content, word);
    return { name: word, octets: readContent(content, form, word) };
  }
  const text = words.join(' ');
  if (form === 'raw') throw usageError(`${JSON.stringify(text)} is no file; --raw needs one, or - for standard input`);
  if (!looksLikeHex(text) && form === undefined) {
    throw usageError(
      `${JSON.stringify(text)} is neither a file nor octets in hexadecimal; give a file, \`89 50 01 …\`, or - for standard input`,
    );
  }
  return { name: 'argument', octets: readHex(text, 'argument') };
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw usageError(`${path} is a folder; name a file in it`);
  return found !== undefined;
}

/** Files of ours that hold octets, and are none. */
function requireOctets(content: Buffer, name: string): void {
  if (PCAP_MAGICS.includes(content.toString('hex', 0, 4))) {
    throw usageError(`${name} is a capture: open it in Wireshark, with spec/wireshark/psap.lua`);
  }
  if (content.toString('latin1', 0, 8) === '{"atMs":') {
    throw usageError(`${name} is a trace: give the digits of an event's \`octets\`, or write a .pcapng for Wireshark`);
  }
}

/** Digits are text, and begin as digits do; everything else is the octets themselves. */
function readContent(content: Uint8Array, form: OctetForm, name: string): Uint8Array {
  if (form === 'raw' || (form === undefined && !isUtf8(content))) return content;
  const text = isUtf8(content) ? decodeUtf8(content) : Buffer.from(content).toString('latin1');
  if (form === undefined && (CONTROLS.test(text) || !looksLikeHex(text))) return content;
  return readHex(text.replace(/^\u{feff}/u, ''), name);
}
