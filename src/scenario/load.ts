import { YamlSource } from '../source/yaml-source.ts';
import { readExpectations } from './load-expect.ts';
import { readScanner } from './load-scan.ts';
import { scenarioSchema } from './load-schema.ts';
import { readHost } from './load-target.ts';
import type { Scenario } from './model.ts';

/**
 * Reads a scenario from YAML; `file` is its name in diagnostics, and gives the scenario its name where it has none.
 *
 * @throws {SourceError} with everything that is wrong: first with its shape, and once that is right, with its meaning.
 */
export function loadScenario(text: string, file: string): Scenario {
  const source = new YamlSource(text, file);
  const { name, description, target, scan = {}, expect = {} } = source.check(scenarioSchema);
  const host = readHost(source, ['target'], target);
  const scanner = readScanner(source, ['scan'], scan, host);
  const expectations = readExpectations(source, ['expect'], expect, scanner, host);
  source.throwIfReported();
  return {
    name: name ?? baseName(file),
    ...(description !== undefined && { description: description.trim() }),
    file,
    hosts: [host],
    scanners: [scanner],
    timeline: [],
    expectations,
  };
}

/** `scenarios/silent.yaml` → `silent` */
function baseName(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
}
