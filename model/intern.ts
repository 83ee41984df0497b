/**
 * Gives values of equal content the same number, so that states compare as numbers. Values are plain data of a known
 * shape: what stands at one place of a state is told apart by its contents alone.
 */
export class Interner {
  readonly #byContent = new Map<string, number>();
  /** States share most of their parts: each carries its number, out of sight of whoever copies or lists it. */
  readonly #symbol = Symbol('number');

  numberOf(value: object): number {
    const content = this.#spell(value);
    const known = this.#byContent.get(content);
    if (known !== undefined) return known;
    const number = this.#byContent.size;
    this.#byContent.set(content, number);
    return number;
  }

  #spell(value: object): string {
    if (value instanceof Uint8Array) return `#${value.join()}`;
    if (Array.isArray(value)) return `[${value.map((part) => this.#spellPart(part)).join()}`;
    let content = '{';
    for (const key in value) content += `${this.#spellPart((value as Record<string, unknown>)[key])},`;
    return content;
  }

  #spellPart(part: unknown): string | number {
    if (typeof part === 'object' && part !== null) return this.#numberOfPart(part);
    if (typeof part === 'function') throw new TypeError('a function in a state hides what the state is');
    return typeof part === 'string' ? JSON.stringify(part) : `=${String(part)}`;
  }

  #numberOfPart(part: object): number {
    const known = (part as { readonly [key: symbol]: number })[this.#symbol];
    if (known !== undefined) return known;
    const number = this.numberOf(part);
    Object.defineProperty(part, this.#symbol, { value: number });
    return number;
  }
}
