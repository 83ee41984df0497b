import { holdRefusedPort } from '../../faults/refused-port.ts';
import { openSaturatedListener } from '../../faults/saturated-listener.ts';
import type { FaultProxy, Toxic, ToxiproxyClient } from '../../faults/toxiproxy-client.ts';
import { ToxiproxyError } from '../../faults/toxiproxy-error.ts';
import type { Acceptor, ListenerFactory, SocketAddress } from '../../runtime/connection.ts';
import type { Place } from '../../source/diagnostic.ts';
import { realiseAt } from '../realise-at.ts';
import { ToxicChain } from './toxic-chain.ts';
import type { UndoStack } from './undo-stack.ts';

const LOOPBACK = '127.0.0.1';

/**
 * The endpoints of one world on this machine. Whoever asks for one says at which place of the scenario it is wanted: what
 * cannot be had is a RealisationError there.
 */
export class Endpoints {
  readonly #listeners: ListenerFactory;
  readonly #toxiproxy: ToxiproxyClient;
  readonly #undo: UndoStack;
  #refused: SocketAddress | undefined;
  #saturated: SocketAddress | undefined;
  #proxies = 0;

  constructor(parts: { readonly listeners: ListenerFactory; readonly toxiproxy: ToxiproxyClient }, undo: UndoStack) {
    this.#listeners = parts.listeners;
    this.#toxiproxy = parts.toxiproxy;
    this.#undo = undo;
  }

  /** How many proxies there are. */
  get proxies(): number {
    return this.#proxies;
  }

  listen(place: Place, acceptor: Acceptor): Promise<SocketAddress> {
    return realiseAt(place, async () => {
      const listener = await this.#listeners.listen({ address: LOOPBACK, port: 0 }, acceptor);
      this.#undo.add(() => listener.close());
      return listener.local;
    });
  }

  /** The one port that refuses connections. */
  async refusedPort(place: Place): Promise<SocketAddress> {
    this.#refused ??= await realiseAt(place, async () => {
      const { local, close } = await holdRefusedPort(LOOPBACK);
      this.#undo.add(close);
      return local;
    });
    return this.#refused;
  }

  /** The one port that answers no SYN. */
  async saturatedPort(place: Place): Promise<SocketAddress> {
    this.#saturated ??= await realiseAt(place, async () => {
      const { local, close } = await openSaturatedListener({ host: LOOPBACK, port: 0 });
      this.#undo.add(close);
      return local;
    });
    return this.#saturated;
  }

  /** A proxy with the toxics that it will ever have, of which these are awake at first. */
  proxy(place: Place, upstream: SocketAddress, ever: readonly Toxic[], first: readonly Toxic[]): Promise<ToxicChain> {
    return realiseAt(place, async () => {
      this.#proxies += 1;
      // The upstream port is ours alone on this machine, which keeps names apart on a server that others use too.
      const name = `portlab-${upstream.port}-${this.#proxies}`;
      const proxy = await this.#toxiproxy.createProxy({ name, upstream });
      this.#undo.add(() => removeProxy(proxy));
      return ToxicChain.open(proxy, ever, first);
    });
  }
}

/** Removes a proxy, unless somebody else has: a server can be shared. */
async function removeProxy(proxy: FaultProxy): Promise<void> {
  try {
    await proxy.remove();
  } catch (error) {
    if (!(error instanceof ToxiproxyError && error.status === 404)) throw error;
  }
}
