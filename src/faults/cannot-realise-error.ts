/**
 * This machine cannot produce the fault that was asked for. Whoever catches it names the place that asked and goes no
 * further: a fault is never replaced by a look-alike.
 */
export class CannotRealiseError extends Error {
  override readonly name = 'CannotRealiseError';

  /**
   * @param fault what was asked for, such as `a filtered port`
   * @param reason why it is not possible here, and what to do instead
   */
  constructor(fault: string, reason: string) {
    super(`cannot realise ${fault}: ${reason}`);
  }
}
