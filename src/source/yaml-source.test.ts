import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { renderedErrors } from './testing/rendered-errors.ts';
import { bandwidth, duration, eventRate, waitingTime } from './values.ts';
import { YamlSource } from './yaml-source.ts';

const state = z.enum(['open', 'closed', 'filtered']);
const port = z.union([
  state,
  z.strictObject({
    state,
    slow: waitingTime.exactOptional(),
    version: z.string().exactOptional(),
    retries: z.int().min(0).max(5).exactOptional(),
  }),
]);
const schema = z.strictObject({
  name: z.string().exactOptional(),
  os: z.strictObject({ family: z.string(), kernel: z.string().exactOptional() }).exactOptional(),
  ports: z.record(z.string(), port).exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  uptime: duration.exactOptional(),
  bandwidth: bandwidth.exactOptional(),
  rate: eventRate.exactOptional(),
  info: z.boolean().exactOptional(),
});

const check = (text: string) => new YamlSource(text, 'web.yaml').check(schema);
const errorsOf = (text: string) => `\n${renderedErrors(() => check(text))}\n`;

test('a correct file becomes a typed value', () => {
  const text = `
name: web
ports:
  22: open
  8000-8010: { state: filtered, slow: 1.5s }
uptime: 12d
bandwidth: 1kB/s
rate: 1000/s
info: true
`;
  expect(check(text)).toEqual({
    name: 'web',
    ports: { 22: 'open', '8000-8010': { state: 'filtered', slow: 1500 } },
    uptime: 1_036_800_000,
    bandwidth: 1000,
    rate: 1000,
    info: true,
  });
});

test('anchors and merges are followed', () => {
  const text = `
ports:
  22: &ssh { state: open, version: "9" }
  23: *ssh
  24: { <<: *ssh, state: closed }
`;
  const ssh = { state: 'open', version: '9' };
  expect(check(text)).toEqual({ ports: { 22: ssh, 23: ssh, 24: { ...ssh, state: 'closed' } } });
});

test('a byte order mark and CRLF are no trouble', () => {
  expect(check('\u{feff}name: web\r\ninfo: true\r\n')).toEqual({ name: 'web', info: true });
});

describe('of a wrong shape', () => {
  test('keys: unknown, misspelt and missing', () => {
    const text = `
nam: web
os:
  kernel: "6.1"
ports:
  22: { stat: open }
  23: { state: open, colour: red }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: unknown key \`nam\`
       --> web.yaml:2:1
        |
      2 | nam: web
        | ^^^
        = help: did you mean \`name\`?

      error: missing key \`family\`
       --> web.yaml:3:1
        |
      3 | os:
        | ^^

      error: unknown key \`stat\`
       --> web.yaml:6:9
        |
      6 |   22: { stat: open }
        |         ^^^^
        = help: did you mean \`state\`?

      error: unknown key \`colour\`
       --> web.yaml:7:22
        |
      7 |   23: { state: open, colour: red }
        |                      ^^^^^^
        = help: keys that can stand here: \`slow\`, \`version\`, \`retries\`
      "
    `);
  });

  test('words that are not among those that would do', () => {
    const text = `
ports:
  22: opne
  23: { state: Open }
  24: dropped
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`opne\` is not one of \`open\`, \`closed\`, \`filtered\`
       --> web.yaml:3:7
        |
      3 |   22: opne
        |       ^^^^
        = help: did you mean \`open\`?

      error: \`Open\` is not one of \`open\`, \`closed\`, \`filtered\`
       --> web.yaml:4:16
        |
      4 |   23: { state: Open }
        |                ^^^^
        = help: did you mean \`open\`?

      error: \`dropped\` is not one of \`open\`, \`closed\`, \`filtered\`
       --> web.yaml:5:7
        |
      5 |   24: dropped
        |       ^^^^^^^
      "
    `);
  });

  test('values of another kind', () => {
    const text = `
name: 9.10
ports:
  22: [open]
  23:
  24: { state: 3, retries: 1.5 }
tags: [a, 2, { b: c }]
info: yes
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: expected text, found the number 9.1
       --> web.yaml:2:7
        |
      2 | name: 9.10
        |       ^^^^
        = help: put it in quotes

      error: expected one of \`open\`, \`closed\`, \`filtered\` or a map, found a list
       --> web.yaml:4:7
        |
      4 |   22: [open]
        |       ^^^^^^

      error: expected one of \`open\`, \`closed\`, \`filtered\` or a map, found nothing
       --> web.yaml:5:3
        |
      5 |   23:
        |   ^^

      error: expected one of \`open\`, \`closed\`, \`filtered\`, found the number 3
       --> web.yaml:6:16
        |
      6 |   24: { state: 3, retries: 1.5 }
        |                ^

      error: expected a whole number, found the number 1.5
       --> web.yaml:6:28
        |
      6 |   24: { state: 3, retries: 1.5 }
        |                            ^^^

      error: expected text, found the number 2
       --> web.yaml:7:11
        |
      7 | tags: [a, 2, { b: c }]
        |           ^
        = help: put it in quotes

      error: expected text, found a map
       --> web.yaml:7:14
        |
      7 | tags: [a, 2, { b: c }]
        |              ^^^^^^^^

      error: expected \`true\` or \`false\`, found the text \`yes\`
       --> web.yaml:8:7
        |
      8 | info: yes
        |       ^^^
        = help: write \`true\`
      "
    `);
  });

  test('numbers out of bounds, and quantities without their unit', () => {
    const text = `
ports:
  22: { state: open, retries: 7 }
  23: { state: open, slow: 300 }
  24: { state: open, slow: 25d }
uptime: "12 dais"
bandwidth: 10KB/s
rate: 0/s
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: expected at most 5, found 7
       --> web.yaml:3:31
        |
      3 |   22: { state: open, retries: 7 }
        |                               ^

      error: a duration needs a unit
       --> web.yaml:4:28
        |
      4 |   23: { state: open, slow: 300 }
        |                            ^^^
        = help: write \`300ms\` or \`300s\`

      error: no timer waits longer than 24 days
       --> web.yaml:5:28
        |
      5 |   24: { state: open, slow: 25d }
        |                            ^^^
        = help: write a shorter duration

      error: \`dais\` is not a unit of a duration
       --> web.yaml:6:13
        |
      6 | uptime: "12 dais"
        |             ^^^^
        = help: known units: \`ms\`, \`s\`, \`m\`, \`h\`, \`d\`

      error: \`KB/s\` is not a unit of a bandwidth
       --> web.yaml:7:14
        |
      7 | bandwidth: 10KB/s
        |              ^^^^
        = help: did you mean \`10kB/s\`?

      error: expected more than 0, found 0
       --> web.yaml:8:7
        |
      8 | rate: 0/s
        |       ^^^
      "
    `);
  });

  test('what an alias or a merge brings in is shown where it is written', () => {
    const text = `
ports:
  22: &ssh { state: open, version: 9 }
  23: { <<: *ssh, retries: -1 }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: expected text, found the number 9
       --> web.yaml:3:36
        |
      3 |   22: &ssh { state: open, version: 9 }
        |                                    ^
        = help: put it in quotes

      error: expected at least 0, found -1
       --> web.yaml:4:28
        |
      4 |   23: { <<: *ssh, retries: -1 }
        |                            ^^
      "
    `);
  });

  test('an empty file, and one that is no map', () => {
    expect(errorsOf('# nothing yet\n')).toMatchInlineSnapshot(`
      "
      error: expected a map, found nothing
       --> web.yaml:1:1
        |
      1 | # nothing yet
        | ^
      "
    `);
    expect(errorsOf('name:web\n')).toMatchInlineSnapshot(`
      "
      error: expected a map, found the text \`name:web\`
       --> web.yaml:1:1
        |
      1 | name:web
        | ^^^^^^^^
      "
    `);
  });
});

describe('that is not YAML', () => {
  test('duplicate keys are shown beside errors of shape', () => {
    expect(errorsOf('name: web\nports:\n  22: open\n  "22": opne\n')).toMatchInlineSnapshot(`
      "
      error: duplicate key \`22\`
       --> web.yaml:4:3
        |
      4 |   "22": opne
        |   ^^^^
      note: first here
       --> web.yaml:3:3
        |
      3 |   22: open
        |   ^^

      error: \`opne\` is not one of \`open\`, \`closed\`, \`filtered\`
       --> web.yaml:4:9
        |
      4 |   "22": opne
        |         ^^^^
        = help: did you mean \`open\`?
      "
    `);
  });

  test.each([
    ['a value that begins a block', 'rate: >= 250/s'],
    ['a key without a space after its colon', 'ports:\n  22:open\n  80: open'],
    ['a key without a value', 'name: web\nports\n'],
    ['a colon within a value', 'name: web: the first'],
    ['a tab', 'ports:\n\t22: open'],
    ['an open bracket', 'os: { family: Linux\nname: web'],
    ['an open quote', 'name: "web'],
    ['wrong indentation', 'name: web\nports:\n    22: open\n  80: open'],
    ['two documents', 'name: one\n---\nname: two'],
    ['a reserved character', 'name: @web'],
    ['a tag', 'name: !secret web'],
    ['a map as a key', '? { a: 1 }\n: open'],
    ['an alias of nothing', 'name: *web'],
    ['an alias within itself', 'os: &os { family: *os }'],
    ['a merge of a text', 'os: { <<: Linux }'],
  ])('%s', (_what, text) => {
    expect(errorsOf(text)).toMatchSnapshot();
  });

  test('aliases that explode', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de'])
      bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`);
    expect(errorsOf(bomb.join('\n'))).toContain('the aliases expand to more than a file should hold');
  });
});

describe('places for later checks', () => {
  const source = new YamlSource(
    `
ports:
  default: closed
  "22, 80": open
  443: { state: open }
tags: [a, bc]
os:
  family: Linux
info:
`,
    'web.yaml',
  );

  test.each([
    [['ports', 'default'], 'value', [3, 12, 6]],
    [['ports', 'default'], 'key', [3, 3, 7]],
    [['ports', '22, 80'], 'key', [4, 3, 8]],
    [['ports', 443], 'value', [5, 8, 15]],
    [['tags', 1], 'value', [6, 11, 2]],
    [['tags', 1], 'key', [6, 11, 2]],
    [['os'], 'value', [8, 3, 13]],
    [['info'], 'value', [9, 1, 4]],
    [[], 'key', [2, 1, 6]],
  ] as const)('%j, its %s', (path, part, [line, column, length]) => {
    expect(source.at(path, part)).toMatchObject({ file: 'web.yaml', line, column, length });
  });

  test.each([
    ['in a map over several lines: its key', ['os', 'kernel'], [7, 1, 2]],
    ['in a map on one line: the map', ['ports', '443', 'slow'], [5, 8, 15]],
    ['in a value that is no map: the value', ['ports', 'default', 'state'], [3, 12, 6]],
    ['at the root: its first line', ['rate'], [2, 1, 6]],
  ] as const)('of what is missing %s', (_where, path, [line, column, length]) => {
    expect(source.at(path)).toMatchObject({ line, column, length });
  });

  test('of a part of a text, in quotes or not', () => {
    expect(source.at(['ports', '22, 80'], 'key', { offset: 4, length: 2 })).toMatchObject({
      line: 4,
      column: 8,
      length: 2,
    });
    expect(source.at(['tags', 1], 'value', { offset: 1, length: 1 })).toMatchObject({ line: 6, column: 12, length: 1 });
  });

  test('of a part of a text that the file spells otherwise: the whole', () => {
    const escaped = new YamlSource('name: "w\\u0065b"', 'web.yaml');
    expect(escaped.at(['name'], 'value', { offset: 1, length: 1 })).toMatchObject({ column: 7, length: 10 });
  });

  test('reports are thrown together, in the order of the text', () => {
    const fresh = new YamlSource('name: web\ninfo: true\n', 'web.yaml');
    fresh.throwIfReported();
    fresh.report(fresh.at(['info']), 'second');
    fresh.report(fresh.at(['name']), 'first', { help: 'help', related: { message: 'see', place: fresh.at(['info']) } });
    expect(() => fresh.throwIfReported()).toThrow('web.yaml:1:7: first\nweb.yaml:2:7: second');
  });
});
