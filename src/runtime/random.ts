/** Randomness with a seed: the same seed gives the same draws, on every machine. */
export interface Random {
  /** The seed that reproduces every draw. */
  readonly seed: number;

  /** A whole number from 0 to 2^32 - 1, uniform. */
  nextUint32(): number;
}
