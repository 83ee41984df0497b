import { InvalidArgumentError } from 'commander';
import { behaviourName } from '../report/bench-behaviour.ts';
import { type BenchBehaviour, benchBehaviours, type TargetBehaviour } from '../results/bench.ts';
import { parseDuration, parseEventRate, parseShare } from '../source/quantity.ts';
import { oneOf, quantity } from './options.ts';

/** The behaviours of targets, as `--behaviour` names them: `closed`, `lossy`, `lossy=20%`. */

interface Measure {
  readonly key: Exclude<keyof TargetBehaviour, 'behaviour'>;
  readonly parse: (text: string) => number;
  /** What the name alone stands for. */
  readonly byDefault: number;
  readonly isPossible: (value: number) => boolean;
  readonly bounds: string;
}

const measures: Partial<Record<BenchBehaviour, Measure>> = {
  slow: {
    key: 'delayMs',
    parse: parseDuration,
    byDefault: 50,
    isPossible: (ms) => ms > 0 && ms <= 60_000,
    bounds: 'more than 0ms, and 60s at most',
  },
  lossy: {
    key: 'lossShare',
    parse: parseShare,
    byDefault: 0.05,
    isPossible: (share) => share > 0 && share < 1,
    bounds: 'more than 0%, and less than 100%',
  },
  limited: {
    key: 'servedPerSecond',
    parse: parseEventRate,
    byDefault: 500,
    isPossible: (perSecond) => perSecond >= 1 && perSecond <= 1_000_000,
    bounds: 'from 1/s to 1000000/s',
  },
};

/** One item of the list; `all` is one of each. */
export function readBehaviours(item: string): readonly TargetBehaviour[] {
  const [name, ...values] = item.split('=');
  const behaviour = oneOf(...benchBehaviours, 'all')(name!);
  const value = values.length === 0 ? undefined : values.join('=');
  if (behaviour !== 'all') return [measured(behaviour, value)];
  if (value !== undefined) throw new InvalidArgumentError(`all takes no value: write ${withValues()}.`);
  return benchBehaviours.map((each) => measured(each));
}

/** Each once, those of a name by how much of it there is. */
export function sortBehaviours(behaviours: readonly TargetBehaviour[]): TargetBehaviour[] {
  const byName = new Map(behaviours.map((each) => [behaviourName(each), each]));
  const place = ({ behaviour }: TargetBehaviour): number => benchBehaviours.indexOf(behaviour);
  return [...byName.values()].sort((one, other) => place(one) - place(other) || amount(one) - amount(other));
}

function amount({ delayMs, lossShare, servedPerSecond }: TargetBehaviour): number {
  return delayMs ?? lossShare ?? servedPerSecond ?? 0;
}

function measured(behaviour: BenchBehaviour, text?: string): TargetBehaviour {
  const measure = measures[behaviour];
  if (measure === undefined) {
    if (text === undefined) return { behaviour };
    throw new InvalidArgumentError(`${behaviour} takes no value: write ${behaviour}, or ${withValues()}.`);
  }
  const { key, byDefault } = measure;
  return { behaviour, [key]: text === undefined ? byDefault : readMeasure(behaviour, measure, text) };
}

function readMeasure(behaviour: BenchBehaviour, { parse, isPossible, bounds }: Measure, text: string): number {
  const value = quantity(parse)(text);
  if (isPossible(value)) return value;
  throw new InvalidArgumentError(`The value of ${behaviour} must be ${bounds}.`);
}

/** `slow=50ms, lossy=5% or limited=500/s` */
function withValues(): string {
  const names = benchBehaviours
    .filter((each) => measures[each] !== undefined)
    .map((each) => behaviourName(measured(each)));
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
