import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { expandPorts } from '../protocol/port-list.ts';
import { harmless } from '../report/plain-text.ts';
import { shellQuote } from '../report/rerun.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import { createScope } from '../scan/scope.ts';
import { usageError } from './exit-code.ts';
import type { ResumableScan } from './resumable-scan.ts';
import type { ResumeEntry } from './resume-entry.ts';
import { checkSize, chooseMethod, type ScanOptions } from './scan-options.ts';
import { resolveTargets } from './targets.ts';

/** `portlab scan --resume FILE`: the file says what is scanned and how, the words only what is shown. */

/** What says nothing about the scan itself. `--allow` is no property of a file: whoever sends traffic says so. */
const free: ReadonlySet<string> = new Set(['resume', 'allow', 'open', 'json', 'ndjson', 'o', 'trace', 'color']);

/** @throws {CommandError} where something is asked for that the file has settled */
export function checkResume(file: string, targets: readonly string[], command: Command): void {
  const flags = command.options
    .filter((option) => !free.has(option.attributeName()))
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map(({ long, short }) => long ?? short!);
  if (flags.includes('--record')) {
    throw usageError('--record writes what was met from the beginning on, which --resume has not seen: leave one out');
  }
  const settled = [...targets, ...flags];
  if (settled.length === 0) return;
  throw usageError(`--resume ${file} says what is scanned, and how: leave out ${settled.join(', ')}`);
}

/** @throws {CommandError | SourceError} where the file cannot be read, or is no scan that can go on */
export async function readResumableFile(file: string): Promise<ResumableScan> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(`cannot read ${file} (${code}); --resume takes the file that an interrupted scan named`);
  }
  const { readResumableScan } = await import('./resumable-scan.ts');
  return readResumableScan(content, file);
}

/** The options of the interrupted scan, but for what is shown. */
export function resumedOptions(resume: ResumeEntry, { result }: ResumableScan, words: ScanOptions): ScanOptions {
  const { encoding, via, info, timeoutMs, retries, concurrency, ratePerSecond } = resume;
  return {
    ...words,
    probe: result.probe,
    encoding,
    ...(via !== undefined && { via }),
    ...(info && { info }),
    timeout: timeoutMs,
    retries,
    concurrency,
    ...(ratePerSecond !== undefined && { rate: ratePerSecond }),
    seed: result.seed,
    o: words.o ?? words.resume!,
  };
}

/** @throws {CommandError} where a host of it may not be scanned */
export async function resumedPlan(
  resume: ResumeEntry,
  { result }: ResumableScan,
  options: ScanOptions,
): Promise<ScanPlan> {
  const { mode, hosts, elapsedMs } = result;
  const { info, retries, unanswered } = resume;
  const ports = expandPorts(resume.ports);
  checkSize(hosts.length, ports.length);
  const addresses = hosts.map(({ address }) => address);
  return {
    mode,
    method: chooseMethod(options),
    hosts: await resolveTargets(addresses, createScope(options.allow ?? [])),
    ports,
    information: info,
    retries,
    earlier: { hosts, elapsedMs, unanswered },
  };
}

/** The command that goes on, ready to be pasted into a shell. */
export function resumeCommand(file: string, { allow = [], open, json, ndjson }: ScanOptions): string {
  const words = ['portlab', 'scan', '--resume', file.startsWith('-') ? `./${file}` : file];
  for (const range of allow) words.push('--allow', range);
  if (open) words.push('--open');
  if (json) words.push('--json');
  if (ndjson) words.push('--ndjson');
  return harmless(words.map(shellQuote).join(' '));
}
