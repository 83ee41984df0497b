import type { Command } from 'commander';
import { describeMachine } from '../bench/machine.ts';
import { naabu } from '../bench/peers/naabu.ts';
import { nmap } from '../bench/peers/nmap.ts';
import type { Peer } from '../bench/peers/peer.ts';
import { portlabCommand } from '../bench/peers/portlab.ts';
import { findVersion } from '../bench/peers/run-peer.ts';
import { rustscan } from '../bench/peers/rustscan.ts';
import { type BenchPlan, type Cell, descriptorsNeeded } from '../bench/plan.ts';
import { countRows, sweep } from '../bench/sweep.ts';
import { behaviourName } from '../report/bench-behaviour.ts';
import { renderBench } from '../report/bench-text.ts';
import { toJsonDocument } from '../report/json.ts';
import { count, formatCount } from '../report/plain-text.ts';
import type { BenchPeer, BenchReport, TargetBehaviour } from '../results/bench.ts';
import { ownProgram } from '../runtime/node/package-files.ts';
import { type BenchOptions, planOf, rerunCommand, withBenchOptions } from './bench-options.ts';
import { type ExitCode, environmentError, exitCode } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { chooseSeed } from './options.ts';
import { openProgress } from './progress.ts';
import { requireWritable, saveFile } from './report-files.ts';
import { openTerminal } from './terminal.ts';

/** Adds `portlab bench`. `finish` is told how the process is to exit. */
export function addBenchCommand(program: Command, finish: (code: ExitCode) => void): void {
  const bench = program
    .command('bench')
    .summary('scan concurrency, measured')
    .description('Measures scanners on loopback: their speed, and how far their verdicts are the truth.');
  addExamples(bench, [
    ['portlab bench scan', 'ours, and what is installed'],
    ['portlab bench scan --behaviour lossy=20%', 'where a fifth is lost'],
    ['portlab bench scan --help', 'all that it can sweep'],
  ]);
  const scan = bench
    .command('scan')
    .summary('sweep concurrency, rate, engine, probe and behaviour')
    .description(
      'Brings up targets whose truth is known, lets scanners loose on them, and shows the speed of each beside its errors.',
    )
    .action(async (options: BenchOptions) => finish(await benchScan(options)));
  addExamples(withBenchOptions(scan), [
    ['portlab bench scan', 'closed, open and filtered ports at three concurrencies'],
    ['portlab bench scan --behaviour all --html bench.html', 'everything, as a page'],
    ['portlab bench scan --behaviour lossy=1%,lossy=20%', 'what loss costs'],
    ['portlab bench scan --engine direct --concurrency 64,1024', 'one engine, at two concurrencies'],
    ['portlab bench scan --behaviour closed --peers nmap --probe tcp', 'beside nmap alone'],
  ]);
}

type UnderWay = TargetBehaviour & Partial<Cell>;

async function benchScan(options: BenchOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  const plan = planOf(options, chooseSeed(options.seed));
  checkDescriptors(plan);
  await requireWritable(options.o, options.html);
  const { peers, found } = await choosePeers(options.peers);
  const interrupt = catchInterrupt();
  const wanted = countRows(plan, peers);
  const progress = openProgress(terminal.interactive, wanted, 'rows');
  let underWay: UnderWay | undefined;
  let report: BenchReport;
  try {
    const parts = {
      peers,
      found,
      signal: interrupt.signal,
      onBegin: (what: UnderWay) => {
        underWay = what;
      },
      onRow: () => progress.advance(),
    };
    report = { rerun: rerunCommand(plan, options.peers), ...(await sweep(plan, parts)) };
  } catch (error) {
    throw explain(error);
  } finally {
    progress.close();
    interrupt.release();
  }
  // The files first: a reader of standard output may leave, and the process with it.
  const failures: string[] = [];
  if (options.o !== undefined) failures.push(...(await saveFile(options.o, toJsonDocument(report))));
  if (options.html !== undefined) {
    const { renderBenchPage } = await import('../report/html/bench-page.ts');
    failures.push(...(await saveFile(options.html, renderBenchPage(report))));
  }
  terminal.print(options.json === true ? toJsonDocument(report) : renderBench(report, terminal.colours));
  if (failures.length > 0) throw environmentError(failures.join('; '));
  if (!report.complete) {
    terminal.notice(`Interrupted${describe(underWay)}: ${report.rows.length} of ${count(wanted, 'row')} measured.`);
    return exitCode.interrupted;
  }
  return report.summary.failed === 0 ? exitCode.ok : exitCode.failed;
}

/** ` during closed, 32 at once`; its rows are there only when all of its repeats are. */
function describe(underWay: UnderWay | undefined): string {
  if (underWay === undefined) return '';
  const { concurrency } = underWay;
  return ` during ${behaviourName(underWay)}${concurrency === undefined ? '' : `, ${formatCount(concurrency)} at once`}`;
}

/** A target that runs out of descriptors would lose connections, and the truth about it would be none. */
function checkDescriptors(plan: BenchPlan): void {
  const { descriptors } = describeMachine();
  const needed = descriptorsNeeded(plan);
  if (descriptors === undefined || needed <= descriptors) return;
  throw environmentError(
    `the targets need ${formatCount(needed)} descriptors, and the limit is ${formatCount(descriptors)}; raise ulimit -n, ` +
      'or bench fewer --ports or a lower --concurrency',
  );
}

/** All that can be measured beside ours; `auto` takes those that are there, and none is missed. */
async function choosePeers(
  wanted: BenchOptions['peers'],
): Promise<{ peers: readonly Peer[]; found: readonly BenchPeer[] }> {
  if (wanted === 'none') return { peers: [], found: [] };
  const others = { nmap, naabu, rustscan };
  const chosen = wanted === 'auto' ? Object.values(others) : wanted.map((name) => others[name]);
  const candidates = [portlabCommand(ownCommand()), ...chosen];
  const found = await Promise.all(
    candidates.map(async (peer) => {
      const version = await findVersion(peer);
      return version === undefined ? { name: peer.name } : { name: peer.name, version };
    }),
  );
  const missing = found.filter(({ version }) => version === undefined).map(({ name }) => name);
  if (wanted !== 'auto' && missing.length > 0) {
    throw environmentError(`${missing.join(' and ')} cannot be run: install it, or leave it out of --peers`);
  }
  return { peers: candidates.filter((_, index) => found[index]!.version !== undefined), found };
}

/** What runs this program, from source as well. */
function ownCommand(): [string, ...string[]] {
  const { file, execArgv } = ownProgram('cli/main');
  return [process.execPath, ...execArgv, file];
}

function explain(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EMFILE':
    case 'ENFILE':
      return environmentError(`no descriptors are left (${code}); raise ulimit -n, or bench fewer --ports`);
    case 'EADDRINUSE':
      return environmentError(`${message}; bench fewer --ports`);
    default:
      return error;
  }
}
