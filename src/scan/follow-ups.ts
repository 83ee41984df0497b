import type { Verdict } from '../results/scan.ts';
import type { ScanPlan } from './scan-plan.ts';

/** What is asked once ports have their verdicts: of each that is open what stands behind it, of each host its system. */
export class FollowUps {
  readonly #areWanted: boolean;
  /** 0 where no port is known that would answer. */
  readonly #lowestOpen: Uint16Array;

  constructor({ information, method, hosts }: Pick<ScanPlan, 'information' | 'method' | 'hosts'>) {
    this.#areWanted = information && method === 'psap';
    this.#lowestOpen = new Uint16Array(hosts.length);
  }

  /** Takes note of a port's verdict; gives whether the port is to be asked what stands behind it. */
  noteVerdict(host: number, { port, reason }: Verdict & { readonly port: number }): boolean {
    if (!this.#areWanted || reason !== 'syn-ack') return false;
    const lowest = this.#lowestOpen[host]!;
    if (lowest === 0 || port < lowest) this.#lowestOpen[host] = port;
    return true;
  }

  /** The port by way of which the host is asked for its system: the lowest; undefined where there is none. */
  systemPortOf(host: number): number | undefined {
    const port = this.#lowestOpen[host]!;
    return port === 0 ? undefined : port;
  }
}
