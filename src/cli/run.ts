import { type Command, Option } from 'commander';
import { toJsonDocument } from '../report/json.ts';
import { renderRunSummary, renderScenario } from '../report/run-text.ts';
import { renderDryRun, renderScenarioList } from '../report/scenario-plan-text.ts';
import { summariseRun } from '../results/outcome.ts';
import type { RunResult, ScenarioResult } from '../results/run.ts';
import type { RunReport } from '../results/run-report.ts';
import type { TimelineEvent } from '../results/timeline.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { TeardownError } from '../scenario/backend.ts';
import type { Scenario } from '../scenario/model.ts';
import { listScenario, planAll } from '../scenario/plan-scenario.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { freeDescriptors } from './machine.ts';
import { chooseRows, collectRows, type WantedRows } from './matrix-rows.ts';
import { type CommonOptions, chooseSeed, withCommonOptions } from './options.ts';
import { type ReportFileOptions, requireDistinctFiles, requireWritable, writeReportFiles } from './report-files.ts';
import { loadScenarios } from './scenario-files.ts';
import { openStatusLine } from './status-line.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { beginRecording, openTrace, type Trace } from './trace.ts';
import { openWorlds, type WorldOptions, withWorldOptions } from './world.ts';

interface RunOptions extends CommonOptions, WorldOptions, ReportFileOptions {
  readonly json?: true;
  readonly trace?: string;
  readonly matrix?: WantedRows;
  readonly list?: true;
  readonly dryRun?: true;
}

/** Adds `portlab run`. `finish` is told how the process is to exit. */
export function addRunCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('run')
    .summary('run YAML fault scenarios')
    .description('Brings each scenario up, scans it, and holds every verdict to what had to be found.')
    .argument('<scenario...>', 'files, folders or globs')
    .action(async (words: string[], options: RunOptions) => finish(await run(words, options)));
  withWorldOptions(command)
    .optionsGroup('Which scenarios:')
    .option('--matrix <name=value>', 'of a matrix only the rows that have this value; repeatable', collectRows)
    .addOption(withoutRun('--list', 'say which there are, and run none').conflicts('dryRun'))
    .addOption(withoutRun('--dry-run', 'print the worlds and what must be found in them, and run none'))
    .optionsGroup('What is shown:')
    .option('--json', 'one JSON document')
    .option('--junit <file>', 'write JUnit XML as well')
    .option('--html <file>', 'write an HTML page as well')
    .option('--trace <file>', 'write what happened as JSON lines, or for Wireshark where it ends in .pcapng');
  addExamples(withCommonOptions(command), [
    ['portlab run scenarios', 'every scenario of a folder'],
    ["portlab run 'scenarios/re*.yaml' --seed 7", 'some, each random thing as seed 7 has it'],
    ['portlab run scenarios --html run.html --junit run.xml', 'the same for people and for CI'],
    ['portlab run slow.yaml --trace slow.jsonl', 'with every fault, connection and verdict in a file'],
    ['portlab run slow.yaml --dry-run', 'what it would do'],
    ['portlab run slow.yaml --toxiproxy embedded', 'one, behind the proxy that is built in'],
  ]);
}

/** An option that runs nothing, so that there is nothing to report. */
function withoutRun(flags: string, description: string): Option {
  return new Option(flags, description).conflicts(['junit', 'html', 'trace']);
}

async function run(words: readonly string[], options: RunOptions): Promise<ExitCode> {
  const { junit, html, trace: traceFile } = options;
  requireDistinctFiles({ '--junit': junit, '--html': html, '--trace': traceFile });
  const terminal = openTerminal(options.color);
  const scenarios = chooseRows(await loadScenarios(words), options.matrix);
  if (options.list === true || options.dryRun === true) {
    terminal.print(describeScenarios(scenarios, options, terminal.colours));
    return exitCode.ok;
  }
  await requireWritable(junit, html);
  const seed = chooseSeed(options.seed);
  const beganMs = nodeClock.now();
  const trace = await openTrace(traceFile);
  const interrupt = catchInterrupt();
  const ran: Ran[] = [];
  const failures: unknown[] = [];
  const status = openStatusLine(terminal.interactive);
  try {
    await runAll(scenarios, options, {
      seed,
      signal: interrupt.signal,
      trace,
      begins: ({ name }) => status.show(progressText(ran, scenarios.length, name)),
      seen: (one) => {
        ran.push(one);
        status.clear();
        if (options.json !== true) terminal.print(renderScenario(one.result, terminal.colours, options));
      },
    });
  } catch (error) {
    // What ran before stands, and is told first.
    failures.push(error);
  }
  status.clear();
  interrupt.release();
  failures.push(await trace.close());
  if (ran.length > 0 || failures[0] === undefined) {
    const results = ran.map(({ result }) => result);
    const summary: RunResult = { scenarios: results, summary: summariseRun(results, scenarios.length) };
    // The files first: a reader of standard output may leave, and the process with it.
    failures.push(await writeReportFiles(describeRun(summary, ran), options, options));
    if (options.json === true) terminal.print(toJsonDocument(summary));
    else terminal.print(renderRunSummary(summary, nodeClock.now() - beganMs, terminal.colours, options));
  }
  const failure = failures.find((error) => error !== undefined);
  if (failure !== undefined) throw failure;
  if (interrupt.signal.aborted) {
    const where = ran.at(-1)?.result.interrupted === true ? 'in' : 'after';
    terminal.notice(`Interrupted ${where} scenario ${ran.length} of ${scenarios.length}.`);
    return exitCode.interrupted;
  }
  return ran.every(({ result }) => result.passed) ? exitCode.ok : exitCode.failed;
}

/** What the scenarios are, or would do, without running them. */
function describeScenarios(
  scenarios: readonly Scenario[],
  { list, json }: RunOptions,
  colours: Terminal['colours'],
): string {
  if (list === true) {
    const listed = { scenarios: scenarios.map(listScenario) };
    return json === true ? toJsonDocument(listed) : renderScenarioList(listed, colours);
  }
  const planned = { scenarios: planAll(scenarios) };
  return json === true ? toJsonDocument(planned) : renderDryRun(planned, colours);
}

/** `12 of 43, 1 failed: A port that flaps` */
function progressText(ran: readonly Ran[], total: number, name: string): string {
  const failed = ran.filter(({ result }) => !result.passed).length;
  return `${ran.length + 1} of ${total}${failed > 0 ? `, ${failed} failed` : ''}: ${name}`;
}

/** A scenario that ran, and what happened then, where a report wants to know. */
interface Ran {
  readonly scenario: Scenario;
  readonly result: ScenarioResult;
  readonly timeline?: readonly TimelineEvent[];
}

/** Runs one after the other, until one cannot be run or the signal comes. */
async function runAll(
  scenarios: readonly Scenario[],
  options: RunOptions,
  {
    seed,
    signal,
    trace,
    begins,
    seen,
  }: {
    readonly seed: number;
    readonly signal: AbortSignal;
    readonly trace: Trace;
    readonly begins: (scenario: Scenario) => void;
    readonly seen: (ran: Ran) => void;
  },
): Promise<void> {
  const { backend, close } = await openWorlds(options, seed);
  try {
    for (const scenario of scenarios) {
      if (signal.aborted) break;
      begins(scenario);
      // The page alone shows what happened: without it nothing is kept.
      const timeline: TimelineEvent[] | undefined = options.html === undefined ? undefined : [];
      const keep = timeline && ((event: TimelineEvent) => void timeline.push(event));
      const recording = beginRecording({ name: scenario.name, seed }, trace.sink, keep);
      const parts = { backend, clock: nodeClock, dialer: tcpDialer, seed, signal, freeDescriptors };
      const { row } = scenario;
      const see = (result: ScenarioResult) =>
        seen({
          scenario,
          result: { ...result, ...(row !== undefined && { row }) },
          ...(timeline !== undefined && { timeline }),
        });
      try {
        see(await runScenario(scenario, { ...parts, ...(recording !== undefined && { recording }) }));
      } catch (error) {
        // What was found stands, also where its world did not come down.
        if (error instanceof TeardownError && error.result !== undefined) see(error.result);
        throw error;
      }
    }
  } finally {
    await close();
  }
}

/** The run with what its scenarios say of themselves, and what happened. */
function describeRun({ summary }: RunResult, ran: readonly Ran[]): RunReport {
  const described = ran.map(({ scenario: { description, hosts }, result, timeline }) => ({
    ...result,
    hosts: hosts.map(({ name, address }) => ({ name, address })),
    ...(description !== undefined && { description }),
    ...(timeline !== undefined && { timeline }),
  }));
  return { scenarios: described, summary };
}
