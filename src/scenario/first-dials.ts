import type { Route } from '../engines/routed-dialer.ts';
import type { SocketAddress } from '../runtime/connection.ts';

/** Where the first dials to a port lead instead. */
export interface Detour {
  readonly count: number;
  readonly local: SocketAddress;
}

/**
 * A route that leads the first dials to each port where `detourOf` says, and later ones along `route`. The count of a port
 * begins anew with every other detour that it is given.
 */
export function countDials(route: Route, detourOf: (target: SocketAddress) => Detour | undefined): Route {
  const dialled = new Map<string, { readonly detour: Detour; count: number }>();
  return (target) => {
    const detour = detourOf(target);
    if (detour === undefined) return route(target);
    const key = `${target.address} ${target.port}`;
    const known = dialled.get(key);
    const dials = known?.detour === detour ? known : { detour, count: 0 };
    dialled.set(key, dials);
    dials.count += 1;
    return dials.count > detour.count ? route(target) : detour.local;
  };
}
