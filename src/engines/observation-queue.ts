import type { Observation, Prober } from '../probe/prober.ts';

/**
 * The half of a prober that every engine has: gathers observations until they are drained, and calls once for each
 * batch, in a microtask of its own.
 */
export abstract class ObservationQueue implements Pick<Prober, 'onObservations' | 'drain'> {
  onObservations: () => void = () => {};
  #observations: Observation[] = [];
  #called = false;

  protected push(observation: Observation): void {
    this.#observations.push(observation);
    if (this.#called) return;
    this.#called = true;
    queueMicrotask(this.#call);
  }

  drain(): Observation[] {
    const observations = this.#observations;
    this.#observations = [];
    return observations;
  }

  readonly #call = (): void => {
    this.#called = false;
    if (this.#observations.length > 0) this.onObservations();
  };
}
