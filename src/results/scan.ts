/** What a scan produces: plain data, the shapes of the JSON document. */

export const portStates = ['open', 'closed', 'filtered', 'error'] as const;
export type PortState = (typeof portStates)[number];

/** Why a port has its state: the rows of the verdict table (clause VERDICT-1). */
export type Reason =
  | 'syn-ack'
  | 'refused'
  | 'no-response'
  | 'unreachable'
  | 'rst'
  | 'no-reply'
  | 'reset'
  | 'hangup'
  | 'cut'
  | 'error-reply'
  | 'bad-reply'
  | 'not-psap'
  | `local:${string}`
  | `agent:${string}`;

export interface Verdict {
  readonly state: PortState;
  readonly reason: Reason;
}

/** What stands behind an open port (attributes 0x10 to 0x16). */
export interface PortInformation {
  readonly service: string;
  readonly transport: string;
  readonly product?: string;
  readonly version?: string;
  readonly banner?: string;
  readonly description?: string;
  readonly kind?: string;
}

/** The operating system of a host (attributes 0x20 to 0x26). */
export interface OsInformation {
  readonly family: string;
  readonly name?: string;
  readonly version?: string;
  readonly kernel?: string;
  readonly arch?: string;
  readonly hostname?: string;
  readonly uptimeSeconds?: number;
}

export interface PortResult extends Verdict {
  readonly host: string;
  readonly port: number;
  /** From the first attempt's start to the verdict. */
  readonly elapsedMs: number;
  readonly attempts: number;
  readonly info?: PortInformation;
}

export type StateCounts = Readonly<Record<PortState, number>>;

export interface HostResult {
  readonly address: string;
  /** True where anything answered, refusals included; else null: silence proves nothing. */
  readonly up: true | null;
  readonly ports: readonly PortResult[];
  readonly os?: OsInformation;
  readonly summary: StateCounts;
}

export const scanModes = ['list', 'quick', 'full'] as const;
export type ScanMode = (typeof scanModes)[number];

export const probeMethods = ['psap', 'tcp', 'syn'] as const;
/** `psap` asks the responder; `tcp` and `syn` let the TCP answer alone decide. */
export type ProbeMethod = (typeof probeMethods)[number];

/** Information that was still being asked for when a scan ended: of an open port, or of the system behind it. */
export interface UnansweredInquiry {
  readonly question: 'port' | 'os';
  readonly host: string;
  readonly port: number;
}

export interface ScanResult {
  readonly mode: ScanMode;
  readonly probe: ProbeMethod;
  readonly engine: string;
  readonly seed: number;
  readonly elapsedMs: number;
  /** False where it was stopped, or hosts were left out because their agent could not be reached. */
  readonly complete: boolean;
  readonly hosts: readonly HostResult[];
  readonly summary: StateCounts;
}
