import { drawBelow } from '../src/runtime/draw.ts';
import type { Random } from '../src/runtime/random.ts';

/** More are not kept: a new one takes the place of an old one. */
const MAX_INPUTS = 20_000;

/** Inputs worth mutating: the seeds, and each that reached what none before it did. */
export class Corpus {
  readonly #random: Random;
  readonly #inputs: Uint8Array[] = [];
  readonly #reached = new Set<string>();
  #octets = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** How many inputs there are. */
  get size(): number {
    return this.#inputs.length;
  }

  /** The octets of all inputs. */
  get octets(): number {
    return this.#octets;
  }

  /** How many different things were reached. */
  get reached(): number {
    return this.#reached.size;
  }

  /** Takes note of what an input reached, and keeps the input if any of it is new, or if it is a seed. */
  note(input: Uint8Array, reached: readonly string[], isSeed: boolean): void {
    const before = this.#reached.size;
    for (const one of reached) this.#reached.add(one);
    if (isSeed || this.#reached.size > before) this.#keep(input);
  }

  #keep(input: Uint8Array): void {
    this.#octets += input.length;
    if (this.#inputs.length < MAX_INPUTS) {
      this.#inputs.push(input);
      return;
    }
    const place = drawBelow(this.#random, MAX_INPUTS);
    this.#octets -= this.#inputs[place]!.length;
    this.#inputs[place] = input;
  }

  /** One of the inputs; short ones are likelier, since they take less time and their octets matter more. */
  pick(): Uint8Array {
    const [one, other] = [this.at(this.#draw()), this.at(this.#draw())];
    if (one.length === other.length || drawBelow(this.#random, 8) === 0) return one;
    return one.length < other.length ? one : other;
  }

  /** The input of that number, counted round and round. */
  at(number: number): Uint8Array {
    return this.#inputs[number % this.#inputs.length]!;
  }

  #draw(): number {
    return drawBelow(this.#random, this.#inputs.length);
  }
}
