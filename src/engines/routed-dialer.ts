import type { Connection, ConnectionHandler, Dialer, SocketAddress } from '../runtime/connection.ts';

/** Where a logical address and port are really reached; undefined where nothing is. */
export type Route = (target: SocketAddress) => SocketAddress | undefined;

/** A dial to an address that has no route: nothing is sent to it. */
export class NoRouteError extends Error {
  override readonly name = 'NoRouteError';

  constructor(target: SocketAddress) {
    super(`no route to ${target.address} port ${target.port}: logical addresses are routed, never dialled`);
  }
}

/** A dialer for a world of logical addresses: messages keep the logical destination, connections go to the real one. */
export class RoutedDialer implements Dialer {
  readonly #dialer: Dialer;
  readonly #route: Route;

  constructor(dialer: Dialer, route: Route) {
    this.#dialer = dialer;
    this.#route = route;
  }

  /** Throws NoRouteError. */
  dial(target: SocketAddress, handler: ConnectionHandler): Connection {
    const real = this.#route(target);
    if (real === undefined) throw new NoRouteError(target);
    return this.#dialer.dial(real, handler);
  }
}
