import { expect, test } from 'vitest';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import { loadScenarioFile } from './load.ts';

/** Values that scenarios name: `let`, what files include, and the rows of a matrix. */

const load = (text: string, files: Record<string, string> = {}) =>
  loadScenarioFile(text, 'web.yaml', (file) => (files[file] === undefined ? undefined : { file, text: files[file] }));

const errorsOf = (text: string, files: Record<string, string> = {}) => `\n${renderedErrors(() => load(text, files))}\n`;

test('a value is put in whole, or as text inside a text', () => {
  const [scenario] = load(`
name: Behind a lag of \${lag}, said as $\${lag}
let:
  lag: 250ms
  retries: 3
  late: { state: open, slow: "\${lag}" }
  ports: { 22: "\${late}", "\${range}": filtered }
  range: 8000-8010
target: { ports: "\${ports}" }
scan: { retries: "\${retries}" }
`);
  expect(scenario!.name).toBe(`Behind a lag of 250ms, said as \${lag}`);
  expect(scenario!.scanners[0]!.retries).toBe(3);
  const [host] = scenario!.hosts;
  expect(host!.ports.get(22).behaviour.faults).toMatchObject([{ kind: 'slow', delayMs: 250 }]);
  expect(host!.ports.get(8005).behaviour.state).toBe('filtered');
});

test('what is wrong with a value is shown where it is used, and where it stands', () => {
  const text = `
let:
  lag: 250
  late: { state: open, slo: 3ms }
target:
  ports:
    22: { state: open, slow: "\${lag}" }
    23: \${late}
    24: \${let}
`;
  expect(errorsOf(text)).toMatchInlineSnapshot(`
    "
    error: nothing is called \`let\`
     --> web.yaml:9:11
      |
    9 |     24: \${let}
      |           ^^^
      = help: there are \`lag\`, \`late\`
    "
  `);
  expect(errorsOf(text.replace(`    24: \${let}\n`, ''))).toMatchInlineSnapshot(`
    "
    error: a duration needs a unit
     --> web.yaml:7:30
      |
    7 |     22: { state: open, slow: "\${lag}" }
      |                              ^^^^^^^^
    note: the value of \`lag\` is here
     --> web.yaml:3:8
      |
    3 |   lag: 250
      |        ^^^
      = help: write \`250ms\` or \`250s\`

    error: unknown key \`slo\`
     --> web.yaml:8:9
      |
    8 |     23: \${late}
      |         ^^^^^^^
    note: the value of \`late\` is here
     --> web.yaml:4:24
      |
    4 |   late: { state: open, slo: 3ms }
      |                        ^^^
      = help: did you mean \`slow\`?
    "
  `);
});

test('values that cannot be', () => {
  const text = `
let: { a: "x\${b}", b: "\${a}", m: { x: 1 }, "1st": 2 }
target: { name: "\${a}", ports: { 22: "\${m} \${", 23: open } }
`;
  expect(errorsOf(text)).toMatchInlineSnapshot(`
    "
    error: \`1st\` cannot be a name
     --> web.yaml:2:44
      |
    2 | let: { a: "x\${b}", b: "\${a}", m: { x: 1 }, "1st": 2 }
      |                                            ^^^^^
      = help: begin with a letter, and go on with letters, digits, \`-\` or \`_\`
    "
  `);
  expect(errorsOf(text.replace(', "1st": 2', ''))).toMatchInlineSnapshot(`
    "
    error: \`a\` is made of itself: \`a\` → \`b\` → \`a\`
     --> web.yaml:2:26
      |
    2 | let: { a: "x\${b}", b: "\${a}", m: { x: 1 } }
      |                          ^

    error: \`m\` is a map, which cannot stand inside a text
     --> web.yaml:3:39
      |
    3 | target: { name: "\${a}", ports: { 22: "\${m} \${", 23: open } }
      |                                       ^^^^
      = help: let it be the whole value

    error: this \`\${\` is not closed
     --> web.yaml:3:44
      |
    3 | target: { name: "\${a}", ports: { 22: "\${m} \${", 23: open } }
      |                                            ^^
      = help: add the \`}\`, or write \`$\${\` for the two characters themselves
    "
  `);
});
