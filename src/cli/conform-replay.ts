import { planReplay, type ReplayCase } from '../conform/replay/replay-plan.ts';
import { type ReplayEnd, runReplay } from '../conform/replay/run-replay.ts';
import { isCalled } from '../conform/select-cases.ts';
import { formatEndpoint } from '../protocol/address.ts';
import { toJsonDocument } from '../report/json.ts';
import { count } from '../report/plain-text.ts';
import { renderReplay } from '../report/replay-text.ts';
import { readPlacedTimeline } from '../report/timeline-jsonl.ts';
import type { ReplayedCase, ReplayResult } from '../results/replay.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { createScope } from '../scan/scope.ts';
import { resolveListener } from './conform-target.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { catchInterrupt } from './interrupt.ts';
import { openProgress } from './progress.ts';
import { readNamedFile } from './read-named-file.ts';
import { resolveTargets } from './targets.ts';
import { openTerminal } from './terminal.ts';

/** `conform --replay`: what a trace holds is done again, and what is said now compared with what was said then. */

export interface ReplayOptions {
  readonly replay?: string;
  readonly run: readonly string[];
  readonly skip: readonly string[];
  readonly allow?: readonly string[];
  readonly color: boolean;
  readonly json?: true;
}

/** As long as an answer may take on a busy machine. */
const ANSWER_MS = 2_000;

export async function replayTrace(file: string, word: string | undefined, options: ReplayOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  const cases = chooseTraced(await readTrace(file), file, options);
  const scope = createScope(options.allow ?? []);
  const dialled = distinctTargets(cases);
  const redirect = word === undefined ? undefined : await resolveListener(word, scope);
  if (redirect !== undefined && dialled.length > 1) {
    throw usageError(
      `${file} dials ${dialled.map(formatEndpoint).join(' and ')}, which cannot all be ${word}: leave it out, or choose cases of one of them with --run`,
    );
  }
  const targets = redirect === undefined ? dialled : [redirect];
  for (const { address } of targets) await resolveTargets([address], scope);

  const interrupt = catchInterrupt();
  const progress = openProgress(terminal.interactive, cases.length, 'cases');
  const beganMs = nodeClock.now();
  const { cases: replayed, end } = await runReplay(
    cases,
    {
      dialer: tcpDialer,
      clock: nodeClock,
      answerMs: ANSWER_MS,
      ...(redirect !== undefined && { redirect }),
      signal: interrupt.signal,
    },
    () => progress.advance(),
  );
  interrupt.release();
  progress.close();
  const result: ReplayResult = {
    trace: file,
    targets: targets.map(formatEndpoint),
    elapsedMs: nodeClock.now() - beganMs,
    cases: replayed,
    summary: summarise(replayed),
  };
  if (replayed.length > 0 || end.kind !== 'absent') {
    terminal.print(options.json ? toJsonDocument(result) : renderReplay(result, terminal.colours));
  }
  return exitCodeOf(end, result, cases.length);
}

async function readTrace(file: string): Promise<ReplayCase[]> {
  const text = await readNamedFile(file, '--replay');
  return planReplay(readPlacedTimeline(text, file));
}

/** A trace may have a case several times: each play is replayed. */
function chooseTraced(cases: readonly ReplayCase[], file: string, { run, skip }: ReplayOptions): ReplayCase[] {
  const isNamed = ({ name }: ReplayCase, globs: readonly string[]) =>
    globs.some((glob) => isCalled({ id: name }, glob));
  const chosen = cases.filter((one) => (run.length === 0 || isNamed(one, run)) && !isNamed(one, skip));
  if (chosen.length > 0) return chosen;
  throw usageError(cases.length === 0 ? `${file} has no connection: nothing to replay` : `${file} has no such case`);
}

function distinctTargets(cases: readonly ReplayCase[]): SocketAddress[] {
  const dials = cases.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'dial' ? [step.target] : [])));
  return [...new Map(dials.map((target) => [formatEndpoint(target), target])).values()];
}

function summarise(cases: readonly ReplayedCase[]): ReplayResult['summary'] {
  const countOf = (verdict: ReplayedCase['verdict']) => cases.filter((one) => one.verdict === verdict).length;
  return { same: countOf('same'), different: countOf('different'), inconclusive: countOf('inconclusive') };
}

function exitCodeOf(end: ReplayEnd, { targets, cases, summary }: ReplayResult, total: number): ExitCode {
  const ran = `${cases.length} of ${count(total, 'case')} replayed`;
  switch (end.kind) {
    case 'absent':
      throw environmentError(`nobody answers at ${targets.join(', ')} during ${end.during} (${end.why}); ${ran}`);
    case 'stopped':
      openTerminal(false).notice(`Interrupted: ${ran}.`);
      return exitCode.interrupted;
    case 'finished':
      return summary.different > 0 || summary.same === 0 ? exitCode.failed : exitCode.ok;
  }
}
