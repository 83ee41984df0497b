import { toJsonLine, toJsonPieces } from '../report/json.ts';
import { renderScan } from '../report/scan-text.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import type { ScanOptions } from './scan-options.ts';
import type { Terminal } from './terminal.ts';

/** What a scan prints, in the form that was asked for. */

type OutputOptions = Pick<ScanOptions, 'open' | 'json' | 'ndjson'>;

/** Prints a port as soon as it is decided, where that was asked for. */
export function printPort(port: PortResult, options: OutputOptions, terminal: Terminal): void {
  if (options.ndjson === true && isShown(port, options)) terminal.print(toJsonLine(port));
}

/** Prints the whole; of `--ndjson` what is left when every port is printed. */
export async function printScan(whole: ScanResult, options: OutputOptions, terminal: Terminal): Promise<void> {
  const result = filterPorts(whole, options);
  if (options.json === true) await terminal.printAll(toJsonPieces(result));
  else if (options.ndjson === true) terminal.print(toJsonLine({ ...result, hosts: undefined }));
  else terminal.print(renderScan(result, terminal.colours));
}

/** What is shown; the counts stay those of all ports. */
export function filterPorts(result: ScanResult, options: OutputOptions): ScanResult {
  const hosts = result.hosts.map((host) => ({ ...host, ports: host.ports.filter((port) => isShown(port, options)) }));
  return { ...result, hosts };
}

function isShown({ state }: PortResult, { open }: OutputOptions): boolean {
  return open === undefined || state === 'open';
}
