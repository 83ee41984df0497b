import { expect, test } from 'vitest';
import type { ScenarioResult } from '../results/run.ts';
import { renderRunSummary, renderScenario } from './run-text.ts';
import { plain, tagged } from './testing/palettes.ts';

const passed: ScenarioResult = {
  name: 'Filtered ports answer nothing',
  file: 'scenarios/filtered.yaml',
  backend: 'loopback',
  proxy: 'embedded',
  seed: 42,
  passed: true,
  elapsedMs: 812.4,
  expectations: [
    { text: 'port 22 open', passed: true },
    { text: 'ports 8000-8010 filtered', passed: true },
  ],
  ports: [],
};
const failed: ScenarioResult = {
  ...passed,
  passed: false,
  expectations: [
    { text: 'port 22 open', passed: true },
    { text: 'ports 8000-8010 filtered', passed: false, actual: 'port 8000 closed (refused), and 10 more' },
  ],
};

test('a scenario that passes', () => {
  expect(renderScenario(passed, plain)).toMatchInlineSnapshot(`
    "✓ Filtered ports answer nothing scenarios/filtered.yaml 812 ms
        ✓ port 22 open
        ✓ ports 8000-8010 filtered
    "
  `);
});

test('a scenario that fails says what was found, and how to run it again', () => {
  expect(renderScenario(failed, plain)).toMatchInlineSnapshot(`
    "✗ Filtered ports answer nothing scenarios/filtered.yaml 812 ms
        ✓ port 22 open
        ✗ ports 8000-8010 filtered
          found port 8000 closed (refused), and 10 more
        again: portlab run scenarios/filtered.yaml --seed 42 --toxiproxy embedded
    "
  `);
});

test('the command runs it again as it ran', () => {
  const choice = { toxiproxy: 'http://192.0.2.1:8474', allow: ['192.0.2.0/24'] };
  expect(renderScenario({ ...failed, file: "it's mine.yaml" }, plain, choice)).toContain(
    "\n    again: portlab run 'it'\\''s mine.yaml' --seed 42 --toxiproxy http://192.0.2.1:8474 --allow 192.0.2.0/24\n",
  );
  expect(renderScenario({ ...failed, proxy: 'toxiproxy 2.12.0', file: '-x.yaml' }, plain)).toContain(
    '\n    again: portlab run ./-x.yaml --seed 42\n',
  );
});

test('a command is exact, and shows what a terminal would obey', () => {
  const text = renderScenario({ ...failed, file: "it's \\ \x1b[2J\u202e.yaml" }, plain);
  expect(text).toContain("\n    again: portlab run $'it\\'s \\\\ \\x1b[2J\\u202e.yaml' --seed 42 ");
});

test('a scenario in which nothing was expected fails and says so', () => {
  expect(renderScenario({ ...failed, expectations: [] }, plain)).toContain('✗ nothing was expected\n');
});

test('colours', () => {
  expect(renderScenario(failed, tagged)).toMatchInlineSnapshot(`
    "<red>✗</red> <bold>Filtered ports answer nothing</bold> <dim>scenarios/filtered.yaml 812 ms</dim>
        <green>✓</green> port 22 open
        <red>✗ ports 8000-8010 filtered</red>
          found port 8000 closed (refused), and 10 more
        again: portlab run scenarios/filtered.yaml --seed 42 --toxiproxy embedded
    "
  `);
});

test('texts of a file cannot take over the terminal', () => {
  const evil = { ...failed, name: 'a\x1b[2J', expectations: [{ text: 'b\x07', passed: false, actual: 'c\r' }] };
  const text = renderScenario(evil, plain);
  expect(text).toContain('a\\x1b[2J');
  expect(text).toContain('b\\x07');
  expect(text).toContain('c\\x0d');
});

test('the summary', () => {
  const scenarios = [passed, failed, { ...passed, proxy: 'none' }];
  const result = { scenarios, summary: { passed: 2, failed: 1, interrupted: 0, notRun: 0 } };
  expect(renderRunSummary(result, 2_345, plain)).toBe(
    '\n3 scenarios: 2 passed, 1 failed in 2.35 s (proxy embedded, none, seed 42)\n',
  );
  expect(renderRunSummary(result, 2_345, tagged)).toContain('<green>2 passed</green>, <red>1 failed</red>');
  const nothing = { scenarios: [], summary: { passed: 0, failed: 0, interrupted: 0, notRun: 0 } };
  expect(renderRunSummary(nothing, 3, tagged)).toBe('\n0 scenarios: 0 passed, 0 failed in 3.0 ms\n');
});

test('a scenario that was interrupted has neither passed nor failed, and says what is not decided', () => {
  const interrupted: ScenarioResult = {
    ...passed,
    passed: false,
    interrupted: true,
    expectations: [
      { text: 'port 22 open', passed: true },
      { text: 'port 23 closed', passed: false, actual: 'port 23 open (syn-ack)' },
      { text: 'ports 24-90 closed', passed: false, undecided: true, actual: 'ports 26-90 not decided' },
      { text: 'duration < 3 ms', passed: false, undecided: true },
    ],
  };
  expect(renderScenario(interrupted, plain)).toMatchInlineSnapshot(`
    "? Filtered ports answer nothing scenarios/filtered.yaml 812 ms interrupted
        ✓ port 22 open
        ✗ port 23 closed
          found port 23 open (syn-ack)
        ? ports 24-90 closed
          found ports 26-90 not decided
        ? duration < 3 ms
        again: portlab run scenarios/filtered.yaml --seed 42 --toxiproxy embedded
    "
  `);
  const summary = { passed: 1, failed: 0, interrupted: 1, notRun: 3 };
  const text = renderRunSummary({ scenarios: [passed, interrupted], summary }, 1_000, plain);
  expect(text).toBe(
    '\n5 scenarios: 1 passed, 0 failed, 1 interrupted, 3 not run in 1.00 s (proxy embedded, seed 42)\n',
  );
  const many = [interrupted, ...Array.from({ length: 6 }, () => passed)];
  expect(renderRunSummary({ scenarios: many, summary }, 1, plain)).not.toMatch(/What failed|again/);
});

test('a figure that is within its bound says what it was', () => {
  const expectations = [{ text: 'duration < 3000 ms', passed: true, actual: '812.4 ms' }];
  expect(renderScenario({ ...passed, expectations }, tagged)).toContain(
    '<green>✓</green> duration < 3000 ms<dim>, found 812.4 ms</dim>\n',
  );
});

test('after many scenarios, what failed is told again, what takes long, and what runs the failures again', () => {
  const quick = Array.from({ length: 4 }, (_, index) => ({ ...passed, name: `quick ${index}`, elapsedMs: index }));
  const other = { ...failed, name: 'other', file: 'other.yaml', elapsedMs: 9_000 };
  const result = { scenarios: [failed, ...quick, other], summary: { passed: 4, failed: 2, interrupted: 0, notRun: 0 } };
  expect(renderRunSummary(result, 10_000, plain)).toMatchInlineSnapshot(`
    "
    What failed:

    ✗ Filtered ports answer nothing scenarios/filtered.yaml 812 ms
        ✗ ports 8000-8010 filtered
          found port 8000 closed (refused), and 10 more
        again: portlab run scenarios/filtered.yaml --seed 42 --toxiproxy embedded

    ✗ other other.yaml 9.00 s
        ✗ ports 8000-8010 filtered
          found port 8000 closed (refused), and 10 more
        again: portlab run other.yaml --seed 42 --toxiproxy embedded

    6 scenarios: 4 passed, 2 failed in 10.00 s (proxy embedded, seed 42)
    slowest: other 9.00 s, Filtered ports answer nothing 812 ms, quick 3 3.0 ms
    again what failed: portlab run scenarios/filtered.yaml other.yaml --seed 42 --toxiproxy embedded
    "
  `);
  const { scenarios } = result;
  const few = renderRunSummary({ scenarios: scenarios.slice(0, 5), summary: result.summary }, 1, plain);
  expect(few).not.toMatch(/What failed|slowest|again/);
  const one = renderRunSummary({ scenarios: [other, ...quick, passed], summary: result.summary }, 1, plain);
  expect(one.match(/again/g)).toHaveLength(1);
  const last = renderRunSummary({ scenarios: [...quick, passed, other], summary: result.summary }, 1, plain);
  expect(last).not.toMatch(/What failed|again/);
});
