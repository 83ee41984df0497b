import { mostAttempts } from '../probe/loss-estimate.ts';
import { countPorts, expandPorts, formatPortRanges, type PortRange, portRangesOf } from '../protocol/port-list.ts';
import { keepDisjoint, portKeyRanges } from '../respond/port-table.ts';
import type { Place } from '../source/diagnostic.ts';
import { listQuoted } from '../source/suggest.ts';
import type { ValueSource } from '../source/value-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import {
  type ExpectationsYaml,
  figures,
  type HostExpectationsYaml,
  type PortExpectationYaml,
  type ScanExpectationsYaml,
} from './load-expect-schema.ts';
import {
  type Change,
  type Expectation,
  type Host,
  type PortExpectation,
  type Scanner,
  type Scenario,
  type SummaryExpectation,
  scannerDefaults,
} from './model.ts';
import { reasonsOfState, stateOfReason } from './reason.ts';

/** Reads what a scenario's scans must find, and reports what cannot be. */
export function readExpectations(
  source: ValueSource,
  expect: ExpectationsYaml,
  { scanners, hosts, timeline }: Pick<Scenario, 'scanners' | 'hosts' | 'timeline'>,
): readonly Expectation[] {
  return scanners.flatMap((scanner) => {
    // With one scanner, its name may be left out, and what is said may stand in both places.
    const levels: Level[] = scanners.length === 1 ? [{ path: ['expect'], said: expect }] : [];
    const below = expect[scanner.name] as ScanExpectationsYaml | undefined;
    if (below !== undefined) levels.push({ path: ['expect', scanner.name], said: below });
    return [
      ...hosts.flatMap((host) => readHostExpectations(source, levels, scanner, host, timeline)),
      ...levels.flatMap((level) => readScanExpectations(source, level, scanner)),
    ];
  });
}

/** A place in `expect` that says something of one scanner. */
interface Level {
  readonly path: Path;
  readonly said: ScanExpectationsYaml;
}

/** What is said of the ports of one host, below its name, or, where the scanner has no other, without it. */
function readHostExpectations(
  source: ValueSource,
  levels: readonly Level[],
  scanner: Scanner,
  { name: host, ports: simulated }: Host,
  timeline: readonly Change[],
): readonly Expectation[] {
  const isOnly = scanner.hosts.length === 1 && scanner.hosts[0] === host;
  const tables = levels.flatMap(({ path, said }) => {
    // Where both names could stand, one that they share is the scanner's.
    const isScanner = path.length === 1 && host === scanner.name;
    const named = isScanner ? undefined : (said[host] as HostExpectationsYaml | undefined);
    return [
      ...(isOnly ? [{ path, said: portsOf(said) }] : []),
      ...(named === undefined ? [] : [{ path: [...path, host], said: named }]),
    ];
  });
  if (!scanner.hosts.includes(host)) {
    for (const { path } of tables) {
      source.report(source.at(path, 'key'), `\`${scanner.name}\` does not scan \`${host}\``, {
        help: `add it to the \`hosts\` of the scanner: ${listQuoted(scanner.hosts)}`,
      });
    }
    return [];
  }
  const probed = new Set(expandPorts(scanner.ports));
  const mayLose = scanner.via === 'direct' && (losesAnswers(simulated) || timeline.some((each) => each.host === host));
  const entries = tables.flatMap(({ path, said }) =>
    Object.entries(said).map(([key, expected]) => ({ path: [...path, key], expected, ports: [] as PortRange[] })),
  );
  const ranges = entries.flatMap((entry) => {
    return portKeyRanges(source, entry.path.slice(0, -1), String(entry.path.at(-1))).map((range) => ({
      ...range,
      entry,
    }));
  });
  for (const { entry, first, last } of keepDisjoint(source, ranges)) entry.ports.push({ first, last });
  return entries.map(({ path, expected, ports }): PortExpectation => {
    const place = source.at(path, 'key');
    reportUnprobed(source, place, ports, probed);
    const details = typeof expected === 'string' ? { state: expected } : expected;
    checkReason(source, path, details);
    checkAttempts(source, path, details, scanner, mayLose);
    checkInformation(source, path, details, scanner);
    return { kind: 'ports', scanner: scanner.name, host, ports, ...details, place };
  });
}

/** What stands under keys that are lists of ports. */
function portsOf(said: ScanExpectationsYaml): HostExpectationsYaml {
  const entries = Object.entries(said).filter(([key]) => /^[\d\s]/.test(key));
  return Object.fromEntries(entries) as HostExpectationsYaml;
}

/** What is said of a whole scan. */
function readScanExpectations(source: ValueSource, { path, said }: Level, scanner: Scanner): readonly Expectation[] {
  const expectations: Expectation[] = [];
  const { summary } = said;
  if (summary !== undefined) {
    const place = source.at([...path, 'summary'], 'key');
    checkSummary(source, place, summary, scanner);
    expectations.push({ kind: 'summary', scanner: scanner.name, counts: summary, place });
  }
  for (const figure of figures) {
    const threshold = said[figure];
    if (threshold === undefined) continue;
    const place = source.at([...path, figure], 'key');
    expectations.push({ kind: 'threshold', scanner: scanner.name, figure, ...threshold, place });
  }
  return expectations;
}

function checkSummary(source: ValueSource, place: Place, counts: SummaryExpectation['counts'], scanner: Scanner): void {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const probed = countPorts(scanner.ports) * scanner.hosts.length;
  if (total > probed) {
    source.report(place, `the summary counts ${total} ports, but the scan probes ${probed}`);
  }
  if (Object.keys(counts).length === 0) {
    source.report(place, 'the summary counts nothing, so that nothing could be wrong with it', {
      help: 'say how many ports are open, closed, filtered or error, or remove it',
    });
  }
}

function reportUnprobed(
  source: ValueSource,
  place: Place,
  ports: readonly PortRange[],
  probed: ReadonlySet<number>,
): void {
  const unprobed = expandPorts(ports).filter((port) => !probed.has(port));
  if (unprobed.length === 0) return;
  const list = formatPortRanges(portRangesOf(unprobed));
  const subject = unprobed.length === 1 ? `port ${list} is` : `ports ${list} are`;
  source.report(place, `${subject} not probed, so that nothing can be expected there`, {
    help: `add ${list} to \`ports\` of the scan`,
  });
}

type Details = Exclude<PortExpectationYaml, string>;

function checkReason(source: ValueSource, path: Path, { state, reason }: Details): void {
  if (state === undefined || reason === undefined || stateOfReason(reason) === state) return;
  const possible = state === 'error' ? ['local:<errno>', 'agent:<code>'] : reasonsOfState(state);
  source.report(
    source.at([...path, 'reason']),
    `\`${reason}\` is a reason to call a port ${stateOfReason(reason)}, not ${state}`,
    { help: `reasons for ${state}: ${listQuoted(possible)}` },
  );
}

function checkAttempts(
  source: ValueSource,
  path: Path,
  { attempts }: Details,
  { retries = scannerDefaults.retries }: Scanner,
  mayLose: boolean,
): void {
  if (attempts === undefined || attempts.operator.startsWith('<')) return;
  const least = attempts.operator === '>' ? attempts.limit + 1 : attempts.limit;
  const most = mayLose ? mostAttempts(retries) : retries + 1;
  if (least <= most) return;
  const enough = mayLose ? Math.ceil((least - 1) / (mostAttempts(1) - 1)) : least - 1;
  source.report(
    source.at([...path, 'attempts']),
    `the scan makes at most ${most} ${most === 1 ? 'attempt' : 'attempts'}`,
    {
      help: `raise \`retries\` of the scan to ${enough}, or expect fewer`,
    },
  );
}

/** Whether a scan can miss answers of ports that it had, and so makes more attempts than its `retries` (SCAN-12). */
function losesAnswers(ports: Host['ports']): boolean {
  const behaviours = [ports.default, ...Array.from(ports, ({ value }) => value)];
  return behaviours.some(({ behaviour }) => behaviour.faults.some(({ kind }) => kind === 'lossy' || kind === 'late'));
}

function checkInformation(source: ValueSource, path: Path, { state, info }: Details, scanner: Scanner): void {
  if (info === undefined) return;
  const place = source.at([...path, 'info'], 'key');
  if (!scanner.info) {
    source.report(place, 'the scan does not ask for information', { help: 'add `info: true` to the scan' });
  }
  if (state !== undefined && state !== 'open') {
    source.report(place, `only open ports give information, and this one is expected ${state}`, {
      help: 'remove `info`, or expect the port open',
    });
  }
}
