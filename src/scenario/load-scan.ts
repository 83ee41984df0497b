import { mergePortRanges } from '../protocol/port-list.ts';
import type { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import type { ScanYaml } from './load-schema.ts';
import type { Host, Scanner } from './model.ts';

/** Reads the scan of `host` at `path`, and reports what is wrong with it. */
export function readScanner(source: YamlSource, path: Path, scan: ScanYaml, host: Host): Scanner {
  const { ports, probe = 'psap', encoding = 'text', via = 'direct', info = false } = scan;
  const { timeout, retries, concurrency, rate } = scan;

  const { mode, ports: ranges } = ports ?? { mode: 'list' as const, ports: mergePortRanges(host.ports) };
  if (ranges.length === 0) {
    source.report(host.place, 'there is nothing to scan: no port of the target is named', {
      help: 'name ports in `target.ports`, or say which to scan in `scan.ports`',
    });
  }
  if (via === 'agent' && host.agent === undefined) {
    source.report(source.at([...path, 'via']), 'the target has no agent to ask', {
      help: 'add `agent: 4545` to `target`',
    });
  }
  if (via === 'agent' && probe === 'tcp') {
    source.report(source.at([...path, 'probe']), '`tcp` probes connect to the ports themselves, not to an agent', {
      help: 'remove `probe`, or remove `via`',
    });
  }

  return {
    name: 'default',
    hosts: [host.name],
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
