import type { FaultProxy, FaultToxic, Toxic } from '../../faults/toxiproxy-client.ts';
import type { SocketAddress } from '../../runtime/connection.ts';

/** A proxy whose toxics can become others while connections go through it. */
export class ToxicChain {
  readonly #proxy: FaultProxy;
  #links: readonly Link[] = [];

  constructor(proxy: FaultProxy) {
    this.#proxy = proxy;
  }

  get local(): SocketAddress {
    return this.#proxy.local;
  }

  /**
   * Changes as little as leads to these toxics, in this order. Toxics can be added at the end of a chain alone: those
   * that the new chain begins with stay and are given their new attributes, the others are removed and made anew.
   */
  async become(toxics: readonly Toxic[]): Promise<void> {
    const kept: Link[] = [];
    for (const link of this.#links) {
      if (nameOf(link.toxic) === nameOf(toxics[kept.length])) kept.push(link);
      else await link.made.remove();
    }
    const links: Link[] = [];
    for (const [index, toxic] of toxics.entries()) {
      const link = kept[index];
      if (link === undefined) links.push({ toxic, made: await this.#proxy.addToxic(toxic) });
      else {
        if (!isSame(link.toxic, toxic)) await link.made.update(toxic);
        links.push({ toxic, made: link.made });
      }
    }
    this.#links = links;
  }
}

interface Link {
  readonly toxic: Toxic;
  readonly made: FaultToxic;
}

/** A proxy has at most one toxic of a name, and ours have the name that the server gives them. */
function nameOf(toxic: Toxic | undefined): string | undefined {
  return toxic && `${toxic.type} ${toxic.stream ?? 'downstream'} ${toxic.name ?? ''}`;
}

function isSame(one: Toxic, other: Toxic): boolean {
  return JSON.stringify(one.attributes) === JSON.stringify(other.attributes);
}
