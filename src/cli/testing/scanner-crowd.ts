import { AgentProber } from '../../engines/agent-prober.ts';
import { RoutedDialer } from '../../engines/routed-dialer.ts';
import type { ObservationKind, Probe } from '../../probe/prober.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpDialer } from '../../runtime/node/tcp.ts';

/** The ports that a crowd asks about: the lower half has to be open, the upper one closed. */
const CROWD_PORTS = 2_000;
export const OPEN_PORTS = CROWD_PORTS / 2;

/** Long enough for whatever a loaded machine may take; nothing is to be without an answer. */
const TIMEOUT_MS = 60_000;

/** Many scanners of one agent, each with a connection of its own that stays up, and what they were told. */
export class ScannerCrowd {
  /** How many answers were the truth. */
  right = 0;
  /** Everything else that was observed, and how often. */
  readonly others = new Map<ObservationKind, number>();
  readonly #scanners: AgentProber[] = [];
  readonly #address: string;
  readonly #dialer: RoutedDialer;
  #nextIndex = 0;
  #pending = 0;
  #whenAnswered: (() => void) | undefined;

  constructor(agent: SocketAddress) {
    this.#address = agent.address;
    this.#dialer = new RoutedDialer(tcpDialer, () => agent);
  }

  /** What was observed and is neither the truth nor the end of a connection. */
  get lies(): ObservationKind[] {
    const endings: readonly ObservationKind[] = ['displaced', 'unreached', 'hangup', 'reset'];
    return [...this.others.keys()].filter((kind) => !endings.includes(kind));
  }

  get size(): number {
    return this.#scanners.length;
  }

  /** Brings `count` more scanners, each of which has asked once and been answered when this resolves. */
  async join(count: number): Promise<void> {
    const joining = Array.from({ length: count }, () => this.#newScanner());
    this.#scanners.push(...joining);
    await this.#ask(joining, 1);
  }

  /** Lets every scanner ask about `each` ports; resolves when all have been observed. */
  ask(each: number): Promise<void> {
    return this.#ask(this.#scanners, each);
  }

  close(): void {
    for (const scanner of this.#scanners) scanner.close();
  }

  #newScanner(): AgentProber {
    const prober = new AgentProber({ dialer: this.#dialer, clock: nodeClock, encoding: 'binary', agentPort: 1 });
    prober.onObservations = () => {
      for (const { index, kind } of prober.drain()) this.#observe(portOf(index), kind);
    };
    return prober;
  }

  #observe(port: number, kind: ObservationKind): void {
    if (kind === (port <= OPEN_PORTS ? 'open' : 'closed')) this.right += 1;
    else this.others.set(kind, (this.others.get(kind) ?? 0) + 1);
    this.#pending -= 1;
    if (this.#pending === 0) this.#whenAnswered?.();
  }

  async #ask(scanners: readonly AgentProber[], each: number): Promise<void> {
    this.#pending = scanners.length * each;
    const answered = new Promise<void>((resolve) => {
      this.#whenAnswered = resolve;
    });
    for (const scanner of scanners) scanner.submit(Array.from({ length: each }, () => this.#nextProbe()));
    await answered;
  }

  #nextProbe(): Probe {
    const index = this.#nextIndex;
    this.#nextIndex += 1;
    return {
      index,
      question: 'status',
      subject: { address: this.#address, port: portOf(index) },
      timeoutMs: TIMEOUT_MS,
    };
  }
}

function portOf(index: number): number {
  return 1 + (index % CROWD_PORTS);
}
