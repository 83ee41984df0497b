import { mergePortRanges } from '../protocol/port-list.ts';
import { explainWord, listQuoted } from '../source/suggest.ts';
import type { ValueSource } from '../source/value-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import type { ScanYaml, ScenarioYaml } from './load-schema.ts';
import { reportBothForms } from './load-target.ts';
import type { Host, Scanner } from './model.ts';

/** The name of the only scanner, where it has none of its own. */
export const defaultScanner = 'default';

/** Reads the scanners of a scenario with these hosts, and reports what is wrong with them. */
export function readScanners(
  source: ValueSource,
  { scan, scanners }: ScenarioYaml,
  hosts: readonly Host[],
): readonly Scanner[] {
  if (scanners === undefined) return [readScanner(source, ['scan'], defaultScanner, scan ?? {}, hosts)];
  if (scan !== undefined) reportBothForms(source, 'scanners', 'scan');
  const named = Object.entries(scanners);
  if (named.length === 0) {
    source.report(source.at(['scanners'], 'key'), 'nobody scans here', { help: 'name a scanner, or remove the key' });
  }
  return named.map(([name, each]) => readScanner(source, ['scanners', name], name, each, hosts));
}

/** Reads the scan at `path`, and reports what is wrong with it. */
function readScanner(
  source: ValueSource,
  path: Path,
  name: string,
  scan: ScanYaml,
  allHosts: readonly Host[],
): Scanner {
  const { ports, probe = 'psap', encoding = 'text', via = 'direct', info = false } = scan;
  const { timeout, retries, concurrency, rate } = scan;
  const hosts = chooseHosts(source, [...path, 'hosts'], scan, allHosts);

  const named = mergePortRanges(hosts.flatMap((host) => [...host.ports]));
  const { mode, ports: ranges } = ports ?? { mode: 'list' as const, ports: named };
  if (ranges.length === 0 && hosts.length > 0) {
    const message = `there is nothing to scan: no port of the ${hosts.length === 1 ? 'target' : 'hosts'} is named`;
    source.report(hosts[0]!.place, message, {
      help: 'name ports in `ports` of the host, or say which to scan in `ports` of the scan',
    });
  }
  if (via === 'agent') reportAgents(source, [...path, 'via'], hosts);
  if (via === 'agent' && probe === 'tcp') {
    source.report(source.at([...path, 'probe']), '`tcp` probes connect to the ports themselves, not to an agent', {
      help: 'remove `probe`, or remove `via`',
    });
  }

  return {
    name,
    hosts: hosts.map((host) => host.name),
    mode,
    ports: ranges,
    probe,
    encoding,
    via,
    info,
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(retries !== undefined && { retries }),
    ...(concurrency !== undefined && { concurrency }),
    ...(rate !== undefined && { ratePerSecond: rate }),
    place: source.at(path, 'key'),
  };
}

/** The hosts that a scan names; all of them where it names none. */
function chooseHosts(source: ValueSource, path: Path, { hosts: names }: ScanYaml, hosts: readonly Host[]): Host[] {
  const known = hosts.map(({ name }) => name);
  for (const [index, name] of (names ?? []).entries()) {
    const place = source.at([...path, index]);
    const before = names!.indexOf(name);
    if (!known.includes(name)) {
      const { help } = explainWord(name, known);
      source.report(place, `there is no host \`${name}\``, { help: help ?? `there are ${listQuoted(known)}` });
    } else if (before < index) {
      const related = { message: 'first here', place: source.at([...path, before]) };
      source.report(place, `\`${name}\` is named twice`, { help: 'name each host once', related });
    }
  }
  return hosts.filter(({ name }) => names === undefined || names.includes(name));
}

/** One scanner asks agents on one port alone, as its user would tell it. */
function reportAgents(source: ValueSource, path: Path, hosts: readonly Host[]): void {
  const without = hosts.filter(({ agent }) => agent === undefined);
  if (without.length > 0) {
    const names = hosts.length === 1 ? 'the target' : listQuoted(without.map(({ name }) => name));
    const message = `${names} ${without.length === 1 ? 'has' : 'have'} no agent to ask`;
    source.report(source.at(path), message, {
      help: 'add `agent: 4545` to the host, or to each of them',
      related: { message: 'the host is here', place: without[0]!.place },
    });
    return;
  }
  const other = hosts.find(({ agent }) => agent!.port !== hosts[0]!.agent!.port);
  if (other === undefined) return;
  source.report(other.agent!.place, 'one scanner asks agents on one port, and another host has its own elsewhere', {
    help: 'give the agents of its hosts one port, or give each host a scanner',
    related: { message: 'the other agent is here', place: hosts[0]!.agent!.place },
  });
}
