import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import type { ValueSource } from '../source/value-source.ts';
import type { YamlSource } from '../source/yaml-source.ts';
import { compose } from './compose.ts';
import { readExpectations } from './load-expect.ts';
import type { Names } from './load-expect-schema.ts';
import { type ReadIncluded, readScenarioFiles } from './load-files.ts';
import { defaultScanner, readScanners } from './load-scan.ts';
import { scenarioSchema } from './load-schema.ts';
import { defaultHost, readHosts } from './load-target.ts';
import { readTimeline } from './load-timeline.ts';
import { placeOfName, type Row, rowTexts } from './matrix.ts';
import type { Scenario } from './model.ts';

/**
 * Reads the scenarios of a file from YAML: one, or one for each row of its matrix, in their order. `file` is its name in
 * diagnostics, and gives the scenario its name where it has none; `readIncluded` reads the files that it includes.
 *
 * @throws {SourceError} with everything that is wrong: first with what it includes, then with the values that it uses and
 * with its shape, and once they are right, with its meaning.
 */
export function loadScenarioFile(
  text: string,
  file: string,
  readIncluded: ReadIncluded = () => undefined,
): readonly Scenario[] {
  const files = readScenarioFiles(text, file, readIncluded);
  const { main, rows, duplicates } = files;
  const diagnostics: Diagnostic[] = [...duplicates];
  const scenarios: Scenario[] = [];
  const used = new Set<string>();
  for (const row of rows) {
    try {
      const { source, used: usedHere, diagnostics: found } = compose(files, row);
      for (const name of usedHere) used.add(name);
      if (found.length === 0) scenarios.push(readScenario(source, file, row));
      else diagnostics.push(...found, ...findMisshapen(source));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
  reportUnused(main, rows, used);
  main.throwIfReported();
  return scenarios;
}

/** What is wrong with the shape of a scenario of which some values are not there. */
function findMisshapen(source: ValueSource): readonly Diagnostic[] {
  source.tryCheck(scenarioSchema(namesIn(source.value())));
  return source.reported;
}

function readScenario(source: ValueSource, file: string, row: Row): Scenario {
  const yaml = source.check(scenarioSchema(namesIn(source.value())));
  const hosts = readHosts(source, yaml);
  const scanners = readScanners(source, yaml, hosts);
  const timeline = readTimeline(source, yaml.timeline ?? [], hosts, scanners);
  const expectations = readExpectations(source, yaml.expect ?? {}, { scanners, hosts, timeline });
  source.throwIfReported();
  const { name = baseName(file), description } = yaml;
  const texts = rowTexts(row);
  const cells = Object.entries(texts).map(([key, value]) => `${key}=${value}`);
  return {
    name: cells.length === 0 ? name : `${name} [${cells.join(', ')}]`,
    ...(description !== undefined && { description: description.trim() }),
    file,
    ...(cells.length > 0 && { row: texts }),
    hosts,
    scanners,
    timeline,
    expectations,
  };
}

/** The names of hosts and scanners in a scenario that is not checked yet: they decide what may stand in `expect`. */
function namesIn(value: unknown): Names {
  const { target, hosts, scan, scanners } = asMap(value);
  const { name } = asMap(target);
  const hostNames = hosts === undefined ? [String(name ?? defaultHost)] : Object.keys(asMap(hosts));
  const named = scanners === undefined ? [[defaultScanner, scan] as const] : Object.entries(asMap(scanners));
  return {
    hosts: hostNames,
    scanners: named.map(([scanner, said]) => {
      const { hosts: chosen } = asMap(said);
      return { name: scanner, hosts: Array.isArray(chosen) ? chosen.map(String) : hostNames };
    }),
  };
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A name of a matrix that nothing uses makes the same scenario again and again. */
function reportUnused(source: YamlSource, rows: readonly Row[], used: ReadonlySet<string>): void {
  for (const [name, { origin }] of rows[0] ?? []) {
    if (used.has(name)) continue;
    source.report(placeOfName(origin), `nothing uses \`${name}\`, so that its values make no difference`, {
      help: `write \`\${${name}}\` where it is meant, or remove it`,
    });
  }
}

/** `scenarios/silent.yaml` → `silent` */
function baseName(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
}
