import { type Command, Option } from 'commander';
import { StateCoverageBook } from '../conform/coverage/state-coverage.ts';
import type { TargetProfile } from '../conform/profile.ts';
import { runSuite, type SuiteEnd, summariseVerdicts } from '../conform/run-suite.ts';
import { count } from '../report/plain-text.ts';
import { type CaseResult, type ConformResult, failsRun } from '../results/conform.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { CounterRandom } from '../sim/random.ts';
import { chooseCases } from './conform-cases.ts';
import { type ExploreOptions, exploreTarget } from './conform-explore.ts';
import { type KnownOptions, readKnownFailures, saveKnownFailures, tellSurprises } from './conform-known.ts';
import { describeSuite, type OutputOptions, saveReports } from './conform-output.ts';
import { type ReplayOptions, replayTrace } from './conform-replay.ts';
import { chooseTarget, describeUnreachable, type TargetOptions } from './conform-target.ts';
import { type ConformTraceOptions, openConformTrace } from './conform-trace.ts';
import { ConformView } from './conform-view.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { readLibrary } from './explain/library.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import {
  type CommonOptions,
  chooseSeed,
  collectRanges,
  durationMs,
  MAX_SEED,
  wholeNumber,
  withCommonOptions,
} from './options.ts';
import { requireDistinctFiles, requireWritable } from './report-files.ts';
import { openTerminal } from './terminal.ts';

type ConformOptions = CommonOptions &
  TargetOptions &
  OutputOptions &
  KnownOptions &
  ConformTraceOptions &
  ReplayOptions &
  ExploreOptions & {
    readonly run: readonly string[];
    readonly skip: readonly string[];
    readonly strict?: true;
    readonly seed?: number;
    readonly list?: true;
  };

/** Adds `portlab conform`. `finish` is told how the process is to exit. */
export function addConformCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('conform')
    .summary('run the conformance suite against a responder')
    .description('Asks a responder, ours or anyone’s, what the specification says that it must answer.')
    .argument('[target]', 'HOST:PORT of an open port in direct mode; with --profile, of the agent')
    .optionsGroup('The target:')
    .option('--profile <file>', 'YAML that says what is true of it')
    .option('--allow <cidr>', 'let it be outside loopback; repeatable', collectRanges)
    .optionsGroup('Which cases:')
    .addOption(
      new Option('--run <glob>', 'only these, or those of a YAML file; repeatable')
        .argParser(collect)
        .default([], 'all'),
    )
    .addOption(new Option('--skip <glob>', 'not these; repeatable').argParser(collect).default([], 'none'))
    .option('--list', 'say which there are, and run none')
    .option('--matrix', 'the clauses on responders and their cases; run none')
    .option('--seed <n>', 'the seed of their order, and of --explore', wholeNumber(0, MAX_SEED))
    .optionsGroup('What counts as a failure:')
    .option('--strict', 'a SHOULD that is broken does too')
    .option('--known-failing <file>', 'those of this YAML file do not: they are known, and why')
    .option('--write-known-failing <file>', 'write such a file of the failures of this run')
    .optionsGroup('Instead of the cases:')
    .addOption(
      new Option('--explore', 'random sequences; one that fails is made small and saved').conflicts([
        'run',
        'skip',
        'knownFailing',
        'writeKnownFailing',
        'list',
        'matrix',
        'trace',
        'pcap',
        'replay',
      ]),
    )
    .option('--runs <n>', 'of --explore: sequences at most (1000; any number with --time)', wholeNumber(1, 1e9))
    .option('--time <duration>', 'of --explore: no further sequence after so long', durationMs)
    .option('--save <file>', 'of --explore: where a sequence goes that fails (explored-SEED.yaml)')
    .addOption(
      new Option('--replay <file>', 'do again what a trace holds, and say what is answered otherwise').conflicts([
        'profile',
        'strict',
        'knownFailing',
        'writeKnownFailing',
        'seed',
        'list',
        'matrix',
        'junit',
        'html',
        'trace',
        'pcap',
      ]),
    )
    .optionsGroup('What is shown:')
    .option('--json', 'one JSON document')
    .option('--junit <file>', 'write JUnit XML as well')
    .option('--html <file>', 'write one page for people as well')
    .option('--trace <file>', 'write every octet, its time, and how connections ended: JSON lines, or .pcapng')
    .option('--pcap <file>', 'write the same as pcapng, for Wireshark')
    .action(async (target: string | undefined, options: ConformOptions) => finish(await conform(target, options)));
  addExamples(withCommonOptions(command), [
    ['portlab conform 127.0.0.1:12022', 'one open port, asked on its own listener'],
    ['portlab conform 127.0.0.1:4545 --profile target.yaml', 'an agent, and all that is known of it'],
    ["portlab conform 127.0.0.1:4545 --profile target.yaml --run 'STATUS-*'", 'some cases'],
    ['portlab conform 127.0.0.1:4545 --profile target.yaml --explore --time 30s', 'sequences that nobody thought of'],
    ['portlab conform --replay trace.jsonl', 'the same octets again: is the same answered?'],
    ['portlab conform --list', 'what there is'],
  ]);
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

async function conform(word: string | undefined, options: ConformOptions): Promise<ExitCode> {
  if (options.replay !== undefined) return replayTrace(options.replay, word, options);
  const terminal = openTerminal(options.color);
  const library = await readLibrary();
  if (options.explore) return exploreTarget(word, options, library);
  for (const name of ['runs', 'time', 'save'] as const) {
    if (options[name] !== undefined) throw usageError(`--${name} is of --explore: add that, or leave it out`);
  }
  const cases = await chooseCases(options, library);
  if (options.list || options.matrix) {
    terminal.print(describeSuite(cases, library, options));
    return exitCode.ok;
  }
  if (word === undefined) throw usageError('say what to ask: portlab conform HOST:PORT');
  requireDistinctFiles({
    '--known-failing': options.knownFailing,
    '--write-known-failing': options.writeKnownFailing,
    '--junit': options.junit,
    '--html': options.html,
    '--trace': options.trace,
    '--pcap': options.pcap,
  });
  await requireWritable(options.junit, options.html, options.writeKnownFailing);
  const known = await readKnownFailures(options, cases);
  const profile = await chooseTarget(word, options);
  const seed = chooseSeed(options.seed);
  const trace = await openConformTrace(options, seed);
  const interrupt = catchInterrupt();
  const view = new ConformView({ target: word, seed }, { cases, limits: profile.limits, library, options, terminal });
  const book = new StateCoverageBook(library.responder, profile);
  const judged = new Map<string, CaseResult>();
  const began = new Date().toISOString();
  const beganMs = nodeClock.now();
  const run = await runSuite(cases, {
    dialer: tcpDialer,
    clock: nodeClock,
    profile,
    random: new CounterRandom(seed),
    onPlay: (id) => view.begin(id),
    onRun: (one, played, patience, counts) => {
      trace.add(one, played);
      if (counts) book.add(one.id, played, patience);
    },
    onResult: (found) => {
      const result = known.judge(found);
      judged.set(result.id, result);
      view.end(result);
    },
    signal: interrupt.signal,
  });
  interrupt.release();
  view.close();
  const untraced = await trace.close();
  const { roundTripMs, end } = run;
  if (end.kind === 'unreachable') throw environmentError(describeUnreachable(word, end.why, profile));
  const results = run.results.map(({ id }) => judged.get(id)!);
  const result: ConformResult = {
    suite: 'psap/1',
    target: word,
    seed,
    elapsedMs: nodeClock.now() - beganMs,
    roundTripMs,
    ended: end.kind,
    strict: options.strict === true,
    results,
    summary: summariseVerdicts(results),
    coverage: book.result(),
  };
  view.finish(result);
  tellOfProxies(word, profile, run.translation);
  tellSurprises(known, options, cases, terminal);
  const unwritten = [
    ...(untraced === undefined ? [] : [untraced.message]),
    ...(await saveReports(result, library, options, began)),
    ...(await saveKnownFailures(options, result, known)),
  ];
  const code = exitCodeOf(end, result, cases.length);
  if (unwritten.length > 0) throw environmentError(unwritten.join('; '));
  return code;
}

/** What stands between cannot be known from here: it is said, and never taken for granted. */
function tellOfProxies(target: string, { proxied }: TargetProfile, translation: string | undefined): void {
  const { notice } = openTerminal(false);
  if (proxied) {
    notice(
      `A proxy stands before ${target}, says the profile: addresses of its connections may be any, cases that need the connection itself are unsupported.`,
    );
  }
  if (translation !== undefined) {
    notice(
      `${target} sees other addresses than those of our connections (${translation}): if a proxy or NAT stands between, say \`proxied: true\` in the profile.`,
    );
  }
}

function exitCodeOf(
  end: Exclude<SuiteEnd, { kind: 'unreachable' }>,
  { target, strict, results, summary }: ConformResult,
  cases: number,
): ExitCode {
  switch (end.kind) {
    case 'dead': {
      const ran = `${results.length} of ${count(cases, 'case')} ran`;
      throw environmentError(`${target} stopped answering during ${end.during.join(', ')} (${end.why}); ${ran}`);
    }
    case 'stopped':
      openTerminal(false).notice(`Interrupted: ${results.length} of ${count(cases, 'case')} ran.`);
      return exitCode.interrupted;
    case 'finished': {
      const isBroken = results.some(({ verdict }) => failsRun(verdict, strict));
      return isBroken || summary.pass === 0 ? exitCode.failed : exitCode.ok;
    }
  }
}
