/** The latest of the ports that were put in, so many at most, each taken in its turn. */
export class PortRing {
  readonly #capacity: number;
  #ports: number[] = [];
  #put = 0;
  #taken = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#ports.length;
  }

  put(port: number): void {
    this.#ports[this.#put % this.#capacity] = port;
    this.#put += 1;
  }

  /** Not from an empty ring. */
  take(): number {
    this.#taken += 1;
    return this.#ports[this.#taken % this.#ports.length]!;
  }

  clear(): void {
    this.#ports = [];
    this.#put = 0;
  }
}
