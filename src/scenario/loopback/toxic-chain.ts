import type { FaultProxy, FaultToxic, Toxic } from '../../faults/toxiproxy-client.ts';
import type { SocketAddress } from '../../runtime/connection.ts';

/**
 * A proxy whose toxics can become others while connections go through it. All that it will ever have are there before the
 * first connection, asleep (with a toxicity of 0) while they are not wanted: a Toxiproxy can hang for good where a toxic
 * is removed, and with it a connection that just ends, while an update is safe.
 */
export class ToxicChain {
  readonly local: SocketAddress;
  readonly #links: Link[];

  private constructor(local: SocketAddress, links: Link[]) {
    this.local = local;
    this.#links = links;
  }

  /**
   * @param ever in the order in which octets meet them, no two of one type and stream
   * @param first those of them that are awake at first, with the attributes that they have then
   */
  static async open(proxy: FaultProxy, ever: readonly Toxic[], first: readonly Toxic[]): Promise<ToxicChain> {
    const links: Link[] = [];
    for (const each of ever) {
      const toxic = first.find((one) => isOneToxic(one, each)) ?? asleep(each);
      links.push({ toxic, made: await proxy.addToxic(toxic) });
    }
    return new ToxicChain(proxy.local, links);
  }

  /** Wakes these, with these attributes, and puts the others to sleep; the last of the chain first. */
  async become(toxics: readonly Toxic[]): Promise<void> {
    // What is held back further up is let go with an update, and is to meet what comes after it as it will be.
    for (const link of this.#links.toReversed()) {
      const toxic = toxics.find((one) => isOneToxic(one, link.toxic)) ?? asleep(link.toxic);
      if (JSON.stringify(toxic) === JSON.stringify(link.toxic)) continue;
      await link.made.update(toxic);
      link.toxic = toxic;
    }
  }
}

interface Link {
  toxic: Toxic;
  readonly made: FaultToxic;
}

/** Whether both can be the same toxic of a proxy, with other attributes. */
export function isOneToxic(one: Toxic, other: Toxic): boolean {
  return one.type === other.type && streamOf(one) === streamOf(other);
}

function streamOf({ stream = 'downstream' }: Toxic): string {
  return stream;
}

function asleep(toxic: Toxic): Toxic {
  return { ...toxic, toxicity: 0 };
}
