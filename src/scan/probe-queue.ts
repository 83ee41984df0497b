import { IndexQueue } from './index-queue.ts';
import type { Permutation } from './permutation.ts';

/**
 * What is to be sent to a host, in turn: what is urgent, what is asked again, then the rest of the order, and last what was put back, so that
 * ports that cannot be probed now do not keep the others waiting.
 */
export class ProbeQueue {
  readonly #order: Permutation;
  /** What the numbers of the order are counted from. */
  readonly #first: number;
  /** How far the order has been taken. */
  #cursor = 0;
  readonly #isDone: ((index: number) => boolean) | undefined;
  readonly #urgent = new IndexQueue();
  readonly #again = new IndexQueue();
  readonly #putBack = new IndexQueue();

  /** `isDone` says what of the order is passed over; nothing is where it is undefined. */
  constructor(order: Permutation, first = 0, isDone?: (index: number) => boolean) {
    this.#order = order;
    this.#first = first;
    this.#isDone = isDone;
    this.#passOver();
  }

  get isEmpty(): boolean {
    const queued = this.#urgent.length + this.#again.length + this.#putBack.length;
    return queued === 0 && this.#cursor === this.#order.size;
  }

  take(): number | undefined {
    return this.#urgent.take() ?? this.#again.take() ?? this.#takeFromOrder() ?? this.#putBack.take();
  }

  /** To be taken before all else. */
  pushFirst(index: number): void {
    this.#urgent.push(index);
  }

  /** To be taken before the rest of the order. */
  pushAgain(index: number): void {
    this.#again.push(index);
  }

  /** To be taken after the rest of the order. */
  putBack(index: number): void {
    this.#putBack.push(index);
  }

  /** Empties the queue and gives what was in it. */
  takeAll(): number[] {
    const all: number[] = [];
    for (let index = this.take(); index !== undefined; index = this.take()) all.push(index);
    return all;
  }

  #takeFromOrder(): number | undefined {
    if (this.#cursor === this.#order.size) return undefined;
    const index = this.#first + this.#order.at(this.#cursor);
    this.#cursor += 1;
    this.#passOver();
    return index;
  }

  #passOver(): void {
    if (this.#isDone === undefined) return;
    while (this.#cursor < this.#order.size && this.#isDone(this.#first + this.#order.at(this.#cursor))) {
      this.#cursor += 1;
    }
  }
}
