import { z } from 'zod';
import { portLine, scanEnd, scanHost } from '../diff/scan-schema.ts';
import { canonicalAddress } from '../protocol/address.ts';
import { hasPort } from '../protocol/port-list.ts';
import { readPortList } from '../respond/port-table.ts';
import { type ScanResult, scanModes } from '../results/scan.ts';
import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import { JsonSource } from '../source/json-source.ts';
import { text } from '../source/values.ts';
import type { ResumeEntry } from './resume-entry.ts';

/** A `ResumeEntry`, as it is written. */
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

/** A scan from its file. Where it is complete, there is no `resume`. */
export interface ResumableScan {
  readonly result: ScanResult;
  readonly resume: ResumeEntry | undefined;
}

const REMEDY = 'give the file that the interrupted scan named; what --json and --ndjson print cannot be resumed';

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
  const isPlanned = (port: number): boolean => hasPort(resume.ports, port);
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
