import { z } from 'zod';
import { portLine, scanEnd, scanHost } from '../diff/scan-schema.ts';
import { canonicalAddress } from '../protocol/address.ts';
import { formatPortRanges, mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import { readPortList } from '../respond/port-table.ts';
import { type ScanResult, scanModes, type UnansweredInquiry } from '../results/scan.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import { JsonSource } from '../source/json-source.ts';
import { text } from '../source/values.ts';
import type { ScanOptions } from './scan-options.ts';

/**
 * What the document of an unfinished scan has under `resume`: all of the plan that the document does not say anyhow. The
 * hosts are those of the document, since every host of the plan is there.
 */
const resumeEntry = z.strictObject({
  ports: text(readPortList),
  encoding: z.enum(['text', 'binary']),
  via: z.int().min(1).max(65_535).exactOptional(),
  info: z.boolean(),
  timeoutMs: z.number().positive(),
  retries: z.int().min(0).max(100),
  concurrency: z.union([z.int().min(1), z.literal('auto')]),
  ratePerSecond: z.int().min(1).exactOptional(),
  unanswered: z.array(
    z.strictObject({ question: z.enum(['port', 'os']), host: z.string(), port: z.int().min(1).max(65_535) }),
  ),
});

const document = scanEnd.extend({
  mode: z.enum(scanModes),
  engine: z.string(),
  seed: z.int().min(0).max(0xffff_ffff),
  elapsedMs: z.number().nonnegative(),
  complete: z.boolean(),
  hosts: z.array(
    scanHost.extend({
      ports: z.array(portLine.extend({ elapsedMs: z.number().nonnegative(), attempts: z.int().min(0).max(0xffff) })),
    }),
  ),
  resume: resumeEntry.exactOptional(),
});

export type ResumeEntry = z.output<typeof resumeEntry>;

/** A scan from its file. Where it is complete, there is no `resume`. */
export interface ResumableScan {
  readonly result: ScanResult;
  readonly resume: ResumeEntry | undefined;
}

const REMEDY = 'give the file that the interrupted scan named; what --json and --ndjson print cannot be resumed';

/** The document of an unfinished scan, with what is needed to go on. */
export function withResumeEntry(
  { hosts, summary, ...head }: ScanResult,
  plan: ScanPlan,
  { encoding, via, timeout, concurrency, rate }: ScanOptions,
  unanswered: readonly UnansweredInquiry[],
): ScanResult & { readonly resume: object } {
  const resume: z.input<typeof resumeEntry> = {
    ports: formatPortRanges(mergePortRanges(plan.ports.map((port): PortRange => ({ first: port, last: port })))),
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

/**
 * Reads the document of a scan that is to go on.
 *
 * @param file the file's name in diagnostics
 * @throws {SourceError} with what is wrong and where
 */
export function readResumableScan(content: string, file: string): ResumableScan {
  const source = new JsonSource(content.replace(/^\u{feff}/u, ''), file, REMEDY);
  if (typeof source.value !== 'object' || source.value === null || !('hosts' in source.value)) {
    throw new SourceError([source.at([], 'this is not the result of a scan: it has no `hosts`')]);
  }
  const { resume, ...result } = source.check(document);
  if (result.complete) return { result, resume: undefined };
  if (resume === undefined) throw new SourceError([source.at([], 'this scan is not complete, and lacks its `resume`')]);
  const [fault] = findContradictions(source, result, resume);
  if (fault !== undefined) throw new SourceError([fault]);
  return { result, resume };
}

/** What of the document cannot be true of one scan. */
function* findContradictions(source: JsonSource, { hosts }: ScanResult, resume: ResumeEntry): Iterable<Diagnostic> {
  const isPlanned = (port: number): boolean => resume.ports.some(({ first, last }) => first <= port && port <= last);
  const hostsSeen = new Set<string>();
  /** `question host port` of what may be unanswered. */
  const askable = new Set<string>();
  for (const [index, { address, ports }] of hosts.entries()) {
    const path = ['hosts', index];
    if (hostsSeen.has(address)) yield source.at([...path, 'address'], `${address} is listed already`);
    if (canonicalAddress(address) !== address) {
      yield source.at([...path, 'address'], `${address} is not how a scan writes an address`);
    }
    hostsSeen.add(address);
    const portsSeen = new Set<number>();
    for (const [place, { host, port, reason }] of ports.entries()) {
      const at = [...path, 'ports', place];
      if (host !== address) yield source.at([...at, 'host'], `${host} is listed under ${address}`);
      if (portsSeen.has(port)) yield source.at([...at, 'port'], `port ${port} of ${address} is listed already`);
      if (!isPlanned(port)) yield source.at([...at, 'port'], `port ${port} is not one of \`resume.ports\``);
      portsSeen.add(port);
      if (reason !== 'syn-ack' || !resume.info) continue;
      for (const question of ['port', 'os']) askable.add(`${question} ${address} ${port}`);
    }
  }
  for (const [index, { question, host, port }] of resume.unanswered.entries()) {
    // Each once: it is not askable any more.
    if (askable.delete(`${question} ${host} ${port}`)) continue;
    yield source.at(['resume', 'unanswered', index], `port ${port} of ${host} has nothing that could be asked for`);
  }
}
