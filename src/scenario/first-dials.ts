import type { Route } from '../engines/routed-dialer.ts';
import type { SocketAddress } from '../runtime/connection.ts';

/** Where the first dials to a port lead instead. */
export interface Detour {
  readonly count: number;
  readonly local: SocketAddress;
}

/** A route that leads the first dials to each port where `detourOf` says, and later ones along `route`. */
export function countDials(route: Route, detourOf: (target: SocketAddress) => Detour | undefined): Route {
  const dials = new Map<string, number>();
  return (target) => {
    const detour = detourOf(target);
    if (detour === undefined) return route(target);
    const key = `${target.address} ${target.port}`;
    const count = (dials.get(key) ?? 0) + 1;
    dials.set(key, count);
    return count > detour.count ? route(target) : detour.local;
  };
}
