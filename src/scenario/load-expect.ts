import { expandPorts, formatPortRanges, mergePortRanges } from '../protocol/port-list.ts';
import { readPortKeys } from '../respond/port-table.ts';
import type { PortState } from '../results/scan.ts';
import { listQuoted } from '../source/suggest.ts';
import type { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import type { ExpectationsYaml, PortExpectationYaml } from './load-schema.ts';
import type { Expectation, Host, PortExpectation, Scanner, SummaryExpectation } from './model.ts';
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
  const ranges = Map.groupBy(readPortKeys(source, path, Object.keys(ports)), ({ key }) => key);
}
