import { expandPorts, formatPortRanges, mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import { readPortKeys } from '../respond/port-table.ts';
import type { Place } from '../source/diagnostic.ts';
import { listQuoted } from '../source/suggest.ts';
import type { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import type { ExpectationsYaml, PortExpectationYaml } from './load-schema.ts';
import type { Expectation, Host, PortExpectation, Scanner } from './model.ts';
import { reasonsOfState, stateOfReason } from './reason.ts';

/** Reads the expectations at `path` of what `scanner` finds on `host`, and reports what cannot be. */
export function readExpectations(
  source: YamlSource,
  path: Path,
  expect: ExpectationsYaml,
  scanner: Scanner,
  host: Host,
): readonly Expectation[] {
  const { summary, ...ports } = expect;
  const probed = new Set(expandPorts(scanner.ports));
  const ranges = new Map<string, PortRange[]>(Object.keys(ports).map((key) => [key, []]));
  for (const { key, first, last } of readPortKeys(source, path, [...ranges.keys()]))
    ranges.get(key)!.push({ first, last });

  const expectations: Expectation[] = Object.entries(ports).map(([key, expected]): PortExpectation => {
    const named = ranges.get(key)!;
    const place = source.at([...path, key], 'key');
    reportUnprobed(source, place, named, probed);
    const details = typeof expected === 'string' ? { state: expected } : expected;
    checkReason(source, [...path, key], details);
    checkAttempts(source, [...path, key], details, scanner);
    checkInformation(source, [...path, key], details, scanner);
    return { kind: 'ports', scanner: scanner.name, host: host.name, ports: named, ...details, place };
  });

  if (summary !== undefined) {
    const place = source.at([...path, 'summary'], 'key');
    const total = Object.values(summary).reduce((sum, count) => sum + count, 0);
    if (total > probed.size) {
      source.report(place, `the summary counts ${total} ports, but the scan probes ${probed.size}`);
    }
    if (Object.keys(summary).length === 0) {
      source.report(place, 'the summary counts nothing, so that nothing could be wrong with it', {
        help: 'say how many ports are open, closed, filtered or error, or remove it',
      });
    }
    expectations.push({ kind: 'summary', scanner: scanner.name, counts: summary, place });
  }
  return expectations;
}

function reportUnprobed(
  source: YamlSource,
  place: Place,
  ports: readonly PortRange[],
  probed: ReadonlySet<number>,
): void {
  const unprobed = expandPorts(ports).filter((port) => !probed.has(port));
  if (unprobed.length === 0) return;
  const list = formatPortRanges(mergePortRanges(unprobed.map((port) => ({ first: port, last: port }))));
  const subject = unprobed.length === 1 ? `port ${list} is` : `ports ${list} are`;
  source.report(place, `${subject} not probed, so that nothing can be expected there`, {
    help: `add ${list} to \`scan.ports\``,
  });
}

type Details = Exclude<PortExpectationYaml, string>;

function checkReason(source: YamlSource, path: Path, { state, reason }: Details): void {
  if (state === undefined || reason === undefined || stateOfReason(reason) === state) return;
  const possible = state === 'error' ? ['local:<errno>', 'agent:<code>'] : reasonsOfState(state);
  source.report(
    source.at([...path, 'reason']),
    `\`${reason}\` is a reason to call a port ${stateOfReason(reason)}, not ${state}`,
    { help: `reasons for ${state}: ${listQuoted(possible)}` },
  );
}

function checkAttempts(source: YamlSource, path: Path, { attempts }: Details, { retries }: Scanner): void {
  if (attempts === undefined || retries === undefined || attempts <= retries + 1) return;
  source.report(source.at([...path, 'attempts']), `the scan makes at most ${retries + 1} attempts`, {
    help: `raise \`scan.retries\` to ${attempts - 1}, or expect fewer`,
  });
}

function checkInformation(source: YamlSource, path: Path, { state, info }: Details, scanner: Scanner): void {
  if (info === undefined) return;
  const place = source.at([...path, 'info'], 'key');
  if (!scanner.info) {
    source.report(place, 'the scan does not ask for information', { help: 'add `info: true` to `scan`' });
  }
  if (state !== undefined && state !== 'open') {
    source.report(place, `only open ports give information, and this one is expected ${state}`, {
      help: 'remove `info`, or expect the port open',
    });
  }
}
