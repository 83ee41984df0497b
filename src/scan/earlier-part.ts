import type { HostResult, PortResult, UnansweredInquiry } from '../results/scan.ts';

/**
 * What was found of a plan before its scan was interrupted. It is not asked for again, not even to tell silence from
 * congestion: no port of it is a canary.
 */
export interface EarlierPart {
  /** Of the plan, each once; so are their ports. */
  readonly hosts: readonly HostResult[];
  readonly elapsedMs: number;
  /** Is asked for again, of ports that have their verdict and of hosts whose ports all have theirs. */
  readonly unanswered: readonly UnansweredInquiry[];
}

/** Says of the ports that were found whether information is still to be asked of them. */
export function isUnanswered({ unanswered }: EarlierPart): (port: PortResult) => boolean {
  const names = new Set(unanswered.filter(({ question }) => question === 'port').map(nameOf));
  return (port) => names.size > 0 && names.has(nameOf(port));
}

function nameOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host} ${port}`;
}
