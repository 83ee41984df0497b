import type { ToxiproxyClient } from '../faults/toxiproxy-client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { ListenerFactory } from '../runtime/connection.ts';
import type { Backend } from './backend.ts';
import { LoopbackWorld } from './loopback/world.ts';

export interface LoopbackBackendOptions {
  readonly clock: Clock;
  readonly listeners: ListenerFactory;
  readonly toxiproxy: ToxiproxyClient;
  /** What the results call the proxy. */
  readonly proxyName: string;
  /** Decides what is random in a world, what garbage is made of and which connections are lost. */
  readonly seed: number;
}

/**
 * Worlds on loopback sockets, without privilege. Each host has a responder on a port of its own; each distinct behaviour
 * of its open ports has a proxy in front of it, which all ports of that behaviour share, so that a whole range costs one
 * endpoint. Closed, filtered and silent ports of all hosts share one endpoint each. Ports that change have proxies of
 * their own, whose toxics change with them.
 */
export function createLoopbackBackend(options: LoopbackBackendOptions): Backend {
  return {
    name: 'loopback',
    async realise({ hosts, timeline }) {
      const world = new LoopbackWorld(options);
      try {
        for (const host of hosts) await world.add(host, timeline);
      } catch (error) {
        // What cannot be realised is what there is to say, whatever comes of the teardown.
        await world.close().catch(() => {});
        throw error;
      }
      return world;
    },
  };
}
