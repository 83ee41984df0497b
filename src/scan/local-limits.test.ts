import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { runScan, type Watched } from './testing/run-scan.ts';
import type { Script } from './testing/scripted-prober.ts';

/** What a machine has for the connections of all who scan on it: descriptors, ports or buffers, in virtual time. */
class Pool {
  readonly #size: number;
  readonly #clock: VirtualClock;
  #taken = 0;
  failures = 0;

  constructor(clock: VirtualClock, size: number) {
    this.#clock = clock;
    this.#size = size;
  }

  /** Probes of a host that takes so long to refuse them. */
  script(answerMs: number): Script {
    return () => {
      if (this.#taken === this.#size) {
        this.failures += 1;
        return { kind: 'local', code: 'EADDRNOTAVAIL', afterMs: 0 };
      }
      this.#taken += 1;
      this.#clock.setTimer(answerMs, () => (this.#taken -= 1), undefined);
      return { kind: 'refused', afterMs: answerMs };
    };
  }
}

const ports = Array.from({ length: 20_000 }, (_, index) => index + 1);

describe('what this machine has too little of', () => {
  it('is learned: no port loses its verdict, and few probes fail', async () => {
    const clock = new VirtualClock();
    const pool = new Pool(clock, 100);
    const script = pool.script(20);
    const { result } = await clock.runUntilSettled(runScan({ clock, ports, script, concurrency: 'auto' }));
    expect(result.summary).toEqual({ open: 0, closed: 20_000, filtered: 0, error: 0 });
    expect(pool.failures).toBeLessThan(500);
    // Half of it at the least is used: 20,000 probes of 20 ms each take 4 s with all of it.
    expect(result.elapsedMs).toBeLessThan(8_000);
  });

  it('is shared by those who scan at the same time, and none of them starves', async () => {
    const clock = new VirtualClock();
    const pool = new Pool(clock, 100);
    const scan = (seed: number, startMs: number): Promise<Watched> =>
      new Promise((resolve, reject) => {
        clock.setTimer(
          startMs,
          () =>
            runScan({ clock, seed, ports, script: pool.script(20), concurrency: 'auto', stopAtMs: 6_000 }).then(
              resolve,
              reject,
            ),
          undefined,
        );
      });
    // The second comes when the first has taken all there is.
    const [one, other] = await clock.runUntilSettled(Promise.all([scan(1, 0), scan(2, 500)]));
    for (const { result } of [one, other]) expect(result.summary.closed).toBe(result.hosts[0]!.ports.length);
    expect(other.decided.length).toBeGreaterThan(one.decided.length / 3);
  });
});
