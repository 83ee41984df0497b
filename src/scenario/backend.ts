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

  /** Tears the world down. Leaves nothing behind. */
  close(): Promise<void>;
}

export type RealisedBy = 'toxiproxy' | 'saturated-listener' | 'refused-port';
