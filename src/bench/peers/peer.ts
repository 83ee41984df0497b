import type { PortState } from '../../results/scan.ts';

/** Another scanner, as data: how to ask it for its version and for a scan, and how to read what it prints. */
export interface Peer {
  readonly name: string;
  /** Looked for on the PATH. */
  readonly program: string;
  readonly versionArgs: readonly string[];
  /** Its first group is the version, in what the program then prints. */
  readonly version: RegExp;
  /** Whether it can be told a rate. */
  readonly takesRate: boolean;
  /** Whether it tells closed from filtered ports, or names the open ones alone. */
  readonly judged: 'all states' | 'open ports alone';
  /** What follows the program's name for a TCP connect scan. */
  scanArgs(scan: PeerScan): readonly string[];
  /** The states in what it prints. Throws an Error that says why where it is none of its scans. */
  read(output: string): Iterable<readonly [port: number, state: PortState]>;
}

export interface PeerScan {
  readonly address: string;
  /** As ranges: `10000-10999,11001`. */
  readonly ports: string;
  readonly concurrency: number;
  readonly ratePerSecond: number | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
}
