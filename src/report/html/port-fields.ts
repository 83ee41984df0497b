import type { ScenarioPortResult } from '../../results/run.ts';
import type { Reason } from '../../results/scan.ts';
import { serviceText } from '../information-text.ts';
import { harmless } from '../plain-text.ts';
import type { PortField, PortGroup } from './page-data.ts';

/** The ports of a scenario, folded: one field for each scanner and host, in the order in which they come. */
export function portFields(ports: readonly ScenarioPortResult[]): PortField[] {
  const crowds = new Map<string, ScenarioPortResult[]>();
  for (const port of ports) {
    const key = JSON.stringify([port.scanner, port.host]);
    const crowd = crowds.get(key);
    if (crowd === undefined) crowds.set(key, [port]);
    else crowd.push(port);
  }
  return [...crowds.values()].map(foldPorts);
}

function foldPorts(unsorted: readonly ScenarioPortResult[]): PortField {
  const ports = unsorted.toSorted((one, other) => one.port - other.port);
  const groups: PortGroup[] = [];
  const indices = new Map<string, number>();
  const runs: number[] = [];
  const info: Record<number, string> = {};
  let [nextPort, lastGroup] = [-1, -1];
  for (const result of ports) {
    const { port, state, reason, attempts, realisedBy } = result;
    const key = `${state} ${attempts} ${reason} ${realisedBy}`;
    let group = indices.get(key);
    if (group === undefined) {
      group =
        groups.push({ state, reason: harmless(reason) as Reason, attempts, realisedBy: harmless(realisedBy) }) - 1;
      indices.set(key, group);
    }
    if (group === lastGroup && port === nextPort) runs[runs.length - 2]! += 1;
    else runs.push(port, 1, group);
    [nextPort, lastGroup] = [port + 1, group];
    if (result.info !== undefined) info[port] = serviceText(result.info);
  }
  const { scanner, host } = ports[0]!;
  return {
    scanner: harmless(scanner),
    host: harmless(host),
    groups,
    runs,
    // A hundredth of a millisecond is all that anyone can see.
    times: ports.map(({ elapsedMs }) => Math.round(elapsedMs * 100) / 100),
    info,
  };
}
