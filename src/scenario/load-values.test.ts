import { describe, expect, test } from 'vitest';
import { errorsOf, load, loadAll } from './testing/loading.ts';

/** Values that scenarios name: `let`, what files include, and the rows of a matrix. */

test('a value is put in whole, or as text inside a text', () => {
  const scenario = load(`
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
  expect(scenario.name).toBe(`Behind a lag of 250ms, said as \${lag}`);
  expect(scenario.scanners[0]!.retries).toBe(3);
  const [host] = scenario.hosts;
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

test('a value of braces is in quotes within braces', () => {
  expect(
    // What comes after it is none of its own mistakes.
    errorsOf('let: { lag: 1ms }\ntarget: { ports: { 22: { state: open, slow: ${lag} } } }\nexpect: { 22: open }\n'),
  ).toMatchInlineSnapshot(`
    "
    error: within braces or brackets, a value with \`\${lag}\` needs quotes
     --> web.yaml:2:46
      |
    2 | target: { ports: { 22: { state: open, slow: \${lag} } } }
      |                                              ^
      = help: write \`"\${lag}"\`
    "
  `);
});

test('values that grow beyond reading', () => {
  const names = Array.from({ length: 12 }, (_, index) => `  v${index}: [${`"\${v${index + 1}}", `.repeat(9)}]\n`).join(
    '',
  );
  expect(errorsOf(`let:\n${names}  v12: 1\ntarget: "\${v0}"\n`)).toContain(
    'the values used expand to more than 200000',
  );
  const texts = Array.from({ length: 12 }, (_, index) => `  v${index}: "${`\${v${index + 1}}`.repeat(9)}"\n`).join('');
  expect(errorsOf(`let:\n${texts}  v12: x\nname: "\${v0}"\n`)).toContain('this text is longer than 100000');
  const chain = Array.from({ length: 40 }, (_, index) => `  v${index}: { a: "\${v${index + 1}}" }\n`).join('');
  expect(errorsOf(`let:\n${chain}  v40: x\ntarget: "\${v0}"\n`)).toContain('in a chain of more than 20');
});

describe('files that are included', () => {
  const parts = `
let: { lag: 50ms, state: open }
hosts: { db: { address: 192.0.2.2, ports: { 22: { state: open, slow: "\${lag}" } } } }
scanners: { fast: { hosts: [db] } }
timeline: [{ at: 1s, host: db, ports: { 22: { state: open, slow: 5ms } } }]
expect: { fast: { summary: { open: 1 } } }
`;
  const web = `
include: parts.yaml
let: { lag: 70ms }
hosts: { web: { address: 192.0.2.1, ports: { 22: "\${state}" } } }
scanners: { slow: {} }
timeline: [{ at: 2s, host: web, ports: { 22: { state: open, slow: 5ms } } }]
`;

  test('join what the scenario says, whose own values go first', () => {
    const { hosts, scanners, timeline, expectations } = load(web, { 'parts.yaml': parts });
    expect(hosts.map(({ name }) => name)).toEqual(['web', 'db']);
    expect(hosts[1]!.place).toMatchObject({ file: 'parts.yaml', line: 3 });
    expect(hosts[1]!.ports.get(22).behaviour.faults).toMatchObject([{ delayMs: 70 }]);
    expect(scanners.map(({ name }) => name)).toEqual(['fast', 'slow']);
    expect(timeline.map(({ atMs }) => atMs)).toEqual([1000, 2000]);
    expect(expectations).toMatchObject([{ kind: 'summary', scanner: 'fast' }]);
  });

  test('may include others, each once', () => {
    const files = { 'a.yaml': 'include: parts.yaml\n', 'parts.yaml': parts };
    expect(load(`${web.replace('include: parts.yaml', 'include: [a.yaml, parts.yaml]')}`, files).hosts).toHaveLength(2);
  });

  test('show what is wrong in them, and where both say the same', () => {
    const wrong = parts.replace('slow: 5ms', 'slwo: 5ms').replace('hosts: { db:', 'hosts: { web: {}, db:');
    expect(errorsOf(web, { 'parts.yaml': wrong })).toMatchInlineSnapshot(`
      "
      error: \`web\` is here and in a file that is included
       --> web.yaml:4:10
        |
      4 | hosts: { web: { address: 192.0.2.1, ports: { 22: "\${state}" } } }
        |          ^^^
      note: also here
       --> parts.yaml:3:10
        |
      3 | hosts: { web: {}, db: { address: 192.0.2.2, ports: { 22: { state: open, slow: "\${lag}" } } } }
        |          ^^^
        = help: remove or rename one of them

      error: unknown key \`slwo\`
       --> parts.yaml:5:60
        |
      5 | timeline: [{ at: 1s, host: db, ports: { 22: { state: open, slwo: 5ms } } }]
        |                                                            ^^^^
        = help: did you mean \`slow\`?
      "
    `);
    expect(errorsOf(web, { 'parts.yaml': parts.replace('slow: 5ms', 'slwo: 5ms') })).toMatchInlineSnapshot(`
      "
      error: unknown key \`slwo\`
       --> parts.yaml:5:60
        |
      5 | timeline: [{ at: 1s, host: db, ports: { 22: { state: open, slwo: 5ms } } }]
        |                                                            ^^^^
        = help: did you mean \`slow\`?
      "
    `);
  });

  test('that cannot be included', () => {
    const files = {
      'whole.yaml': 'name: Whole\ntarget: {}\nlet: { a: 1 }\n',
      'broken.yaml': 'let: [\n',
      'a.yaml': 'let: { a: 1 }\n',
      'b.yaml': 'let: { a: 2 }\n',
    };
    const circle = { 'a.yaml': 'include: b.yaml\n', 'b.yaml': 'include: a.yaml\n' };
    expect(errorsOf('include: a.yaml\ntarget: {}\n', circle)).toMatchInlineSnapshot(`
      "
      error: this file is included by itself: \`a.yaml\` → \`b.yaml\` → \`a.yaml\`
       --> b.yaml:1:10
        |
      1 | include: a.yaml
        |          ^^^^^^
      "
    `);
    const text = 'include: [whole.yaml, broken.yaml, nowhere.yaml, "${x}.yaml", a.yaml, b.yaml]\ntarget: {}\n';
    expect(errorsOf(text, files)).toMatchInlineSnapshot(`
      "
      error: unknown key \`name\`
       --> whole.yaml:1:1
        |
      1 | name: Whole
        | ^^^^
        = help: keys that can stand here: \`include\`, \`hosts\`, \`scanners\`, \`timeline\`, \`expect\`

      error: unknown key \`target\`
       --> whole.yaml:2:1
        |
      2 | target: {}
        | ^^^^^^
        = help: keys that can stand here: \`include\`, \`hosts\`, \`scanners\`, \`timeline\`, \`expect\`

      error: a \`]\` is missing here
       --> broken.yaml:1:7
        |
      1 | let: [
        |       ^
        = help: close the list, or indent more what stands in it

      error: \`nowhere.yaml\` cannot be read
       --> web.yaml:1:36
        |
      1 | include: [whole.yaml, broken.yaml, nowhere.yaml, "\${x}.yaml", a.yaml, b.yaml]
        |                                    ^^^^^^^^^^^^
        = help: a path counts from the file that it stands in

      error: what is included cannot depend on a value
       --> web.yaml:1:50
        |
      1 | include: [whole.yaml, broken.yaml, nowhere.yaml, "\${x}.yaml", a.yaml, b.yaml]
        |                                                  ^^^^^^^^^^^
        = help: write the path itself

      error: two included files say what \`a\` is
       --> web.yaml:1:71
        |
      1 | include: [whole.yaml, broken.yaml, nowhere.yaml, "\${x}.yaml", a.yaml, b.yaml]
        |                                                                       ^^^^^^
      note: one of them here
       --> a.yaml:1:8
        |
      1 | let: { a: 1 }
        |        ^
        = help: say it in this file's \`let\`, which goes before both
      "
    `);
  });
});

describe('a matrix', () => {
  const text = (matrix: string) => `
name: Late
matrix: ${matrix}
target: { ports: { 22: { state: open, slow: "\${lag}" } } }
scan: { retries: "\${retries}" }
`;

  test('makes a scenario of every combination', () => {
    const scenarios = loadAll(text('{ lag: [1ms, 2ms], retries: [0, 3] }'));
    expect(scenarios.map(({ name }) => name)).toEqual([
      'Late [lag=1ms, retries=0]',
      'Late [lag=1ms, retries=3]',
      'Late [lag=2ms, retries=0]',
      'Late [lag=2ms, retries=3]',
    ]);
    expect(scenarios[1]).toMatchObject({ row: { lag: '1ms', retries: '3' }, scanners: [{ retries: 3 }] });
  });

  test('or of the rows that it lists', () => {
    const rows = loadAll(text('[{ lag: 1ms, retries: 0 }, { lag: 2ms, retries: 3 }]')).map(({ row }) => row);
    expect(rows).toEqual([
      { lag: '1ms', retries: '0' },
      { lag: '2ms', retries: '3' },
    ]);
  });

  test('shows what is wrong in any of its rows, and once what is wrong in all', () => {
    const wrong = text('{ lag: [1ms, 2, 3ms], retries: [0, -1] }').replace('state: open', 'state: opne');
    expect(errorsOf(wrong)).toMatchInlineSnapshot(`
      "
      error: \`opne\` is not one of \`open\`, \`closed\`, \`filtered\`, \`silent\`
       --> web.yaml:4:33
        |
      4 | target: { ports: { 22: { state: opne, slow: "\${lag}" } } }
        |                                 ^^^^
        = help: did you mean \`open\`?

      error: a duration needs a unit
       --> web.yaml:4:45
        |
      4 | target: { ports: { 22: { state: opne, slow: "\${lag}" } } }
        |                                             ^^^^^^^^
      note: the value of \`lag\` is here
       --> web.yaml:3:22
        |
      3 | matrix: { lag: [1ms, 2, 3ms], retries: [0, -1] }
        |                      ^
        = help: write \`2ms\` or \`2s\`

      error: expected at least 0, found -1
       --> web.yaml:5:18
        |
      5 | scan: { retries: "\${retries}" }
        |                  ^^^^^^^^^^^^
      note: the value of \`retries\` is here
       --> web.yaml:3:44
        |
      3 | matrix: { lag: [1ms, 2, 3ms], retries: [0, -1] }
        |                                            ^^
      "
    `);
  });

  test('that makes no sense', () => {
    expect(errorsOf(text('[{ lag: 1ms, retries: 0 }, { lag: 1ms }, { lag: 1ms, retries: 0 }]'))).toMatchInlineSnapshot(`
      "
      error: this row lacks \`retries\`, which other rows have
       --> web.yaml:3:36
        |
      3 | matrix: [{ lag: 1ms, retries: 0 }, { lag: 1ms }, { lag: 1ms, retries: 0 }]
        |                                    ^^^^^^^^^^^^
        = help: give every row the same names

      error: this makes the same row again
       --> web.yaml:3:57
        |
      3 | matrix: [{ lag: 1ms, retries: 0 }, { lag: 1ms }, { lag: 1ms, retries: 0 }]
        |                                                         ^^^
      note: first here
       --> web.yaml:3:17
        |
      3 | matrix: [{ lag: 1ms, retries: 0 }, { lag: 1ms }, { lag: 1ms, retries: 0 }]
        |                 ^^^
        = help: remove it
      "
    `);
    expect(errorsOf(text('{ lag: [1ms, 1ms], retries: [], more: 3 }'))).toMatchInlineSnapshot(`
      "
      error: expected at least 1, found an empty list
       --> web.yaml:3:37
        |
      3 | matrix: { lag: [1ms, 1ms], retries: [], more: 3 }
        |                                     ^^

      error: expected a list, found the number 3
       --> web.yaml:3:47
        |
      3 | matrix: { lag: [1ms, 1ms], retries: [], more: 3 }
        |                                               ^
      "
    `);
    expect(errorsOf(text('{ lag: [1ms], retries: [1], colour: [red] }'))).toMatchInlineSnapshot(`
      "
      error: nothing uses \`colour\`, so that its values make no difference
       --> web.yaml:3:37
        |
      3 | matrix: { lag: [1ms], retries: [1], colour: [red] }
        |                                     ^^^^^^
        = help: write \`\${colour}\` where it is meant, or remove it
      "
    `);
    expect(errorsOf(`let: { lag: 3ms }\n${text('{ lag: [1ms], retries: [1] }')}`)).toMatchInlineSnapshot(`
      "
      error: \`lag\` is in \`let\` and in \`matrix\`
       --> web.yaml:4:11
        |
      4 | matrix: { lag: [1ms], retries: [1] }
        |           ^^^
      note: in \`let\` here
       --> web.yaml:1:8
        |
      1 | let: { lag: 3ms }
        |        ^^^
        = help: rename one of them
      "
    `);
    const numbers = Array.from({ length: 15 }, (_, index) => index).join(', ');
    expect(errorsOf(text(`{ lag: [${numbers}], retries: [${numbers}] }`))).toContain('this matrix has 225 rows');
  });
});

describe('a value that is not there', () => {
  const messagesOf = (text: string) => errorsOf(text).match(/(?<=error: ).*/g);

  test('hides nothing else that is wrong', () => {
    const text = `
let: { lag: 50ms }
target: { ports: { 22: { state: open, slow: "\${lga}", jitter: 5 }, "\${prot}": opne, 23: open, 23: shut } }
scan: { timout: 1s }
expect: { 22: { state: open, time: fast } }
`;
    expect(messagesOf(text)).toEqual([
      'nothing is called `lga`',
      'a duration needs a unit',
      'nothing is called `prot`',
      'duplicate key `23`',
      '`shut` is not one of `open`, `closed`, `filtered`, `silent`',
      'unknown key `timout`',
      'a bound on a time begins with <, <=, > or >=',
    ]);
  });

  test.each([
    'target: ${gone}\nexpect: { 22: open }',
    'hosts: ${gone}\nexpect: { web: { 22: open } }',
    'hosts: { web: "${gone}", db: "${gone}" }\nexpect: { web: { 22: open } }',
    'hosts: { "${gone}": {}, db: {} }\nscan: {}\nexpect: { web: { 22: open } }',
    'target: { ports: { 22: "${gone}", 23: { state: "${gone}", slow: "${gone}" }, 24: "a ${gone}" } }\nexpect: ${gone}',
    'target: { name: "${gone}", ports: { 22: open } }\nscanners: { a: { hosts: ["${gone}"] } }\nexpect: { a: { 22: open } }',
    'target: { ports: { 22: open } }\nscanners: ${gone}\nexpect: { a: { 22: open } }',
    'target: { ports: "${gone}" }\ntimeline: [{ at: "${gone}", ports: { 22: "${gone}" } }, "${gone}"]\nname: ${gone}',
  ])('is one mistake: %j', (text) => {
    expect(new Set(messagesOf(text))).toEqual(new Set(['nothing is called `gone`']));
  });
});
