import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { loadScenarioFile } from '../../src/scenario/load.ts';
import { buildScenarioSchema } from './build-schema.ts';

const scenarios = new URL('../../scenarios/', import.meta.url);
const files = readdirSync(scenarios).filter((file) => file.endsWith('.yaml'));

test('spec/scenario.schema.json is what the loader’s shape makes (npm run generate)', () => {
  const file = new URL('../../spec/scenario.schema.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(buildScenarioSchema());
});

const validate = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
}).compile(JSON.parse(buildScenarioSchema()));

/** As editors read YAML. */
const isValid = (text: string): boolean => validate(parse(text, { merge: true, stringKeys: true }));

describe('an editor accepts', () => {
  it.each(files)('%s', (file) => {
    isValid(readFileSync(new URL(file, scenarios), 'utf8'));
    expect(validate.errors).toBeNull();
  });

  it.each([
    'target: { ports: { 22: "${port}", "${ports}": open } }\nscan: { timeout: "${limit}", retries: "${count}" }',
    'hosts: ${hosts}\nscan: { ports: quick }',
    'target: { agent: { port: 4545, busy: true } }\nexpect: { 22: { reason: "local:EMFILE", time: ">= 1.5s" } }',
    'target: {}\ntimeline: [{ at: 1s, every: 400ms, ports: { "22,80-90": { state: open, slow: 2ms } } }]',
    'hosts: {}\nexpect: { fast: { web: { 22: open }, duration: < 3s, summary: { open: 1 } }, local errors: 0 }',
    'target: {}\nmatrix: [{ lag: 1ms, encoding: text }]',
  ])('%s', (text) => {
    isValid(text);
    expect(validate.errors).toBeNull();
  });
});

/** What both refuse; that the loader does too shows that the mistakes are mistakes. */
const mistakes = [
  'tragte: {}',
  'target: { ports: { 22: opened } }',
  'target: { ports: { 22: { state: open, slo: 3ms } } }',
  'target: { ports: { 22: { state: open, slow: 300 } } }',
  'target: { ports: { 22: { state: open, slow: 3 parsecs } } }',
  'target: { ports: { 22: { state: open, bandwidth: 1kbps } } }',
  'target: { ports: { ssh: open } }',
  'target: { ports: { 22: open } }\nscan: { rate: 1000 }',
  'target: { ports: { 22: open } }\nscan: { ports: quik }',
  'target: { ports: { 22: open } }\nscan: { encoding: utf8 }',
  'target: { ports: { 22: open } }\nexpect: { sumary: { open: 1 } }',
  'target: { ports: { 22: open } }\nexpect: { 22: silent }',
  'target: { ports: { 22: open } }\nexpect: { 22: { time: 250ms } }',
  'target: { ports: { 22: open } }\nexpect: { 22: { reason: synack } }',
  'target: { ports: { 22: open } }\nexpect: { duration: 3s }',
  'target: { ports: { 22: open } }\ntimeline: [{ ports: { 22: open } }]',
  'target: { ports: { 22: open } }\ntimeline: [{ at: 1s, ports: { default: open } }]',
  'target: { ports: { 22: open } }\ntimeline: [{ at: 1s, ports: { 22: { state: open, first: { dropped: 1 } } } }]',
  'target: { ports: { 22: open } }\nhosts: { web: {} }',
  'target: { ports: { 22: open } }\nscan: {}\nscanners: { fast: {} }',
];

describe('an editor and the loader refuse', () => {
  it.each(mistakes)('%s', (text) => {
    expect(isValid(text)).toBe(false);
    expect(() => loadScenarioFile(text, 'wrong.yaml')).toThrow();
  });
});

test('every key says what it is for', () => {
  const { properties, $defs } = JSON.parse(buildScenarioSchema()) as {
    properties: Record<string, { description?: string }>;
    $defs: Record<string, { properties?: Record<string, { description?: string }> }>;
  };
  const silent = [properties, $defs.host!.properties!, $defs.scan!.properties!].flatMap((keys) =>
    Object.entries(keys).flatMap(([key, { description }]) => (description === undefined ? [key] : [])),
  );
  expect(silent).toEqual([]);
});
