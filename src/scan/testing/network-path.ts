import type { Observation, ObservationKind } from '../../probe/prober.ts';
import type { Clock } from '../../runtime/clock.ts';
import { drawFraction } from '../../runtime/draw.ts';
import type { Random } from '../../runtime/random.ts';
import type { Scene } from './scripted-prober.ts';

/** What there is between a scanner and a host, for scripts: nothing is lost unless it says so. */
export interface PathOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** There and back. */
  readonly rttMs: number;
  /** How long a probe waits for what does not come. */
  readonly timeoutMs: number;
  /** The share of probes whose answer never comes, from 0 to 1. */
  readonly loss?: number;
  /**
   * So many probes per second get through; `queue` of them may wait for their turn. The fuller it is, the likelier is a
   * loss (random early detection): a queue that drops when it is full, in a world without jitter, lets one user lock
   * another out by the phase of what they send.
   */
  readonly bottleneck?: { readonly perSecond: number; readonly queue: number };
}

/** A path that all who use it share. */
export class NetworkPath {
  readonly #options: PathOptions;
  /** When the bottleneck has nothing more to do. */
  #freeMs = 0;
  lost = 0;

  constructor(options: PathOptions) {
    this.#options = options;
  }

  /** What comes of a probe that is sent now to a port that answers so. */
  send(answer: ObservationKind): Scene {
    const { clock, random, rttMs, timeoutMs, loss = 0, bottleneck } = this.#options;
    let afterMs = rttMs;
    if (bottleneck !== undefined) {
      const nowMs = clock.now();
      const waitMs = Math.max(0, this.#freeMs - nowMs);
      const fill = (waitMs * bottleneck.perSecond) / 1_000 / bottleneck.queue;
      if (drawFraction(random) < fill ** 3) return this.#lose();
      this.#freeMs = nowMs + waitMs + 1_000 / bottleneck.perSecond;
      afterMs += waitMs;
    }
    if (drawFraction(random) < loss) return this.#lose();
    return answer === 'no-response' || afterMs > timeoutMs ? this.silence : { kind: answer, afterMs };
  }

  get silence(): Pick<Observation, 'kind'> & { afterMs: number } {
    return { kind: 'no-response', afterMs: this.#options.timeoutMs };
  }

  #lose(): Scene {
    this.lost += 1;
    return this.silence;
  }
}
