/**
 * Time and timers. Everything that waits or measures takes a Clock, so that the same code runs in real time and in
 * virtual time. All times are milliseconds; fractions are allowed.
 */
export interface Clock {
  /** Monotonic time in milliseconds since an arbitrary origin. */
  now(): number;

  /**
   * Calls `callback(argument)` once, `delayMs` from now. The argument saves hot paths a closure per timer.
   * A delay of zero or less fires in a later turn, never inside this call. Timers of equal delay fire in the order in
   * which they were set. Throws a RangeError for a delay that is not finite.
   */
  setTimer<T>(delayMs: number, callback: (argument: T) => void, argument: T): Timer;
}

export interface Timer {
  /** Stops the timer. Harmless after it fired or was cancelled. */
  cancel(): void;
}
