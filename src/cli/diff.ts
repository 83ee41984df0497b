import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { diffScans } from '../diff/diff-scans.ts';
import { readScan } from '../diff/read-scan.ts';
import type { SavedScan } from '../diff/saved-scan.ts';
import { toJsonDocument } from '../report/json.ts';
import { scanDiffNotices } from '../report/scan-diff-notices.ts';
import { renderScanDiff } from '../report/scan-diff-text.ts';
import type { ScanDiff } from '../results/scan-diff.ts';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { openTerminal } from './terminal.ts';

interface DiffOptions extends CommonOptions {
  readonly json?: true;
}

/** Adds `portlab diff`. `finish` is told how the process is to exit. */
export function addDiffCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('diff')
    .summary('what changed between two saved scans')
    .description(
      'Says which hosts came and went, and what changed of ports: state, reason, service, product, version. Exits 1 where ' +
        'something did. Times, attempts, seed and order never count, nor does what only one of the scans knows: ports that ' +
        'the other did not probe, services that it did not ask for. That is told on standard error.',
    )
    .argument('<old>', 'a scan saved with -o, --json or --ndjson')
    .argument('<new>', 'a later one')
    .option('--json', 'print one JSON document')
    .action(async (old: string, current: string, options: DiffOptions) => finish(await diff(old, current, options)));
  addExamples(withCommonOptions(command), [
    ['portlab scan 127.0.0.1 --info -o monday.json', 'save a scan, and another one later'],
    ['portlab diff monday.json friday.json', 'what changed in between'],
    ['portlab diff monday.json friday.json --json', 'for scripts'],
  ]);
}

async function diff(oldFile: string, newFile: string, { color, json }: DiffOptions): Promise<ExitCode> {
  const terminal = openTerminal(color);
  const [old, current] = [await read(oldFile), await read(newFile)];
  const result = diffScans(old, current);
  for (const notice of scanDiffNotices(result)) terminal.notice(notice);
  if (hasNothingInCommon(result)) {
    throw usageError(
      `${oldFile} and ${newFile} have no port of any host in common: scan the same ports of the same hosts`,
    );
  }
  terminal.print(json ? toJsonDocument(result) : renderScanDiff(result, terminal.colours));
  return result.same ? exitCode.ok : exitCode.failed;
}

/** Nothing compared is not the same as nothing changed. Two scans that found nothing do say the same. */
function hasNothingInCommon({ same, hosts, summary }: ScanDiff): boolean {
  return same && summary.comparedPorts === 0 && hosts.length > 0;
}

async function read(file: string): Promise<SavedScan> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(`cannot read ${file} (${code}); save a scan with \`portlab scan TARGET -o ${file}\``);
  }
  return readScan(text, file);
}
