import type { UpChange, UpResult } from '../results/up.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Backend } from './backend.ts';
import { requireHoldable } from './holdable.ts';
import type { Scenario } from './model.ts';
import { planTimeline } from './plan-scenario.ts';
import { playWhile } from './play-while.ts';
import { routesOf, routesOfChange } from './routes.ts';

export interface HoldParts {
  /** One whose ports stay where they are while they change. */
  readonly backend: Backend;
  readonly clock: Clock;
  readonly addresses: UpResult['addresses'];
  readonly seed: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told when the world is up, which is when its timeline begins. */
  readonly ready: (up: UpResult) => void;
  /** Told what became of ports, once whoever connects meets it. */
  readonly changed: (change: UpChange) => void;
}

/**
 * Brings the scenario's world up, and holds it, while it changes by its timeline, until the signal comes. The world is
 * torn down in any case. Rejects with a SourceError where the world cannot be held or a change not be made, and with a
 * TeardownError where it did not come down.
 */
export async function holdScenario(scenario: Scenario, parts: HoldParts): Promise<void> {
  const { backend, clock, addresses, seed, signal, ready, changed } = parts;
  requireHoldable(scenario);
  const realisation = await backend.realise(scenario);
  try {
    const { name, file } = scenario;
    ready({
      scenario: name,
      file,
      backend: backend.name,
      proxy: realisation.proxy,
      seed,
      addresses,
      routes: routesOf(scenario, realisation, addresses),
      timeline: planTimeline(scenario),
    });
    const beganMs = clock.now();
    await playWhile(
      scenario.timeline,
      {
        clock,
        signal,
        async apply(change, atMs) {
          await realisation.apply(change);
          const madeAtMs = clock.now() - beganMs;
          for (const route of routesOfChange(scenario, change, realisation, addresses)) {
            changed({ atMs, madeAtMs, ...route });
          }
        },
      },
      aborted,
    );
  } catch (error) {
    // What went wrong first is what there is to say, whatever comes of the teardown.
    await realisation.close().catch(() => {});
    throw error;
  }
  await realisation.close();
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
