/** What is fuzzed: something that takes octets from a stranger, and what is promised of it whatever they are. */

export const targetNames = ['decoder', 'attributes', 'profile', 'scenario'] as const;
export type TargetName = (typeof targetNames)[number];

export interface Target {
  readonly name: TargetName;
  /** What inputs are made from at first. */
  readonly seeds: readonly Uint8Array[];
  /** Words of the input's language, which chance alone would hardly spell. */
  readonly tokens: readonly Uint8Array[];
  /** Inputs are cut to this. */
  readonly maxOctets: number;
  /** Of a file that holds an input: `bin`, `yaml`. */
  readonly extension: string;

  /**
   * Tries what is promised on this input, or all of it where it is to be thorough; the same input always takes the same
   * course. Returns what it reached, in words that are few: one never heard before makes the input worth keeping.
   *
   * @throws {BrokenPromiseError} and anything else, which is a broken promise too.
   */
  examine(input: Uint8Array, thorough: boolean): readonly string[];

  /** Makes lengths in the input fit it again, so that what stands behind them is reached; may change it in place. */
  repair?(input: Uint8Array): Uint8Array;
}

/** A promise that an input broke. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
  /** Which: inputs that break the same promise show the same bug, most likely. */
  readonly promise: string;

  constructor(promise: string, details: string) {
    super(`${promise}: ${details}`);
    this.promise = promise;
  }
}

/** @throws {BrokenPromiseError} unless `holds`; the details are asked for only then. */
export function promise(name: string, holds: boolean, details: () => string): asserts holds {
  if (!holds) throw new BrokenPromiseError(name, details());
}
