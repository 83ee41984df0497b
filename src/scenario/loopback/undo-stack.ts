import { TeardownError } from '../backend.ts';

/** How to take down what was brought up. */
export class UndoStack {
  readonly #steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Takes everything down, the latest first, whatever fails on the way: one fault does not leave the rest behind. Rejects
   * with a TeardownError where something failed. A second call finds nothing to do.
   */
  async unwind(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new TeardownError(failures);
  }
}
