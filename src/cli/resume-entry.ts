import type { Encoding } from '../protocol/message.ts';
import { formatPortRanges, type PortRange, portRangesOf } from '../protocol/port-list.ts';
import type { ScanResult, UnansweredInquiry } from '../results/scan.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import type { ScanOptions } from './scan-options.ts';

/**
 * What the document of an unfinished scan has under `resume`: all of the plan that the document does not say anyhow. The
 * hosts are those of the document, since every host of the plan is there. `resumable-scan.ts` reads it; that takes a
 * schema, which a scan of few descriptors does not load.
 */
export interface ResumeEntry {
  readonly ports: readonly PortRange[];
  readonly encoding: Encoding;
  readonly via?: number;
  readonly info: boolean;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly concurrency: number | 'auto';
  readonly ratePerSecond?: number;
  readonly unanswered: readonly UnansweredInquiry[];
}

/** The document of an unfinished scan, with what is needed to go on. */
export function withResumeEntry(
  { hosts, summary, ...head }: ScanResult,
  plan: ScanPlan,
  { encoding, via, timeout, concurrency, rate }: ScanOptions,
  unanswered: readonly UnansweredInquiry[],
): ScanResult & { readonly resume: object } {
  const resume = {
    ports: formatPortRanges(portRangesOf(plan.ports)),
    encoding,
    ...(via !== undefined && { via }),
    info: plan.information,
    timeoutMs: timeout,
    retries: plan.retries,
    concurrency,
    ...(rate !== undefined && { ratePerSecond: rate }),
    unanswered: [...unanswered],
  };
  return { ...head, resume, hosts, summary };
}
