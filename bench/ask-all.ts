import type { ObservationKind, Probe, Prober } from '../src/probe/prober.ts';
import { HOST } from './scan-once.ts';

/**
 * Asks for the status of `count` ports of the host, `window` at a time, with nothing above the engine: as many probes go
 * out as observations came in. Rejects unless every observation is `expected`. Closes the prober.
 */
export async function askAll(
  prober: Prober,
  count: number,
  window: number,
  expected: ObservationKind = 'open',
): Promise<void> {
  let asked = 0;
  let observed = 0;
  const ask = (atMost: number): void => {
    const probes: Probe[] = [];
    for (let left = Math.min(atMost, count - asked); left > 0; left -= 1) {
      const subject = { address: HOST, port: 1 + (asked % 65_535) };
      probes.push({ index: asked, question: 'status', subject, timeoutMs: 5_000 });
      asked += 1;
    }
    if (probes.length > 0) prober.submit(probes);
  };
  await new Promise<void>((resolve, reject) => {
    prober.onObservations = () => {
      const observations = prober.drain();
      for (const { kind } of observations) {
        if (kind === expected) observed += 1;
        else reject(new Error(`a port is ${kind}, not ${expected}`));
      }
      if (observed === count) resolve();
      else ask(observations.length);
    };
    ask(window);
  });
  prober.close();
}
