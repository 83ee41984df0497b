import type { Probe, Prober } from '../probe/prober.ts';
import { AgentConnection, type AgentConnectionOptions } from './agent-connection.ts';
import { ObservationQueue } from './observation-queue.ts';

export interface AgentProberOptions extends Pick<AgentConnectionOptions, 'dialer' | 'clock' | 'encoding'> {
  /** The port that the agents listen on, on the hosts that are asked about. */
  readonly agentPort: number;
}

/** The stream engine in agent mode: one connection to each host's agent, with requests pipelined. */
export class AgentProber extends ObservationQueue implements Prober {
  readonly engine = 'stream';
  readonly mode = 'agent';
  readonly #options: AgentProberOptions;
  readonly #connections = new Map<string, AgentConnection>();

  constructor(options: AgentProberOptions) {
    super();
    this.#options = options;
  }

  submit(probes: readonly Probe[]): void {
    const byHost = new Map<string, Probe[]>();
    for (const probe of probes) {
      const group = byHost.get(probe.subject.address);
      if (group === undefined) byHost.set(probe.subject.address, [probe]);
      else group.push(probe);
    }
    for (const [address, group] of byHost) this.#connectionTo(address, group[0]!.timeoutMs).send(group);
  }

  cancel(index: number): void {
    for (const connection of this.#connections.values()) connection.cancel(index);
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
    this.#connections.clear();
  }

  #connectionTo(address: string, timeoutMs: number): AgentConnection {
    const existing = this.#connections.get(address);
    if (existing !== undefined) return existing;
    const { dialer, clock, encoding, agentPort } = this.#options;
    const connection = new AgentConnection({
      dialer,
      clock,
      encoding,
      timeoutMs,
      agent: { address, port: agentPort },
      observed: (observation) => this.push(observation),
      gone: (lost) => {
        if (this.#connections.get(address) === lost) this.#connections.delete(address);
      },
    });
    this.#connections.set(address, connection);
    return connection;
  }
}
