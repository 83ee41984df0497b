import type { OsInformation, PortInformation, PortState, ProbeMethod, Reason } from './scan.ts';

/** What `diff` produces: plain data, the shapes of its JSON document. Every key is always there. */

/** What one scan says of a port. */
export interface PortSeen {
  /** `not-open`: the scan was saved with its open ports alone, and this is none of them. */
  readonly state: PortState | 'not-open';
  /** Null where the state is `not-open`. */
  readonly reason: Reason | null;
  /** Null where the scan did not ask, or was not told. */
  readonly info: PortInformation | null;
}

/** A port of which the scans say different things. */
export interface PortChange {
  readonly port: number;
  /** The gravest difference; the lesser ones may be there as well. */
  readonly change: 'state' | 'reason' | 'info';
  readonly old: PortSeen;
  readonly new: PortSeen;
}

/** Neighbouring ports in one state, `first` and `last` included. */
export interface PortSpan {
  readonly first: number;
  readonly last: number;
  readonly state: PortState;
}

/** Whether a host answered; `silent`: not at all; `absent`: the scan has no such host; `unknown`: it does not say. */
export type HostSeen = 'up' | 'silent' | 'absent' | 'unknown';

export interface HostDiff {
  readonly address: string;
  /** `came`: it answers in the new scan, and was silent or absent in the old one; `went`: the reverse. */
  readonly change: 'came' | 'went' | null;
  readonly old: HostSeen;
  readonly new: HostSeen;
  /** Ascending. */
  readonly ports: readonly PortChange[];
  readonly os: { readonly old: OsInformation; readonly new: OsInformation } | null;
  /** Ports that one scan alone has: nothing is known of them in the other, which is no difference. */
  readonly onlyOld: readonly PortSpan[];
  readonly onlyNew: readonly PortSpan[];
}

/** What of a scan bears on the comparison. */
export interface ScanSeen {
  readonly file: string;
  readonly probe: ProbeMethod;
  readonly complete: boolean;
  /** It was saved with its open ports alone. */
  readonly openAlone: boolean;
}

export interface ScanDiff {
  /** Whether nothing that both scans know differs. */
  readonly same: boolean;
  readonly old: ScanSeen;
  readonly new: ScanSeen;
  /** Those with a difference, or with something that one scan alone knows; in ascending order of address. */
  readonly hosts: readonly HostDiff[];
  readonly summary: {
    /** Ports whose state both scans know. */
    readonly comparedPorts: number;
    readonly changedPorts: number;
    /** Hosts that those ports belong to. */
    readonly hostsOfChangedPorts: number;
    readonly changedSystems: number;
    readonly came: number;
    readonly went: number;
    /** Open ports that one scan alone has information about; it is not compared. */
    readonly infoOnlyOld: number;
    readonly infoOnlyNew: number;
  };
}
