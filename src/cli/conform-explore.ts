import { writeCases } from '../conform/case-file.ts';
import type { Exploration } from '../conform/explore/explore.ts';
import { summariseVerdicts } from '../conform/run-suite.ts';
import { describeScript } from '../conform/script-text.ts';
import { renderExploration } from '../report/exploration-text.ts';
import type { CaseResult, ConformResult, ExplorationResult } from '../results/conform.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { CounterRandom } from '../sim/random.ts';
import { type OutputOptions, renderResult, saveReports } from './conform-output.ts';
import { chooseTarget, describeUnreachable, type TargetOptions } from './conform-target.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import type { Library } from './explain/library.ts';
import { catchInterrupt } from './interrupt.ts';
import { chooseSeed } from './options.ts';
import { openProgress } from './progress.ts';
import { requireWritable, saveFile } from './report-files.ts';
import { openTerminal } from './terminal.ts';

/** `conform --explore`: random sequences, and the smallest that is answered wrongly. */

export interface ExploreOptions {
  readonly explore?: true;
  readonly runs?: number;
  /** In milliseconds. */
  readonly time?: number;
  readonly save?: string;
  readonly seed?: number;
  readonly strict?: true;
}

const DEFAULT_RUNS = 1_000;

export async function exploreTarget(
  word: string | undefined,
  options: ExploreOptions & TargetOptions & OutputOptions,
  library: Library,
): Promise<ExitCode> {
  if (word === undefined) throw usageError('say what to explore: portlab conform HOST:PORT --explore');
  const terminal = openTerminal(options.color);
  await requireWritable(options.junit, options.html, options.save);
  const profile = await chooseTarget(word, options);
  const seed = chooseSeed(options.seed);
  const { time: timeMs, runs = timeMs === undefined ? DEFAULT_RUNS : Number.POSITIVE_INFINITY } = options;
  // No other command needs what makes sequences.
  const { explore } = await import('../conform/explore/explore.ts');
  const interrupt = catchInterrupt();
  const progress = openProgress(terminal.interactive && Number.isFinite(runs), runs, 'sequences');
  const began = new Date().toISOString();
  const beganMs = nodeClock.now();
  const exploration = await explore({
    dialer: tcpDialer,
    clock: nodeClock,
    profile,
    random: new CounterRandom(seed),
    runs,
    ...(timeMs !== undefined && { timeMs }),
    onRun: () => progress.advance(),
    signal: interrupt.signal,
  });
  interrupt.release();
  progress.close();
  const { end, roundTripMs } = exploration;
  if (end.kind === 'unreachable') throw environmentError(describeUnreachable(word, end.why, profile));
  const file = options.save ?? `explored-${seed}.yaml`;
  const unsaved = 'one' in end ? await saveFile(file, writeCases([end.one])) : [];
  const saved = unsaved.length === 0 ? file : undefined;
  const results = end.kind === 'diverged' ? [resultOf(end, library, saved)] : [];
  const result: ConformResult & { readonly exploration: ExplorationResult } = {
    suite: 'psap/1',
    target: word,
    seed,
    elapsedMs: nodeClock.now() - beganMs,
    roundTripMs,
    ended: end.kind === 'stopped' || end.kind === 'dead' ? end.kind : 'finished',
    strict: options.strict === true,
    results,
    summary: summariseVerdicts(results),
    exploration: describeExploration(exploration, saved),
  };
  if (results.length > 0 || options.json) terminal.print(renderResult(result, library, options));
  if (!options.json) terminal.print(renderExploration(result, terminal.colours, options));
  const unwritten = [...unsaved, ...(await saveReports(result, library, options, began))];
  if (unwritten.length > 0) throw environmentError(unwritten.join('; '));
  if (end.kind === 'dead') throw environmentError(`${word} stopped answering after that sequence: ${end.why}`);
  if (end.kind === 'stopped') return exitCode.interrupted;
  return end.kind === 'diverged' ? exitCode.failed : exitCode.ok;
}

/** The sequence as a case of the section that its first clause stands in. */
function resultOf(
  { one, judged }: Extract<Exploration['end'], { kind: 'diverged' }>,
  { specification }: Library,
  file: string | undefined,
): CaseResult {
  const { id, title, requirements, level } = one;
  const section = specification.clauses.find((clause) => clause.id === requirements[0])!.section.split('.')[0]!;
  return { id, title, section, ...(file !== undefined && { file }), requirements, level, ...judged };
}

function describeExploration({ runs, intermittent, end }: Exploration, file: string | undefined): ExplorationResult {
  if (!('one' in end)) return { runs, intermittent };
  const shrunk = end.kind === 'diverged' ? { shrunk: end.shrunk } : {};
  const sequence = { script: describeScript(end.one), ...shrunk, ...(file !== undefined && { file }) };
  return { runs, intermittent, sequence };
}
