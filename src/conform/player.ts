import type { Case } from './case.ts';
import { checkLife } from './liveness.ts';
import { growPatience, type Patience, patienceFor } from './patience.ts';
import { type CaseRun, runCase, type Stage } from './run-case.ts';

/** One play of a case, and how the target was after it. */
export interface Play {
  readonly run: CaseRun;
  /** With which it was played. */
  readonly patience: Patience;
  /** Why the target is taken for dead. */
  readonly death?: string;
}

export interface PlayOptions {
  /** Other connections to the target are ours. */
  readonly isInCompany?: boolean;
  /** Waits for answers so much less. */
  readonly haste?: number;
  /** Told of each play that says nothing: the target was slower than we had patience for. */
  readonly onUncounted?: (play: Play) => void;
}

/**
 * Plays cases against one target, and asks it after each of them whether it lives and how fast it is by now. On a busy
 * machine it may have become slower than it was at first: then a silence was our impatience, and is no finding.
 */
export class Player {
  readonly #first: Patience;

  constructor(roundTripMs: number) {
    this.#first = patienceFor(roundTripMs);
  }

  /** Where the signal of the stage is given, what was played until then. */
  async play(
    one: Case,
    stage: Omit<Stage, 'patience'>,
    { isInCompany = false, haste = 1, onUncounted }: PlayOptions = {},
  ): Promise<Play> {
    for (let full = this.#first; ; ) {
      const patience = { ...full, answerMs: full.answerMs / haste };
      const run = await runCase(one, { ...stage, patience });
      if (stage.signal?.aborted) return { run, patience };
      const life = await checkLife({ ...stage, patience: full }, isInCompany);
      if ('why' in life) return { run, patience, death: life.why };
      const needed = growPatience(full, life.roundTripMs);
      const isImpatient = run.finding?.isSilence === true && full.answerMs < needed.answerMs;
      if (!isImpatient || stage.signal?.aborted) return { run, patience };
      onUncounted?.({ run, patience });
      full = needed;
    }
  }
}
