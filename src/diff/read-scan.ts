import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import { JsonSource } from '../source/json-source.ts';
import { type SavedScan, savedFromDocument, savedFromLines } from './saved-scan.ts';
import { portLine, scanDocument, scanEnd } from './scan-schema.ts';

/** Reads the files that `portlab scan` leaves. */

const REMEDY = 'give what `portlab scan` writes with `-o FILE`, `--json` or `--ndjson`';

/**
 * Reads a saved scan, one document or one port a line.
 *
 * @param file the file's name in diagnostics
 * @throws {SourceError} with what is wrong and where
 */
export function readScan(content: string, file: string): SavedScan {
  const text = content.replace(/^\u{feff}/u, '');
  return isLines(text) ? readLines(text, file) : readDocument(text, file);
}

/** One port a line: then the first line is a port, or the end where there is no port, by itself. */
function isLines(text: string): boolean {
  const [line = ''] = text.trimStart().split('\n', 1);
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && !('hosts' in value) && ('port' in value || 'summary' in value) && !('scenarios' in value);
  } catch {
    return false;
  }
}

function readDocument(text: string, file: string): SavedScan {
  const source = new JsonSource(text, file, REMEDY);
  if (!isObject(source.value) || !('hosts' in source.value)) {
    throw new SourceError([source.at([], 'this is not the result of a scan: it has no `hosts`')]);
  }
  const document = source.check(scanDocument);
  const repeated = new Repeated();
  for (const [index, { address, ports }] of document.hosts.entries()) {
    const path = ['hosts', index];
    repeated.check(address, () => source.at([...path, 'address'], `${address} is listed already`));
    for (const [at, { port }] of ports.entries()) {
      repeated.check(`${address} ${port}`, () =>
        source.at([...path, 'ports', at, 'port'], `port ${port} of ${address} is listed already`),
      );
    }
  }
  return savedFromDocument(document, file);
}

function readLines(text: string, file: string): SavedScan {
  const ports = [];
  const repeated = new Repeated();
  let end: ReturnType<typeof scanEnd.parse> | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const source = new JsonSource(line, file, REMEDY, index + 1);
    if (end !== undefined) {
      throw new SourceError([source.at([], 'the scan has ended on a line above', 'keep one scan in a file')]);
    }
    if (isObject(source.value) && 'summary' in source.value) {
      end = source.check(scanEnd);
      continue;
    }
    const port = source.check(portLine);
    repeated.check(`${port.host} ${port.port}`, () =>
      source.at(['port'], `port ${port.port} of ${port.host} is listed already`, 'keep one scan in a file'),
    );
    ports.push(port);
  }
  return savedFromLines(ports, end, file);
}

/** Finds what is there twice. */
class Repeated {
  readonly #seen = new Set<string>();

  check(name: string, diagnose: () => Diagnostic): void {
    if (this.#seen.has(name)) throw new SourceError([diagnose()]);
    this.#seen.add(name);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
