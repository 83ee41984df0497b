/** Probes that were sent at the same time: their answers are overdue at the same time. */
export interface Volley {
  readonly sentMs: number;
  /** The rate of sending, per second, that they were part of. */
  readonly perSecond: number;
  /** How many of them wait for their answers, and how many of these are canaries. */
  waiting: number;
  canaries: number;
}

/** The volleys whose answers are not overdue, in the order in which they were sent, each with a number. */
export class Volleys {
  #volleys: Volley[] = [];
  #head = 0;
  /** The number of the first in the array. */
  #firstNumber: number;

  constructor(firstNumber = 0) {
    this.#firstNumber = firstNumber;
  }

  /** What the number of the next volley is. */
  get nextNumber(): number {
    return this.#firstNumber + this.#volleys.length;
  }

  /** The oldest one of which something waits. */
  get oldest(): Volley | undefined {
    let oldest = this.#volleys[this.#head];
    while (oldest?.waiting === 0) {
      this.takeOldest();
      oldest = this.#volleys[this.#head];
    }
    return oldest;
  }

  /** Adds a probe, sent at this rate; gives the number of its volley. */
  add(isCanary: boolean, nowMs: number, perSecond: number): number {
    const last = this.#volleys.length - 1;
    let volley = last < this.#head ? undefined : this.#volleys[last]!;
    if (volley?.sentMs !== nowMs) {
      volley = { sentMs: nowMs, perSecond, waiting: 0, canaries: 0 };
      this.#volleys.push(volley);
    }
    volley.waiting += 1;
    if (isCanary) volley.canaries += 1;
    return this.nextNumber - 1;
  }

  /** Undefined for one that was taken. */
  get(number: number): Volley | undefined {
    const at = number - this.#firstNumber;
    return at < this.#head ? undefined : this.#volleys[at];
  }

  takeOldest(): void {
    this.#head += 1;
    if (this.#head * 2 <= this.#volleys.length) return;
    this.#volleys = this.#volleys.slice(this.#head);
    this.#firstNumber += this.#head;
    this.#head = 0;
  }
}
