import { parseArgs } from 'node:util';
import { parseDuration } from '../src/source/quantity.ts';
import { ValueError } from '../src/source/value-error.ts';
import { type TargetName, targetNames } from './target.ts';

export interface Arguments {
  readonly targets: readonly TargetName[];
  readonly seed: number;
  /** For all targets together. */
  readonly maxMs: number;
  /** For each target. */
  readonly maxInputs: number;
  /** Where findings are written. */
  readonly findings: string;
  /** A file with one input to examine, and nothing else. */
  readonly replay: string | undefined;
}

/** A command line that cannot be meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULT_TIME = '60s';

export const usage = `npm run fuzz -- [--time 60s] [--inputs N] [--seed N] [--only ${targetNames.join('|')}]
                [--findings FOLDER] [--replay FILE]`;

/** Reads the command line; `randomSeed` is taken where it names none. @throws {UsageError} */
export function readArguments(args: readonly string[], randomSeed: number): Arguments {
  const text = { type: 'string' } as const;
  const options = { time: text, inputs: text, seed: text, only: text, findings: text, replay: text };
  const { values } = reading(() => parseArgs({ args: [...args], options }));
  const { time, inputs, seed, only, findings = 'fuzz/findings', replay } = values;
  const name = targetNames.find((known) => known === only);
  if (only !== undefined && name === undefined) {
    throw new UsageError(`there is no target '${only}'; there are ${targetNames.join(', ')}`);
  }
  if (replay !== undefined && name === undefined)
    throw new UsageError('--replay needs --only, to know whose input it is');
  // A number of inputs alone is a limit by itself: it takes the time that it takes.
  const defaultTime = inputs === undefined ? DEFAULT_TIME : undefined;
  const limit = time ?? defaultTime;
  return {
    targets: name === undefined ? targetNames : [name],
    seed: seed === undefined ? randomSeed : readWhole('--seed', seed),
    maxMs: limit === undefined ? Number.POSITIVE_INFINITY : reading(() => parseDuration(limit)),
    maxInputs: inputs === undefined ? Number.POSITIVE_INFINITY : readWhole('--inputs', inputs),
    findings,
    replay,
  };
}

function readWhole(name: string, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new UsageError(`${name} is a whole number, not '${text}'`);
  return number;
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ValueError) throw new UsageError(`${error.message}; ${error.help}`);
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
