import type { Command } from 'commander';
import { Recording } from '../engines/recording.ts';
import { toJsonDocument } from '../report/json.ts';
import { renderRunSummary, renderScenario } from '../report/run-text.ts';
import type { RunResult, ScenarioResult } from '../results/run.ts';
import type { RunReport } from '../results/run-report.ts';
import type { TimelineEvent } from '../results/timeline.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import type { Scenario } from '../scenario/model.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { type CommonOptions, chooseSeed, withCommonOptions } from './options.ts';
import { checkReportFiles, type ReportFileOptions, writeReportFiles } from './report-files.ts';
import { loadScenarios } from './scenario-files.ts';
import { openTerminal } from './terminal.ts';
import { openWorlds, type WorldOptions, withWorldOptions } from './world.ts';

interface RunOptions extends CommonOptions, WorldOptions, ReportFileOptions {
  readonly json?: true;
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
    .option('--json', 'print one JSON document')
    .option('--junit <file>', 'write JUnit XML')
    .option('--html <file>', 'write an HTML page');
  addExamples(withCommonOptions(command), [
    ['portlab run scenarios', 'every scenario of a folder'],
    ["portlab run 'scenarios/re*.yaml' --seed 7", 'some, each random thing as seed 7 has it'],
    ['portlab run scenarios --html run.html --junit run.xml', 'the same for people and for CI'],
    ['portlab run slow.yaml --toxiproxy embedded', 'one, behind the proxy that is built in'],
  ]);
}

async function run(words: readonly string[], options: RunOptions): Promise<ExitCode> {
  checkReportFiles(options);
  const terminal = openTerminal(options.color);
  const scenarios = await loadScenarios(words);
  const seed = chooseSeed(options.seed);
  const beganMs = nodeClock.now();
  const interrupt = catchInterrupt();
  const worlds = await openWorlds(options, seed);
  const results: ScenarioResult[] = [];
  const timelines: TimelineEvent[][] = [];
  try {
    for (const scenario of scenarios) {
      if (interrupt.signal.aborted) break;
      const timeline: TimelineEvent[] = [];
      const result = await runScenario(scenario, {
        backend: worlds.backend,
        clock: nodeClock,
        dialer: tcpDialer,
        seed,
        signal: interrupt.signal,
        // The page alone shows what happened: without it nothing is taken down.
        ...(options.html !== undefined && { recording: beginRecording(scenario, seed, timeline) }),
      });
      results.push(result);
      if (options.html !== undefined) timelines.push(timeline);
      if (options.json !== true) terminal.print(renderScenario(result, terminal.colours, options));
    }
  } finally {
    await worlds.close();
    interrupt.release();
  }
  const summary = summarise(results);
  // The files first: a reader of standard output may leave, and the process with it.
  const failure = await writeReportFiles(describeRun(summary, scenarios, timelines), options, options);
  if (options.json === true) terminal.print(toJsonDocument(summary));
  else terminal.print(renderRunSummary(summary, nodeClock.now() - beganMs, terminal.colours));
  if (failure !== undefined) throw failure;
  if (interrupt.signal.aborted) {
    terminal.notice(`Interrupted in scenario ${results.length} of ${scenarios.length}.`);
    return exitCode.interrupted;
  }
  return summary.summary.failed === 0 ? exitCode.ok : exitCode.failed;
}

function summarise(scenarios: readonly ScenarioResult[]): RunResult {
  const passed = scenarios.filter((scenario) => scenario.passed).length;
  return { scenarios, summary: { passed, failed: scenarios.length - passed } };
}

function beginRecording({ name }: Scenario, seed: number, timeline: TimelineEvent[]): Recording {
  const wallClock = new Date().toISOString();
  return new Recording(nodeClock, (event) => timeline.push(event), { name, seed, wallClock });
}

/** The run with what its scenarios say of themselves, and what happened; they ran in order, perhaps not all of them. */
function describeRun(
  { scenarios, summary }: RunResult,
  sources: readonly Scenario[],
  timelines: readonly (readonly TimelineEvent[])[],
): RunReport {
  const described = scenarios.map((result, index) => {
    const { description, hosts } = sources[index]!;
    const timeline = timelines[index];
    return {
      ...result,
      hosts: hosts.map(({ name, address }) => ({ name, address })),
      ...(description !== undefined && { description }),
      ...(timeline !== undefined && { timeline }),
    };
  });
  return { scenarios: described, summary };
}
