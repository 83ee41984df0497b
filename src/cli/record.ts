import { writeFile } from 'node:fs/promises';
import { formatPortRanges } from '../protocol/port-list.ts';
import { harmless } from '../report/plain-text.ts';
import { shellQuote } from '../report/rerun.ts';
import type { ScanResult } from '../results/scan.ts';
import type { TimelineSink } from '../results/timeline.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import { AttemptBook } from '../scenario/attempt-book.ts';
import type { CommandError } from './exit-code.ts';
import { requireWritable, unwritable } from './report-files.ts';
import type { ScanOptions } from './scan-options.ts';
import type { Terminal } from './terminal.ts';
import { readVersion } from './version.ts';

/** What `--record` asks for: a scenario that brings back what the scan met. */
export interface Recorder {
  /** Is told what happens in the scan; undefined where nothing is recorded. */
  readonly witness?: TimelineSink;

  /** Writes the scenario; gives why that cannot be done. */
  write(result: ScanResult, terminal: Terminal): Promise<CommandError | undefined>;
}

/** @throws {CommandError} where the file cannot be written, before anything is sent */
export async function openRecorder(
  targets: readonly string[],
  plan: ScanPlan,
  options: ScanOptions,
): Promise<Recorder> {
  const { record: file, via, encoding, timeout, retries, concurrency, rate } = options;
  if (file === undefined) return { write: async () => undefined };
  await requireWritable(file);
  const book = new AttemptBook();
  const date = new Date().toISOString();
  return {
    witness: book.take,
    async write(result, terminal) {
      const { recordScenario } = await import('../scenario/record-scenario.ts');
      const recorded = recordScenario(
        result,
        book,
        {
          probe: plan.method,
          encoding,
          info: plan.information,
          timeoutMs: timeout,
          retries,
          via: via === undefined ? 'direct' : 'agent',
          ...(via !== undefined && { agentPort: via }),
          ...(concurrency !== 'auto' && { concurrency }),
          ...(rate !== undefined && { ratePerSecond: rate }),
        },
        header(date, scanCommand(targets, result.seed, options), result),
      );
      for (const notice of recorded.notices) terminal.notice(`${file}: ${notice}`);
      if (recorded.yaml === undefined) {
        terminal.notice(`${file} is not written: the scan found nothing that a scenario could bring back.`);
        return undefined;
      }
      return writeFile(file, recorded.yaml).then(
        () => undefined,
        (error) => unwritable(file, error, 'the results stand on standard output'),
      );
    },
  };
}

function header(date: string, command: string, { complete }: ScanResult): string {
  const lines = [`Recorded by portlab ${readVersion()} at ${date} with`, `  ${command}`];
  if (!complete) lines.push('The scan did not come to its end: what it had not decided is not here.');
  return lines.join('\n');
}

/** The command that scans so again, ready to be pasted into a shell. */
function scanCommand(targets: readonly string[], seed: number, options: ScanOptions): string {
  const { p, Q, F, probe, via, encoding, info, timeout, retries, concurrency, rate, allow = [] } = options;
  const words = ['portlab', 'scan', ...targets];
  if (p !== undefined) words.push('-p', formatPortRanges(p));
  if (Q) words.push('-Q');
  if (F) words.push('-F');
  words.push('--probe', probe, '--encoding', encoding);
  if (via !== undefined) words.push('--via', String(via));
  if (info) words.push('--info');
  words.push('--timeout', `${timeout}ms`, '--retries', String(retries), '--concurrency', String(concurrency));
  if (rate !== undefined) words.push('--rate', String(rate));
  for (const range of allow) words.push('--allow', range);
  words.push('--seed', String(seed));
  return harmless(words.map(shellQuote).join(' '));
}
