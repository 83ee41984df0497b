import { describe, expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { errorsOf, load } from './testing/loading.ts';

/** How the world changes. */

const target =
  'target: { name: web, ports: { 22: open, 80-90: { state: open, slow: 50ms, first: { dropped: 1 } } } }\n';

function changesOf(text: string): string[] {
  return load(text).timeline.map(({ atMs, everyMs, host, ports, behaviour: { state, faults } }) => {
    const every = everyMs === undefined ? '' : ` every ${everyMs}`;
    return `${atMs}${every} ${host} ${formatPortRanges(ports)} ${[state, ...faults.map(({ kind }) => kind)].join(' ')}`;
  });
}

test('changes come when, where and as they are written', () => {
  const text = `${target}
timeline:
  - { at: 500ms, ports: { 22: filtered, "80,85-86": { state: open, slow: 200ms, cut: 20 } } }
  - { at: 1s, host: web, every: 400ms, ports: { 22: open } }
`;
  expect(changesOf(text)).toEqual([
    '500 web 22 filtered',
    '500 web 80,85-86 open slow cut',
    '1000 every 400 web 22 open',
  ]);
  expect(load(text).timeline[0]!.place).toMatchObject({ file: 'web.yaml', line: 4, column: 27, length: 2 });
});

test('`until` brings back what the host says, but no first connections', () => {
  const text = `${target}scan: { ports: 1-100 }\ntimeline: [{ at: 500ms, ports: { 20-85: silent }, until: 900ms }]\n`;
  expect(changesOf(text)).toEqual([
    '500 web 20-85 silent',
    '900 web 20-21,23-79 closed',
    '900 web 22 open',
    '900 web 80-85 open slow',
  ]);
});

describe('refuses', () => {
  test('a wrong shape', () => {
    const text = `${target}timeline:
  - { ports: { 22: open } }
  - { at: 0ms, ports: { default: open } }
  - { at: 500, ports: { 22: { state: open, first: { dropped: 1 }, service: ssh } } }
  - { at: 1s, prots: { 22: open } }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: missing key \`at\`
       --> web.yaml:3:5
        |
      3 |   - { ports: { 22: open } }
        |     ^^^^^^^^^^^^^^^^^^^^^^^

      error: expected more than 0, found 0
       --> web.yaml:4:11
        |
      4 |   - { at: 0ms, ports: { default: open } }
        |           ^^^

      error: a change names its ports
       --> web.yaml:4:25
        |
      4 |   - { at: 0ms, ports: { default: open } }
        |                         ^^^^^^^
        = help: write \`1-65535\` for all of them

      error: a duration needs a unit
       --> web.yaml:5:11
        |
      5 |   - { at: 500, ports: { 22: { state: open, first: { dropped: 1 }, service: ssh } } }
        |           ^^^
        = help: write \`500ms\` or \`500s\`

      error: unknown key \`first\`
       --> web.yaml:5:44
        |
      5 |   - { at: 500, ports: { 22: { state: open, first: { dropped: 1 }, service: ssh } } }
        |                                            ^^^^^
        = help: keys that can stand here: \`slow\`, \`jitter\`, \`late\`, \`bandwidth\`, \`sliced\`, \`tarpit\`, \`cut\`, \`slow_close\`, \`reset\`, \`hangup\`, \`garbage\`, \`speaks\`, \`lossy\`, \`busy\`, \`denied\`

      error: unknown key \`service\`
       --> web.yaml:5:67
        |
      5 |   - { at: 500, ports: { 22: { state: open, first: { dropped: 1 }, service: ssh } } }
        |                                                                   ^^^^^^^
        = help: keys that can stand here: \`slow\`, \`jitter\`, \`late\`, \`bandwidth\`, \`sliced\`, \`tarpit\`, \`cut\`, \`slow_close\`, \`reset\`, \`hangup\`, \`garbage\`, \`speaks\`, \`lossy\`, \`busy\`, \`denied\`

      error: unknown key \`prots\`
       --> web.yaml:6:15
        |
      6 |   - { at: 1s, prots: { 22: open } }
        |               ^^^^^
        = help: did you mean \`ports\`?
      "
    `);
  });

  test('what cannot be', () => {
    const text = `${target}timeline:
  - { at: 500ms, host: wbe, ports: { 22: open } }
  - { at: 500ms, ports: {} }
  - { at: 500ms, every: 100ms, until: 300ms, ports: { 22: { state: closed, slow: 3ms } } }
  - { at: 1s, ports: { 23: open } }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: there is no host \`wbe\`
       --> web.yaml:3:24
        |
      3 |   - { at: 500ms, host: wbe, ports: { 22: open } }
        |                        ^^^
        = help: did you mean \`web\`?

      error: no port changes here
       --> web.yaml:4:25
        |
      4 |   - { at: 500ms, ports: {} }
        |                         ^^
        = help: name one, as in \`ports: { 22: filtered }\`

      error: \`until\` excludes \`every\`
       --> web.yaml:5:32
        |
      5 |   - { at: 500ms, every: 100ms, until: 300ms, ports: { 22: { state: closed, slow: 3ms } } }
        |                                ^^^^^
      note: every here
       --> web.yaml:5:18
        |
      5 |   - { at: 500ms, every: 100ms, until: 300ms, ports: { 22: { state: closed, slow: 3ms } } }
        |                  ^^^^^
        = help: to come and go again and again, write two entries with \`every\`

      error: it would end before it begins
       --> web.yaml:5:39
        |
      5 |   - { at: 500ms, every: 100ms, until: 300ms, ports: { 22: { state: closed, slow: 3ms } } }
        |                                       ^^^^^
      note: it begins here
       --> web.yaml:5:11
        |
      5 |   - { at: 500ms, every: 100ms, until: 300ms, ports: { 22: { state: closed, slow: 3ms } } }
        |           ^^^^^
        = help: write more than \`500ms\`

      error: \`slow\` is for open ports, and this one is closed
       --> web.yaml:5:76
        |
      5 |   - { at: 500ms, every: 100ms, until: 300ms, ports: { 22: { state: closed, slow: 3ms } } }
        |                                                                            ^^^^
        = help: remove it, or open the port

      error: no scanner probes these ports, so that nobody could see the change
       --> web.yaml:6:24
        |
      6 |   - { at: 1s, ports: { 23: open } }
        |                        ^^
        = help: name 23 in \`ports\` of the host, or of a scan
      "
    `);
  });

  test('to guess which of several hosts changes', () => {
    const text = `
hosts: { web: { address: 192.0.2.1, ports: { 22: open } }, db: { address: 192.0.2.2 } }
timeline: [{ at: 1s, ports: { 22: closed } }]
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: it is not said which host changes
       --> web.yaml:3:12
        |
      3 | timeline: [{ at: 1s, ports: { 22: closed } }]
        |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = help: add \`host\`, one of \`web\`, \`db\`
      "
    `);
  });

  const collide = (...entries: string[]) => {
    const text = `${target}timeline:\n${entries.map((entry) => `  - { ${entry}, ports: { 22: closed } }\n`).join('')}`;
    try {
      load(text);
      return false;
    } catch (error) {
      expect(String(error)).toContain('22 changes twice at one time');
      return true;
    }
  };

  test.each([
    [true, 'at: 500ms', 'at: 0.5s'],
    [false, 'at: 500ms', 'at: 501ms'],
    [true, 'at: 100ms, until: 500ms', 'at: 500ms'],
    [true, 'at: 100ms, every: 200ms', 'at: 500ms'],
    [false, 'at: 100ms, every: 200ms', 'at: 400ms'],
    [false, 'at: 500ms, every: 200ms', 'at: 300ms'],
    [true, 'at: 300ms', 'at: 100ms, every: 0.1s'],
    [false, 'at: 200ms, every: 400ms', 'at: 400ms, every: 400ms'],
    [true, 'at: 200ms, every: 400ms', 'at: 400ms, every: 300ms'],
    [true, 'at: 0.3ms, every: 0.1ms', 'at: 1ms'],
  ])('two changes of one port at one time: %j, of %s and %s', (wanted, one, other) => {
    expect(collide(one, other)).toBe(wanted);
    expect(collide(other, one)).toBe(wanted);
  });

  test('shows both places of a collision', () => {
    const text = `${target}timeline:
  - { at: 1s, ports: { 22: closed } }
  - { at: 500ms, every: 250ms, ports: { 20-22: filtered } }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: 22 changes twice at one time
       --> web.yaml:4:41
        |
      4 |   - { at: 500ms, every: 250ms, ports: { 20-22: filtered } }
        |                                         ^^^^^
      note: first here
       --> web.yaml:3:24
        |
      3 |   - { at: 1s, ports: { 22: closed } }
        |                        ^^
        = help: give one of the changes another time
      "
    `);
  });
});
