import { upperBound } from './share-bounds.ts';

/** Silence is believed once the chance that all attempts were lost is less. */
const DOUBT = 1e-6;
/** Loss is ruled out once the chance that so many ports that are known to answer would all have answered is less. */
const LUCK = 1e-3;
const MOST_CANARIES = 1_000;
/** Standard deviations from the mean: more is lost once in a thousand times. */
const CONFIDENCE = 3.09;
/** So many attempts more than the share that was seen calls for are not worth a closer look. */
const SPARE_ATTEMPTS = 2;
/** Where loss is shown, so many attempts at most stand for each retry asked for: a scan ends, whatever is lost. */
const ATTEMPTS_PER_RETRY = 10;

/** The share of attempts that may be lost so that those which a single retry can earn make up for it. */
export const BEARABLE_LOSS = DOUBT ** (1 / (1 + ATTEMPTS_PER_RETRY));

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

  /**
   * How many more probes of ports that are known to answer should do so before silence is believed after these attempts:
   * whatever the loss, it is then as unlikely as DOUBT that it took all of them and showed nowhere else. That is a chance
   * of p^k (1 - p)^n for k attempts and n probes, which is greatest at p = k / (n + k). Where loss is shown, as many as
   * make the bound of it so narrow that it costs hardly an attempt.
   */
  samplesWanted(attempts: number): number {
    const { lost, of } = this.#counts;
    if (this.isShown) {
      const atBest = attemptsAgainst(lost / of);
      return Math.min(attemptsAgainst(upperBound(lost, of, CONFIDENCE)), mostAttempts(attempts - 1)) >
        atBest + SPARE_ATTEMPTS
        ? of
        : 0;
    }
    const needed = Math.ceil((attempts / Math.E) * DOUBT ** (-1 / attempts));
    return Math.max(0, needed - (this.#attempts - this.#lost + this.#canariesAnswered));
  }

  /** How many attempts a port that does not answer has, where `retries` after the first were asked for. */
  attemptsNeeded(retries: number): number {
    if (!this.isShown) return 1 + retries;
    const { lost, of } = this.#counts;
    const needed = attemptsAgainst(upperBound(lost, of, CONFIDENCE));
    return Math.min(mostAttempts(retries), Math.max(1 + retries, needed));
  }

  /** Of all attempts at ports that answered in the end, and of all canaries. */
  get #counts(): { readonly lost: number; readonly of: number } {
    const lost = this.#lost + this.#canariesLost;
    return { lost, of: this.#attempts + this.#canariesAnswered + this.#canariesLost };
  }
}

/** How many attempts are all lost less often than DOUBT, where this share is. */
function attemptsAgainst(lostShare: number): number {
  return lostShare < 1 ? Math.ceil(Math.log(DOUBT) / Math.log(lostShare)) : Number.POSITIVE_INFINITY;
}

/** How many attempts a port has at most, whatever is lost. */
export function mostAttempts(retries: number): number {
  return 1 + ATTEMPTS_PER_RETRY * retries;
}
