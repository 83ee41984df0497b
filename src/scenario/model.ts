import type { PortRange } from '../protocol/port-list.ts';
import type { PortMap } from '../protocol/port-map.ts';
import type { PortDescription } from '../respond/profile.ts';
import type { OsInformation, PortState, Reason, ScanMode } from '../results/scan.ts';
import type { Place } from '../source/diagnostic.ts';

/** A checked scenario: plain data, free of defaults to fill in and of contradictions within itself. */
export interface Scenario {
  readonly name: string;
  /** Why it exists, for people. */
  readonly description?: string;
  /** Where it was read from. */
  readonly file: string;
  /** Which row of its file's matrix it is, each value as it is written: `{ lag: '250ms' }`. Without a matrix, none. */
  readonly row?: Readonly<Record<string, string>>;
  /** The world: at least one host, by ascending address, no two of one name or address. */
  readonly hosts: readonly Host[];
  /** Who looks at it: at least one, no two of one name. */
  readonly scanners: readonly Scanner[];
  /** How the world changes while it is looked at, in the order in which it is written; empty where it stays as it is. */
  readonly timeline: readonly Change[];
  /** What must be found beyond what follows from the truth; empty where nothing is said. */
  readonly expectations: readonly Expectation[];
}

/** From a moment on, some ports of a host behave otherwise than before, until another change of the same ports. */
export interface Change {
  /** After the scans began. */
  readonly atMs: number;
  /** Where it comes again and again (flapping): so much after it came last; more than 0. */
  readonly everyMs?: number;
  readonly host: string;
  /** Sorted and disjoint; at least one. */
  readonly ports: readonly PortRange[];
  readonly behaviour: PortBehaviour;
  readonly place: Place;
}

/** One simulated host and the truth about each of its ports. */
export interface Host {
  readonly name: string;
  /** Its logical IP address, in canonical form: what messages carry. It is routed, never dialled. */
  readonly address: string;
  /** Without one it has no agent. */
  readonly agent?: Agent;
  readonly os?: OsInformation;
  readonly ports: PortMap<SimulatedPort>;
  readonly place: Place;
}

/** Who answers for every port of a host. What is wrong with a port, or with the way to it, is not on the agent's path. */
export interface Agent {
  /** Its logical port. */
  readonly port: number;
  /** It is at its limit of connections, or its policy lets nobody ask. */
  readonly refusal?: 'busy' | 'denied';
  readonly place: Place;
}

/** The truth about a port: what it does, and what it says of itself. */
export interface SimulatedPort {
  readonly behaviour: PortBehaviour;
  /** Only on open ports, and only what the scenario says. */
  readonly info?: PortDescription;
  /** The port, the range or `default` in the scenario; the host where it says nothing of the port. */
  readonly place: Place;
}

/** `silent` accepts connections and answers nothing; `filtered` answers no SYN. */
export const behaviourStates = ['open', 'closed', 'filtered', 'silent'] as const;
export type BehaviourState = (typeof behaviourStates)[number];

/**
 * What an endpoint does. Two behaviours are the same when their `behaviourKey`s are, and ports of the same behaviour
 * can share one endpoint.
 */
export interface PortBehaviour {
  readonly state: BehaviourState;
  /**
   * At most one of a kind, in the order of `Fault`'s cases; empty unless the state is open. At most one says what comes
   * instead of an answer, at most one of `sliced` and `tarpit` cuts it to pieces, and what one leaves nothing to do for
   * is not there.
   */
  readonly faults: readonly Fault[];
}

/** What is wrong with an open port, or with the way to it. The place is where the scenario asks for it. */
export type Fault = PathFault | Stand | First | Lossy;

/** What happens to a port's answers on their way. */
export type PathFault =
  /** Answers come `delayMs` late, give or take `jitterMs` (at most `delayMs`). */
  | { readonly kind: 'slow'; readonly delayMs: number; readonly jitterMs: number; readonly place: Place }
  /** The answers of a share of the connections, more than 0 and less than 1, come `delayMs` late. */
  | { readonly kind: 'late'; readonly share: number; readonly delayMs: number; readonly place: Place }
  /** Answers come at no more than this rate. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number; readonly place: Place }
  /** Answers come in pieces of about `sizeOctets`, `delayMs` apart. */
  | { readonly kind: 'sliced'; readonly sizeOctets: number; readonly delayMs: number; readonly place: Place }
  /** Answers come one octet at a time, `delayMs` apart. */
  | { readonly kind: 'tarpit'; readonly delayMs: number; readonly place: Place }
  /** So many octets of an answer come, at least 1, and then the end of the stream. */
  | { readonly kind: 'cut'; readonly afterOctets: number; readonly place: Place }
  /** The end of the port's stream is passed on only so much later. */
  | { readonly kind: 'slow-close'; readonly delayMs: number; readonly place: Place };

/** What stands there instead of a responder that answers. */
export type Stand =
  /** The connection is accepted, and reset when the request arrives. */
  | { readonly kind: 'reset'; readonly place: Place }
  /** The connection is accepted, and ended without an octet when the request arrives. */
  | { readonly kind: 'hangup'; readonly place: Place }
  /** The request is answered with so many random octets, at least 1, that never are PSAP. */
  | { readonly kind: 'garbage'; readonly octets: number; readonly place: Place }
  /** Another service sends its banner so much after the accept, and ignores what it is sent. */
  | { readonly kind: 'speaks'; readonly banner: string; readonly afterMs: number; readonly place: Place }
  /** The responder is at its limit of connections, and says so. */
  | { readonly kind: 'busy'; readonly place: Place }
  /** The responder's policy lets nobody ask. */
  | { readonly kind: 'denied'; readonly place: Place };

/** The first connections of each scanner to each port, at least one, do not get through; later ones do. */
export interface First {
  readonly kind: 'first';
  readonly count: number;
  /** Whether they are refused, or their SYNs dropped. */
  readonly fate: (typeof firstFates)[number];
  readonly place: Place;
}

/** A share of each scanner's connections to each port, more than 0 and less than 1, is lost: their SYNs are dropped. */
export interface Lossy {
  readonly kind: 'lossy';
  readonly share: number;
  readonly place: Place;
}

export const firstFates = ['refused', 'dropped'] as const;

/** The fault of a kind, where there is one. */
export function faultOf<K extends Fault['kind']>(
  faults: readonly Fault[],
  kind: K,
): Extract<Fault, { readonly kind: K }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { readonly kind: K }> => fault.kind === kind);
}

/** Equal exactly for equal behaviours, wherever in a scenario they are written. */
export function behaviourKey({ state, faults }: PortBehaviour): string {
  return JSON.stringify([state, ...faults.map(({ place: _place, ...fault }) => fault)]);
}

export const scannerProbes = ['psap', 'tcp'] as const;
export const scannerEncodings = ['text', 'binary'] as const;
export const scannerModes = ['direct', 'agent'] as const;

/** One scan of the world. What is undefined is left to the scanner's own defaults. */
export interface Scanner {
  readonly name: string;
  /** The names of the hosts it scans. */
  readonly hosts: readonly string[];
  /** Whether the ports were listed, or are the popular or all ports. */
  readonly mode: ScanMode;
  /** The ports it probes on each host: at least one, sorted, disjoint. */
  readonly ports: readonly PortRange[];
  readonly probe: (typeof scannerProbes)[number];
  readonly encoding: (typeof scannerEncodings)[number];
  /** Whether it asks the ports themselves or the host's agent. */
  readonly via: (typeof scannerModes)[number];
  /** Whether it asks open ports for information. */
  readonly info: boolean;
  /** Bounds one attempt; more than 0. */
  readonly timeoutMs?: number;
  /** Attempts after the first. */
  readonly retries?: number;
  /** Probes in flight at once, at least 1. */
  readonly concurrency?: number;
  /** Probes started in a second; more than 0. */
  readonly ratePerSecond?: number;
  readonly place: Place;
}

/**
 * What a scanner does where the scenario leaves it open. A probe that is under way takes up to four descriptors of this
 * process, since scanner, embedded proxy and responder share it, and one that they lack shows as a reset or a hangup: so
 * many at once leave room where only 256 are allowed.
 */
export const scannerDefaults = { timeoutMs: 1_000, retries: 1, concurrency: 32 } as const;

/** What a scanner must find; every expectation holds for one scanner. */
export type Expectation = PortExpectation | SummaryExpectation | ThresholdExpectation;

/** What must be found on each port of some ranges. No two of one scanner and host share a port. */
export interface PortExpectation {
  readonly kind: 'ports';
  readonly scanner: string;
  readonly host: string;
  /** Sorted and disjoint; all of them are probed by the scanner. */
  readonly ports: readonly PortRange[];
  readonly state?: PortState;
  /** Never one that belongs to another state. */
  readonly reason?: Reason;
  readonly time?: TimeBound;
  readonly attempts?: CountBound;
  /** What the information must contain; it may hold more. */
  readonly info?: PortDescription;
  readonly place: Place;
}

/** How many ports of each state must be found, all hosts of the scanner together. */
export interface SummaryExpectation {
  readonly kind: 'summary';
  readonly scanner: string;
  readonly counts: Readonly<Partial<Record<PortState, number>>>;
  readonly place: Place;
}

/** A figure of a whole scan within a bound: `duration: < 3s`, `port.time.p99: < 200ms`, `local errors: 0`. */
export interface ThresholdExpectation {
  readonly kind: 'threshold';
  readonly scanner: string;
  readonly figure: Figure;
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  /** In milliseconds where the figure is a time, else a number. */
  readonly limit: number;
  readonly place: Place;
}

export const portMeasures = ['time', 'attempts'] as const;
export const statistics = ['min', 'p50', 'p90', 'p95', 'p99', 'max'] as const;

/**
 * `duration`: from the scan's beginning to its end. `local errors`: attempts that this machine failed, whatever became of
 * their ports. Else a statistic over the scan's ports: of the time from first attempt to verdict, or of the attempts.
 */
export type Figure =
  | 'duration'
  | 'local errors'
  | `port.${(typeof portMeasures)[number]}.${(typeof statistics)[number]}`;

/** A whole number of 1 or more, or what bounds one: `2`, `>= 2`. */
export interface CountBound {
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  readonly limit: number;
}

/** A bound on the time from a port's first attempt to its verdict: `>= 250ms`. */
export interface TimeBound {
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly limitMs: number;
}
