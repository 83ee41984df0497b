import { loadScenarioFile } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/model.ts';
import { bucket } from '../octets.ts';
import { scenarioTexts } from '../seeds.ts';
import { promise, type Target } from '../target.ts';
import { examineYaml } from './yaml.ts';
import { scenarioWords } from './yaml-words.ts';

/** The loader of scenarios. */
export function scenarioTarget(): Target {
  return {
    name: 'scenario',
    seeds: scenarioTexts().map((text) => new TextEncoder().encode(text)),
    tokens: scenarioWords,
    maxOctets: 8_192,
    extension: 'yaml',
    examine: (input) => examineYaml(input, loadScenarioFile, (scenarios) => scenarios.flatMap(describe)),
  };
}

function describe({ name, row, hosts, scanners, timeline, expectations }: Scenario): readonly string[] {
  promise('has a name', name !== '', () => JSON.stringify(name));
  for (const { ports } of scanners) {
    const areInOrder = ports.every(({ first, last }, index) => {
      return first >= 1 && first <= last && last <= 65_535 && first > (ports[index - 1]?.last ?? 0);
    });
    promise('scans ports, each once', ports.length > 0 && areInOrder, () => JSON.stringify(ports));
  }
  const names = hosts.map((host) => host.name);
  promise('tells hosts apart', new Set(names).size === hosts.length && hosts.length > 0, () => names.join());
  for (const { atMs, everyMs = 1, host, ports } of timeline) {
    const isChange = atMs > 0 && everyMs > 0 && names.includes(host) && ports.length > 0;
    promise('changes ports of a host some time later', isChange, () => JSON.stringify({ atMs, everyMs, host, ports }));
  }
  return [
    ...Object.keys(row ?? {}).map(() => 'a row'),
    ...timeline.map(({ everyMs, behaviour }) => `changes to ${behaviour.state} ${everyMs === undefined}`),
    ...hosts.map(({ ports }) => `${bucket([...ports].length)} ranges`),
    ...hosts.flatMap(({ ports }) => [...ports].map(({ value }) => JSON.stringify(value.behaviour.state))),
    ...hosts.flatMap(({ ports }) =>
      [...ports].map(({ value }) => value.behaviour.faults.map(({ kind }) => kind).join()),
    ),
    ...scanners.map(({ mode, probe, via, info }) => `${mode} ${probe} ${via} ${info}`),
    ...expectations.map((expectation) => Object.keys(expectation).sort().join()),
  ];
}
