import { type Command, InvalidArgumentError, Option } from 'commander';
import { type BenchPlan, ownScanners } from '../bench/plan.ts';
import { MOST_TARGET_PORTS } from '../bench/target.ts';
import { behaviourName } from '../report/bench-behaviour.ts';
import { type BenchEngine, type BenchProbe, benchEngines, type TargetBehaviour } from '../results/bench.ts';
import { readBehaviours, sortBehaviours } from './bench-behaviours.ts';
import { usageError } from './exit-code.ts';
import { type CommonOptions, durationMs, MAX_SEED, oneOf, wholeNumber, withCommonOptions } from './options.ts';

/** What `portlab bench scan` can be told. */

export const peerNames = ['nmap', 'naabu', 'rustscan'] as const;

export interface BenchOptions extends CommonOptions {
  readonly behaviour: readonly TargetBehaviour[];
  readonly concurrency: readonly number[];
  readonly rate?: readonly number[];
  readonly engine: readonly BenchEngine[];
  readonly probe: readonly BenchProbe[];
  readonly ports: number;
  readonly repeat: number;
  readonly timeout: number;
  readonly retries: number;
  readonly peers: 'auto' | 'none' | readonly (typeof peerNames)[number][];
  readonly seed?: number;
  readonly json?: true;
  readonly html?: string;
  readonly o?: string;
}

export function withBenchOptions(command: Command): Command {
  const list = (flags: string, what: string, parse: (text: string) => unknown, byDefault: string): Option => {
    const read = listOf(parse);
    return new Option(flags, what).argParser(read).default(read(byDefault), byDefault);
  };
  command
    .optionsGroup('What is swept, each a list with commas:')
    .addOption(
      new Option(
        '--behaviour <names>',
        'of targets: closed, open, filtered, slow=50ms, lossy=5%, limited=500/s (each also without its value), or all',
      )
        .argParser(behaviours)
        .default(behaviours('closed,open,filtered'), 'closed,open,filtered'),
    )
    .addOption(list('--concurrency <n>', 'probes under way at once', wholeNumber(1, 10_000), '32,100,320'))
    .option('--rate <n>', 'probes per second at most (default: no limit)', listOf(wholeNumber(1, 10_000_000)))
    .addOption(
      list(
        '--engine <names>',
        'direct: to each port; agent: by way of the agent',
        oneOf(...benchEngines),
        'direct,agent',
      ),
    )
    .addOption(list('--probe <kinds>', 'psap, tcp', oneOf('psap', 'tcp'), 'psap,tcp'))
    .option('--peers <names>', 'nmap, naabu, rustscan; auto: what is installed; none', peers, 'auto')
    .optionsGroup('How it is measured:')
    .option('--ports <n>', 'of each target', wholeNumber(10, MOST_TARGET_PORTS), 500)
    .option('--repeat <n>', 'scans of each row', wholeNumber(1, 1_000), 3)
    .addOption(
      new Option('--timeout <duration>', 'how long one attempt waits for an answer')
        .argParser(durationMs)
        .default(200, '200ms'),
    )
    .option('--retries <n>', 'further attempts where nothing certain was seen', wholeNumber(0, 7), 1)
    .option('--seed <n>', 'the seed of targets, order and loss', wholeNumber(0, MAX_SEED))
    .optionsGroup('What is shown:')
    .option('--json', 'print one JSON document')
    .option('-o <file>', 'write the JSON document to a file as well')
    .option('--html <file>', 'write an HTML page with plots');
  return withCommonOptions(command);
}

/** Throws a CommandError where a behaviour would be left without a scanner of ours. */
export function planOf(options: BenchOptions, seed: number): BenchPlan {
  const { behaviour, concurrency, rate, engine, probe, ports, repeat, timeout, retries } = options;
  const plan = {
    behaviours: sortBehaviours(behaviour),
    concurrencies: [...new Set(concurrency)].sort((one, other) => one - other),
    ratesPerSecond: rate === undefined ? [undefined] : [...new Set(rate)].sort((one, other) => one - other),
    engines: [...new Set(engine)],
    probes: [...new Set(probe)],
    ports,
    repeats: repeat,
    timeoutMs: timeout,
    retries,
    seed,
  };
  const idle = plan.behaviours.find(({ behaviour }) => ownScanners(plan, behaviour).length === 0);
  if (idle !== undefined) {
    throw usageError(
      `of ${idle.behaviour} ports nothing is left to measure: an agent has no --probe tcp, slow ports need psap, ` +
        'lossy ones direct, limited ones both',
    );
  }
  return plan;
}

/** The words that make the same sweep again. */
export function rerunCommand(plan: BenchPlan, peers: BenchOptions['peers']): string {
  const rates = plan.ratesPerSecond.filter((rate) => rate !== undefined);
  return [
    `portlab bench scan --behaviour ${plan.behaviours.map(behaviourName).join()} --concurrency ${plan.concurrencies.join()}`,
    ...(rates.length === 0 ? [] : [`--rate ${rates.join()}`]),
    `--engine ${plan.engines.join()} --probe ${plan.probes.join()} --ports ${plan.ports} --repeat ${plan.repeats}`,
    `--timeout ${plan.timeoutMs}ms --retries ${plan.retries} --peers ${peers} --seed ${plan.seed}`,
  ].join(' ');
}

function listOf<T>(parse: (text: string) => T): (text: string) => readonly T[] {
  return (text) => text.split(',').map((item) => parse(item.trim()));
}

function behaviours(text: string): readonly TargetBehaviour[] {
  return listOf(readBehaviours)(text).flat();
}

function peers(text: string): BenchOptions['peers'] {
  if (text === 'auto' || text === 'none') return text;
  return listOf(oneOf(...peerNames, 'auto', 'none'))(text).map((name) => {
    if (name !== 'auto' && name !== 'none') return name;
    throw new InvalidArgumentError(`It must be ${name} alone, or the names of peers.`);
  });
}
