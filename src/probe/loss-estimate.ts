/** Silence is believed once the chance that all attempts were lost is less. */
const DOUBT = 1e-6;
/** Loss is ruled out once the chance that so many ports that are known to answer would all have answered is less. */
const LUCK = 1e-3;
const MOST_CANARIES = 1_000;
/** Where loss is shown, so many attempts at most stand for each retry asked for: a scan ends, whatever is lost. */
const ATTEMPTS_PER_RETRY = 10;

/**
 * How many attempts are lost on the way to a host and back, and so how many it takes to believe a port's silence
 * (SCAN-12). Ports that answered only after some attempts make loss suspected: it may be a fault of these ports alone.
 * A canary, a port that is known to answer, shows it when it does not.
 */
export class LossEstimate {
  #attempts = 0;
  #lost = 0;
  #canariesAnswered = 0;
  #canariesLost = 0;

  /** A port answered, after so many attempts that came to nothing. */
  answered(lostBefore: number): void {
    this.#attempts += 1 + lostBefore;
    this.#lost += lostBefore;
  }

  canaryAnswered(): void {
    this.#canariesAnswered += 1;
  }

  canaryLost(): void {
    this.#canariesLost += 1;
  }

  /** Whether a canary was lost. */
  get isShown(): boolean {
    return this.#canariesLost > 0;
  }

  /** How many more canaries must answer before suspected loss is ruled out; 0 where it is, or where it is shown. */
  get canariesWanted(): number {
    if (this.isShown || this.#lost === 0) return 0;
    const needed = Math.ceil(Math.log(LUCK) / Math.log1p(-this.#lost / this.#attempts));
    return Math.max(0, Math.min(MOST_CANARIES, needed) - this.#canariesAnswered);
  }

  /** How many attempts a port that does not answer has, where `retries` after the first were asked for. */
  attemptsNeeded(retries: number): number {
    if (!this.isShown) return 1 + retries;
    const lost = this.#lost + this.#canariesLost;
    const rate = lost / (lost + this.#attempts - this.#lost + this.#canariesAnswered);
    const needed = rate < 1 ? Math.ceil(Math.log(DOUBT) / Math.log(rate)) : Number.POSITIVE_INFINITY;
    return Math.min(mostAttempts(retries), Math.max(1 + retries, needed));
  }
}

/** How many attempts a port has at most, whatever is lost. */
export function mostAttempts(retries: number): number {
  return 1 + ATTEMPTS_PER_RETRY * retries;
}
