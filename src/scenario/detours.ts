import type { Route } from '../engines/routed-dialer.ts';
import type { SocketAddress } from '../runtime/connection.ts';

/** Where some dials to a port lead instead. */
export interface Detour {
  readonly local: SocketAddress;
  /** Whether the dial of that number takes it; a scanner's first dial to the port is 1. */
  readonly takes: (dial: number, target: SocketAddress) => boolean;
}

/**
 * A route that leads the dials to each port that take a detour where `detourOf` says, and others along `route`. The count
 * of a port begins anew with every other detour that it is given.
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
    return detour.takes(dials.count, target) ? detour.local : route(target);
  };
}
