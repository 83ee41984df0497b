import { cutPortRanges, formatPortRanges, hasPort, mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import type { PortDescription } from '../respond/profile.ts';
import type { PortState, Reason } from '../results/scan.ts';
import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import { type Derived, deriveThroughout, type Look } from './derive.ts';
import type {
  Change,
  CountBound,
  Host,
  PortExpectation,
  Scanner,
  Scenario,
  SummaryExpectation,
  TimeBound,
} from './model.ts';

/** What must be found on some ports of one host by one scanner: what the scenario says, and what follows from its truth. */
export interface PortsExpected extends Wanted {
  readonly scanner: string;
  readonly host: string;
  readonly ports: readonly PortRange[];
}

/** What is wanted of a port's result; what is not there may be anything. */
export interface Wanted {
  readonly state?: PortState;
  readonly reason?: Reason;
  readonly time?: TimeBound;
  readonly attempts?: CountBound;
  readonly info?: PortDescription;
}

export interface Expected {
  readonly ports: readonly PortsExpected[];
  readonly summaries: readonly SummaryExpectation[];
}

/** What a scanner does where the scenario leaves it open. */
type ScannerDefaults = Required<Pick<Scanner, 'timeoutMs' | 'retries'>>;

/**
 * Everything that a scenario's scans must find. Throws a SourceError where a port's verdict neither follows from the
 * truth nor is said.
 */
export function expectationsOf(scenario: Scenario, defaults: ScannerDefaults): Expected {
  const diagnostics: Diagnostic[] = [];
  const ports = scenario.scanners.flatMap((scanner) =>
    scanner.hosts.flatMap((name) => {
      const host = scenario.hosts.find((candidate) => candidate.name === name)!;
      const said = scenario.expectations.filter(
        (expectation): expectation is PortExpectation =>
          expectation.kind === 'ports' && expectation.scanner === scanner.name && expectation.host === name,
      );
      const changes = scenario.timeline.filter((change) => change.host === name);
      const saying = sayingFor(scenario, scanner, host);
      return expectPorts({ ...defaults, ...scanner }, host, changes, said, { diagnostics, saying });
    }),
  );
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
  return { ports, summaries: scenario.expectations.filter((expectation) => expectation.kind === 'summary') };
}

/** How a scenario says what is expected there, with the names that it needs: `expect: { outside: { web: { … } } }`. */
function sayingFor({ scanners }: Scenario, scanner: Scanner, host: Host): (expected: string) => string {
  const names = [...(scanners.length > 1 ? [scanner.name] : []), ...(scanner.hosts.length > 1 ? [host.name] : [])];
  return (expected) => ['expect', ...names].reduceRight((inner, name) => `${name}: { ${inner} }`, expected);
}

/** What is expected of one scanner on one host, for ports of which the same is said and derived together. */
function expectPorts(
  scanner: Scanner & ScannerDefaults,
  host: Host,
  changes: readonly Change[],
  said: readonly PortExpectation[],
  { diagnostics, saying }: { readonly diagnostics: Diagnostic[]; readonly saying: (expected: string) => string },
): PortsExpected[] {
  const { probe, encoding, via, timeoutMs, retries } = scanner;
  const groups = new Map<string, { readonly wanted: Wanted; readonly ports: PortRange[] }>();
  for (const range of cutRanges(scanner.ports, host, changes, said)) {
    const { behaviour, place } = host.ports.get(range.first);
    const changesHere = changes.filter(({ ports }) => hasPort(ports, range.first));
    const explicit = said.find(({ ports }) => hasPort(ports, range.first));
    const { address, agent } = host;
    const look: Look = { probe, encoding, via, address, refusal: agent?.refusal, timeoutMs, retries };
    const derived = deriveThroughout(behaviour, changesHere, look);
    if ('underivable' in derived && explicit?.state === undefined && explicit?.reason === undefined) {
      diagnostics.push({
        ...place,
        message: `what a scan must find here does not follow: ${derived.underivable}`,
        help: `say it (${saying(`${formatPortRanges([range])}: open`)}), or change the fault or the time limit`,
      });
      continue;
    }
    const wanted = combine(explicit, derived);
    const key = JSON.stringify([explicit === undefined ? undefined : said.indexOf(explicit), wanted]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { wanted, ports: [range] });
    else group.ports.push(range);
  }
  return [...groups.values()].map(({ wanted, ports }) => ({
    scanner: scanner.name,
    host: host.name,
    ports: mergePortRanges(ports),
    ...wanted,
  }));
}

/** What is said of state and reason replaces what follows from the truth. */
function combine(explicit: PortExpectation | undefined, derived: Derived): Wanted {
  const { state, reason, time, attempts, info } = explicit ?? {};
  const found: Wanted =
    state === undefined && reason === undefined && !('underivable' in derived)
      ? wantedOf(derived)
      : dropUndefined({ state, reason });
  return { ...found, ...dropUndefined({ time, attempts, info }) };
}

function wantedOf({ attempts, ...verdict }: Exclude<Derived, { readonly underivable: string }>): Wanted {
  return { ...verdict, ...(attempts !== undefined && { attempts: { operator: '==', limit: attempts } }) };
}

function dropUndefined(wanted: { [Key in keyof Wanted]: Wanted[Key] | undefined }): Wanted {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

/** The scanner's ports, cut wherever the truth, at any time, or what is said changes. */
function cutRanges(
  ports: readonly PortRange[],
  host: Host,
  changes: readonly Change[],
  said: readonly PortExpectation[],
): readonly PortRange[] {
  const ranges = [...host.ports, ...[...changes, ...said].flatMap((each) => each.ports)];
  return cutPortRanges(
    ports,
    ranges.flatMap(({ first, last }) => [first, last + 1]),
  );
}
