import type { Route } from '../engines/routed-dialer.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import type { Host } from './model.ts';

/** Brings worlds up. */
export interface Backend {
  readonly name: string;

  /**
   * Makes the hosts real and resolves once every route leads somewhere. Rejects with a SourceError that names the place
   * in the scenario where something cannot be realised; nothing is left behind then.
   */
  realise(hosts: readonly Host[]): Promise<Realisation>;
}

/** A world that is up. */
export interface Realisation {
  /** `none`, `embedded`, or the fault proxy's own name and version. */
  readonly proxy: string;

  /** Where a logical port is reached in direct mode. */
  readonly route: Route;

  /** Where a host's agent is reached, by its logical address and port. */
  readonly agentRoute: Route;

  /** What stands behind a logical port. */
  realisedBy(target: SocketAddress): RealisedBy;

  /** Tears the world down and leaves nothing behind. Rejects with a TeardownError where something of it may be. */
  close(): Promise<void>;
}

/** A world was not torn down cleanly, as when its fault proxy is gone or hangs. All else of it is down. */
export class TeardownError extends AggregateError {
  override readonly name = 'TeardownError';

  constructor(failures: readonly unknown[]) {
    const [first] = failures;
    const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
    super(failures, `the world was not torn down cleanly: ${first instanceof Error ? first.message : first}${more}`);
  }
}

export type RealisedBy = 'toxiproxy' | 'saturated-listener' | 'refused-port';
