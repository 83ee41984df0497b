import type { Route } from '../engines/routed-dialer.ts';
import type { ScenarioResult } from '../results/run.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { SourceError } from '../source/diagnostic.ts';
import type { Change, Scenario } from './model.ts';

/** What a backend makes real: the hosts of a scenario, and how they change. */
export type World = Pick<Scenario, 'hosts' | 'timeline'>;

/** Brings worlds up. */
export interface Backend {
  readonly name: string;

  /**
   * Makes the hosts real and resolves once every route leads somewhere, with all that the changes of the timeline will
   * need. Rejects with a RealisationError that names the place in the scenario where something cannot be realised; nothing is
   * left behind then.
   */
  realise(world: World): Promise<Realisation>;
}

/** A world that is up. */
export interface Realisation {
  /** `none`, `embedded`, or the fault proxy's own name and version. */
  readonly proxy: string;

  /** Where a logical port is reached in direct mode, by connections that get through (`first`). */
  readonly route: Route;

  /** A route for one scanner, which is to be asked once for each dial: it leads the first dials to where they end. */
  routeOfScanner(): Route;

  /** Where a host's agent is reached, by its logical address and port. */
  readonly agentRoute: Route;

  /** What stands behind a logical port. */
  realisedBy(target: SocketAddress): RealisedBy;

  /**
   * Makes a change of the world's timeline true, and resolves once it is felt: by later dials, by connections under way,
   * and by the agent. Changes are applied one at a time. Rejects with a RealisationError at the change where it cannot.
   */
  apply(change: Change): Promise<void>;

  /** Tears the world down and leaves nothing behind. Rejects with a TeardownError where something of it may be. */
  close(): Promise<void>;
}

/** What a scenario says is right, and cannot be had here and now: a descriptor, a port, the fault proxy. */
export class RealisationError extends SourceError {
  override readonly name = 'RealisationError';
}

/** A world was not torn down cleanly, as when its fault proxy is gone or hangs. All else of it is down. */
export class TeardownError extends AggregateError {
  override readonly name = 'TeardownError';
  /** What had been found in it. */
  readonly result: ScenarioResult | undefined;

  constructor(failures: readonly unknown[], result?: ScenarioResult) {
    const [first] = failures;
    const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
    super(failures, `the world was not torn down cleanly: ${first instanceof Error ? first.message : first}${more}`);
    this.result = result;
  }
}

/**
 * What makes a port do what it does. `toxiproxy`: a fault proxy before a responder that answers, or before one that is
 * never heard. `responder`: a responder that is busy or denies, behind such a proxy. `acceptor`: something that speaks
 * no PSAP, behind such a proxy. `route`: the way there, which leads first connections astray, and later ones to any of
 * these. `saturated-listener`: a listener whose backlog is full. `refused-port`: a port that is held and never listens.
 */
export type RealisedBy = 'toxiproxy' | 'responder' | 'acceptor' | 'route' | 'saturated-listener' | 'refused-port';
