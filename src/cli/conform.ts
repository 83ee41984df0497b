import type { Command } from 'commander';
import type { TargetProfile } from '../conform/profile.ts';
import { runSuite, type SuiteEnd, summariseVerdicts } from '../conform/run-suite.ts';
import type { PlacedCase } from '../conform/select-cases.ts';
import { suite } from '../conform/suite.ts';
import { traceClauses } from '../conform/traceability.ts';
import { annotate } from '../protocol/annotate.ts';
import { renderCaseList, renderMatrix } from '../report/conform-list-text.ts';
import { renderConform } from '../report/conform-text.ts';
import { toJsonDocument } from '../report/json.ts';
import { count } from '../report/plain-text.ts';
import type { CaseResult, ConformResult } from '../results/conform.ts';
import type { DecodeResult } from '../results/decode.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { CounterRandom } from '../sim/random.ts';
import { chooseCases } from './conform-cases.ts';
import { chooseTarget, type TargetOptions } from './conform-target.ts';
import { describeBlocks } from './decoded-blocks.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { type Library, readLibrary } from './explain/library.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { type CommonOptions, chooseSeed, collectRanges, MAX_SEED, wholeNumber, withCommonOptions } from './options.ts';
import { openProgress } from './progress.ts';
import { openTerminal } from './terminal.ts';

interface ConformOptions extends CommonOptions, TargetOptions {
  readonly run: readonly string[];
  readonly skip: readonly string[];
  readonly strict?: true;
  readonly seed?: number;
  readonly list?: true;
  readonly matrix?: true;
  readonly json?: true;
}

/** Named by the contract, and still to come. */
const unbuilt = ['--known-failing', '--junit', '--html', '--trace'] as const;

/** Adds `portlab conform`. `finish` is told how the process is to exit. */
export function addConformCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('conform')
    .summary('run the conformance suite against a responder')
    .description('Asks a responder, ours or anyone’s, what the specification says that it must answer.')
    .argument('[target]', 'HOST:PORT of an open port in direct mode; with --profile, of the agent')
    .option('--profile <file>', 'YAML that says what is true of the target')
    .option('--run <glob>', 'only these cases, or those of a YAML file (repeatable)', collect, [])
    .option('--skip <glob>', 'not these cases (repeatable)', collect, [])
    .option('--strict', 'a SHOULD that is broken is a failure too')
    .option('--seed <number>', 'of the order of the cases', wholeNumber(0, MAX_SEED))
    .option('--allow <cidr>', 'allow a target outside loopback (repeatable)', collectRanges)
    .option('--list', 'the cases, without running them')
    .option('--matrix', 'the clauses on responders and their cases')
    .option('--json', 'print one JSON document')
    .action(async (target: string | undefined, options: ConformOptions) => finish(await conform(target, options)));
  for (const name of unbuilt) {
    command.option(`${name} <file>`, 'not built yet', () => {
      throw usageError(`${name} is not built yet`);
    });
  }
  addExamples(withCommonOptions(command), [
    ['portlab conform 127.0.0.1:12022', 'one open port, asked on its own listener'],
    ['portlab conform 127.0.0.1:4545 --profile target.yaml', 'an agent, and all that is known of it'],
    ["portlab conform 127.0.0.1:4545 --profile target.yaml --run 'STATUS-*'", 'some cases'],
    ['portlab conform --list', 'what there is'],
  ]);
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

async function conform(word: string | undefined, options: ConformOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  const library = await readLibrary();
  const cases = await chooseCases(options, library);
  if (options.list || options.matrix) {
    terminal.print(describeSuite(cases, library, options));
    return exitCode.ok;
  }
  if (word === undefined) throw usageError('say what to ask: portlab conform HOST:PORT');
  const profile = await chooseTarget(word, options);
  const seed = chooseSeed(options.seed);
  const interrupt = catchInterrupt();
  const progress = openProgress(terminal.interactive, cases.length);
  const beganMs = nodeClock.now();
  const { results, roundTripMs, end } = await runSuite(cases, {
    dialer: tcpDialer,
    clock: nodeClock,
    profile,
    random: new CounterRandom(seed),
    onResult: () => progress.advance(),
    signal: interrupt.signal,
  });
  interrupt.release();
  progress.close();
  const result: ConformResult = {
    suite: 'psap/1',
    target: word,
    seed,
    elapsedMs: nodeClock.now() - beganMs,
    roundTripMs,
    results,
    summary: summariseVerdicts(results),
  };
  if (end.kind !== 'unreachable') terminal.print(render(result, library, options));
  return exitCodeOf(end, result, cases.length, profile, options);
}

function describeSuite(cases: readonly PlacedCase[], { specification }: Library, options: ConformOptions): string {
  const { colours } = openTerminal(options.color);
  if (options.matrix) {
    const traced = traceClauses(specification.clauses, suite);
    return options.json ? toJsonDocument({ clauses: traced }) : renderMatrix(traced, colours);
  }
  const listed = cases.map(({ section, one: { id, title, requirements, level } }) => ({
    id,
    title,
    section,
    requirements,
    level,
  }));
  return options.json ? toJsonDocument({ cases: listed }) : renderCaseList(listed, specification.sections, colours);
}

function render(result: ConformResult, { specification }: Library, options: ConformOptions): string {
  if (options.json) return toJsonDocument(result);
  return renderConform(result, {
    colours: openTerminal(options.color).colours,
    choice: options,
    sections: specification.sections,
    clauses: new Map(specification.clauses.map((clause) => [clause.id, clause])),
    annotate: annotateEvidence,
  });
}

/** What was received, with a remark where it is not as it has to be. */
function annotateEvidence({ evidence, requirements }: CaseResult): DecodeResult | undefined {
  if (evidence?.received === undefined || evidence.received.octets === '') return undefined;
  const { octets, mark } = evidence.received;
  const received = Buffer.from(octets, 'hex');
  const described = describeBlocks('', received, annotate(received, 'answers'), []);
  if (mark === undefined) return described;
  const { expected, actual } = evidence;
  const fault = { ...mark, code: null, clause: requirements[0]!, expected, actual };
  const blocks = described.blocks.map((block) => {
    const isMeant = mark.offset >= block.offset && mark.offset < block.offset + block.length;
    return block.kind === 'message' && isMeant ? { ...block, remarks: [fault] } : block;
  });
  return { ...described, blocks };
}

function exitCodeOf(
  end: SuiteEnd,
  { target, results, summary }: ConformResult,
  cases: number,
  { agent }: TargetProfile,
  { strict }: ConformOptions,
): ExitCode {
  switch (end.kind) {
    case 'unreachable': {
      const what = agent === undefined ? 'as an open port' : 'as an agent';
      throw environmentError(
        `no responder answers at ${target} ${what}: ${end.why}; is it running, is the profile true?`,
      );
    }
    case 'dead': {
      const ran = `${results.length} of ${count(cases, 'case')} ran`;
      throw environmentError(`${target} stopped answering during ${end.during.join(', ')} (${end.why}); ${ran}`);
    }
    case 'stopped':
      openTerminal(false).notice(`Interrupted: ${results.length} of ${count(cases, 'case')} ran.`);
      return exitCode.interrupted;
    case 'finished': {
      const broken = summary.fail + summary['unexpected-pass'] + summary['suite-error'] + (strict ? summary.warn : 0);
      return broken > 0 || summary.pass === 0 ? exitCode.failed : exitCode.ok;
    }
  }
}
