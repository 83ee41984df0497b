import { writeFile } from 'node:fs/promises';
import { toJsonLine, toJsonPieces } from '../report/json.ts';
import { renderScan } from '../report/scan-text.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import { environmentError } from './exit-code.ts';
import type { ScanOptions } from './scan-options.ts';
import type { Terminal } from './terminal.ts';

/** What a scan prints and writes, in the form that was asked for. */

type OutputOptions = Pick<ScanOptions, 'open' | 'json' | 'ndjson' | 'o'>;

/** Prints a port as soon as it is decided, where that was asked for. */
export function printPort(port: PortResult, options: OutputOptions, terminal: Terminal): void {
  if (options.ndjson === true && isShown(port, options)) terminal.print(toJsonLine(port));
}

/** Prints the whole, and writes it to the file. Throws a CommandError where the file cannot be written. */
export async function putOut(whole: ScanResult, options: OutputOptions, terminal: Terminal): Promise<void> {
  const result = filterPorts(whole, options);
  // The file first: a reader of standard output may leave, and the process with it.
  const failure = options.o === undefined ? undefined : await save(result, options.o);
  if (options.json === true) await terminal.printAll(toJsonPieces(result));
  else if (options.ndjson === true) terminal.print(toJsonLine({ ...result, hosts: undefined }));
  else terminal.print(renderScan(result, terminal.colours));
  if (failure !== undefined) throw failure;
}

async function save(result: ScanResult, file: string): Promise<Error | undefined> {
  try {
    await writeFile(file, toJsonPieces(result));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return environmentError(`cannot write ${file} (${code}); the result stands on standard output`);
  }
}

/** The counts stay those of all ports. */
function filterPorts(result: ScanResult, options: OutputOptions): ScanResult {
  const hosts = result.hosts.map((host) => ({ ...host, ports: host.ports.filter((port) => isShown(port, options)) }));
  return { ...result, hosts };
}

function isShown({ state }: PortResult, { open }: OutputOptions): boolean {
  return open === undefined || state === 'open';
}
