import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { loadScenarioFile } from '../src/scenario/load.ts';
import { planAll } from '../src/scenario/plan-scenario.ts';

/** spec/scenarios.md: its examples, and those of the README and the guides, are scenarios, and it speaks of every key. */

const document = readFileSync(new URL('scenarios.md', import.meta.url), 'utf8');
const guides = ['../README.md', '../docs/measuring.md'].map((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8'),
);
const examples = Array.from(
  [document, ...guides].join('\n').matchAll(/^```yaml\n(.*?)^```$/gms),
  ([, text]) => text!,
).filter((text) => /^(target|hosts):/m.test(text));

describe('an example', () => {
  it.each(examples)('is a scenario whose verdicts follow or are said: %s', (text) => {
    const scenarios = loadScenarioFile(text, 'example.yaml');
    expect(planAll(scenarios)).toHaveLength(scenarios.length);
  });
});

test('there are examples of every part', () => {
  expect(examples.length).toBeGreaterThanOrEqual(9);
});

test('every key of a scenario, a host, a scanner and a change is named', () => {
  const { properties, $defs } = JSON.parse(readFileSync(new URL('scenario.schema.json', import.meta.url), 'utf8'));
  const change = properties.timeline.anyOf[0].items.anyOf[0];
  const keys = [properties, $defs.host.properties, $defs.scan.properties, change.properties].flatMap(Object.keys);
  expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(document))).toEqual([]);
});
