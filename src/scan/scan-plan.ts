import type { ProbeMethod, ScanMode } from '../results/scan.ts';
import type { EarlierPart } from './earlier-part.ts';

/** What to find out. */
export interface ScanPlan {
  readonly mode: ScanMode;
  readonly method: Exclude<ProbeMethod, 'syn'>;
  /** Canonical addresses, ascending, each once. */
  readonly hosts: readonly string[];
  /** Ascending, each once. */
  readonly ports: readonly number[];
  /** Whether open ports are asked for their information, and each host for its operating system. */
  readonly information: boolean;
  /** Further attempts after the first. */
  readonly retries: number;
  /** Where the scan is resumed. */
  readonly earlier?: EarlierPart;
}
