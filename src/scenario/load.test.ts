import { describe, expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import { loadScenarioFile } from './load.ts';

const load = (text: string, file = 'web.yaml') => loadScenarioFile(text, file)[0]!;
const errorsOf = (text: string) => `\n${renderedErrors(() => load(text))}\n`;

describe('a whole scenario', () => {
  const scenario = load(`name: Accepted but silent
description: >
  A port can accept a connection
  and never answer.
target:
  name: web
  address: 192.0.2.10
  agent: 4545
  os: { family: Linux, name: Debian GNU/Linux, version: "12" }
  ports:
    default: closed
    22: { state: open, service: ssh, product: OpenSSH }
    80: open
    443: { state: open, slow: 300ms, jitter: 50ms }
    444: { state: open, bandwidth: 1kB/s }
    445: { state: open, sliced: { size: 10, delay: 5ms } }
    446: { state: open, reset: true }
    8000-8010: filtered
    9000: silent
scan:
  ports: 1-1024,8000-8010
  probe: psap
  encoding: binary
  timeout: 500ms
  retries: 1
  concurrency: 100
  rate: 1000/s
  info: true
  via: agent
expect:
  22: open
  443: { state: open, reason: syn-ack, time: ">= 250ms", info: { service: ssh } }
  8000-8010: { state: filtered, reason: no-response, attempts: 2 }
  summary: { open: 5, closed: 1019 }
`);

  test('says what it is', () => {
    expect(scenario).toMatchObject({
      name: 'Accepted but silent',
      description: 'A port can accept a connection and never answer.',
      file: 'web.yaml',
    });
  });

  test('has one host, with the truth about its ports', () => {
    const [host] = scenario.hosts;
    expect(scenario.hosts).toHaveLength(1);
    expect(host).toMatchObject({
      name: 'web',
      address: '192.0.2.10',
      agent: { port: 4545, place: { line: 8, column: 10 } },
      os: { family: 'Linux', name: 'Debian GNU/Linux', version: '12' },
      place: { line: 5, column: 1, length: 6 },
    });
    const truths = Array.from(host!.ports, ({ value, ...range }) => [formatPortRanges([range]), value]);
    expect(truths).toMatchObject([
      ['22', { behaviour: { state: 'open', faults: [] }, info: { service: 'ssh', product: 'OpenSSH' } }],
      ['80', { behaviour: { state: 'open', faults: [] } }],
      ['443', { behaviour: { state: 'open', faults: [{ kind: 'slow', delayMs: 300, jitterMs: 50 }] } }],
      ['444', { behaviour: { state: 'open', faults: [{ kind: 'bandwidth', bytesPerSecond: 1000 }] } }],
      ['445', { behaviour: { state: 'open', faults: [{ kind: 'sliced', sizeOctets: 10, delayMs: 5 }] } }],
      [
        '446',
        { behaviour: { state: 'open', faults: [{ kind: 'reset', place: { line: 17, column: 25, length: 5 } }] } },
      ],
      ['8000-8010', { behaviour: { state: 'filtered', faults: [] }, place: { line: 18, column: 5, length: 9 } }],
      ['9000', { behaviour: { state: 'silent', faults: [] } }],
    ]);
    expect(host!.ports.default).toMatchObject({ behaviour: { state: 'closed', faults: [] }, place: { line: 11 } });
    expect(host!.ports.get(80)).not.toHaveProperty('info');
  });

  test('has one scanner', () => {
    expect(scenario.scanners).toEqual([
      {
        name: 'default',
        hosts: ['web'],
        mode: 'list',
        ports: [
          { first: 1, last: 1024 },
          { first: 8000, last: 8010 },
        ],
        probe: 'psap',
        encoding: 'binary',
        via: 'agent',
        info: true,
        timeoutMs: 500,
        retries: 1,
        concurrency: 100,
        ratePerSecond: 1000,
        place: { file: 'web.yaml', line: 20, column: 1, length: 4, lineText: 'scan:' },
      },
    ]);
  });

  test('has its expectations', () => {
    expect(scenario.expectations).toMatchObject([
      { kind: 'ports', scanner: 'default', host: 'web', ports: [{ first: 22, last: 22 }], state: 'open' },
      {
        ports: [{ first: 443, last: 443 }],
        state: 'open',
        reason: 'syn-ack',
        time: { operator: '>=', limitMs: 250 },
        info: { service: 'ssh' },
      },
      {
        ports: [{ first: 8000, last: 8010 }],
        state: 'filtered',
        reason: 'no-response',
        attempts: 2,
        place: { line: 33, column: 3, length: 9 },
      },
      { kind: 'summary', scanner: 'default', counts: { open: 5, closed: 1019 }, place: { line: 34 } },
    ]);
  });
});

describe('what is not said', () => {
  const scenario = load('target:\n  ports:\n    22-23: open\n    24: silent\n', 'some/folder/quiet.yaml');

  test('the name is the file’s, and nothing more is expected', () => {
    expect(scenario).toMatchObject({ name: 'quiet', expectations: [] });
    expect(scenario).not.toHaveProperty('description');
  });

  test('the host is `target` at 127.0.0.1, its ports closed, without agent or system', () => {
    const [host] = scenario.hosts;
    expect(host).toMatchObject({ name: 'target', address: '127.0.0.1' });
    expect(host).not.toHaveProperty('agent');
    expect(host).not.toHaveProperty('os');
    expect(host!.ports.get(80).behaviour.state).toBe('closed');
    expect(host!.ports.default.place).toMatchObject({ line: 2, column: 3, length: 5 });
  });

  test('the scan asks every port that the target names, in text, and leaves the rest to the scanner', () => {
    expect(scenario.scanners).toMatchObject([
      {
        hosts: ['target'],
        mode: 'list',
        ports: [{ first: 22, last: 24 }],
        probe: 'psap',
        encoding: 'text',
        via: 'direct',
        info: false,
      },
    ]);
    expect(Object.keys(scenario.scanners[0]!)).not.toContain('timeoutMs');
  });
});

test.each([
  ['quick', 'quick', 1000],
  ['full', 'full', 65_535],
  ['22', 'list', 1],
  ['"22, 80-82"', 'list', 4],
])('scan.ports: %s', (written, mode, count) => {
  const [scanner] = load(`target: {}\nscan: { ports: ${written} }`).scanners;
  expect(scanner!.mode).toBe(mode);
  expect(scanner!.ports.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(count);
});

test('`reset: false` and an empty expectation say nothing', () => {
  const { hosts, expectations } = load('target: { ports: { 22: { state: open, reset: false } } }\nexpect: { 22: {} }');
  expect(hosts[0]!.ports.get(22).behaviour.faults).toEqual([]);
  expect(expectations).toMatchObject([{ ports: [{ first: 22, last: 22 }] }]);
});

test('what ports do beyond being slow', () => {
  const { hosts } = load(`
target:
  ports:
    22: { state: open, tarpit: 5ms, cut: 20, slow_close: 200ms, first: { refused: 2 } }
    23: { state: open, hangup: true }
    24: { state: open, garbage: 64, first: { dropped: 1 } }
    25: { state: open, speaks: "220 ready\\r\\n" }
    26: { state: open, speaks: { banner: "220 ready", after: 2s } }
    27: { state: open, busy: true, denied: false }
    28: { state: open, denied: true, hangup: false }
`);
  const faults = Array.from(hosts[0]!.ports, ({ value }) => {
    return value.behaviour.faults.map(({ place: _place, ...fault }) => fault);
  });
  expect(faults).toEqual([
    [
      { kind: 'tarpit', delayMs: 5 },
      { kind: 'cut', afterOctets: 20 },
      { kind: 'slow-close', delayMs: 200 },
      { kind: 'first', count: 2, fate: 'refused' },
    ],
    [{ kind: 'hangup' }],
    [
      { kind: 'garbage', octets: 64 },
      { kind: 'first', count: 1, fate: 'dropped' },
    ],
    [{ kind: 'speaks', banner: '220 ready\r\n', afterMs: 0 }],
    [{ kind: 'speaks', banner: '220 ready', afterMs: 2_000 }],
    [{ kind: 'busy' }],
    [{ kind: 'denied' }],
  ]);
});

describe('refuses a wrong shape', () => {
  test('everywhere at once', () => {
    const text = `
name: ""
tragte:
  ports: {}
scan:
  ports: quik
  encoding: utf8
  timeout: 0s
  rate: 1000
  retries: -1
expect:
  22: silent
  80: { time: 250ms }
  81: { time: ">= 250" , reason: synack }
  sumary: { open: 1 }
  summary: { opne: 5, silent: 1 }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: a name cannot be empty
       --> web.yaml:2:7
        |
      2 | name: ""
        |       ^^
        = help: write one, or leave the key out

      error: unknown key \`tragte\`
       --> web.yaml:3:1
        |
      3 | tragte:
        | ^^^^^^
        = help: did you mean \`target\`?

      error: \`quik\` is not a list of ports
       --> web.yaml:6:10
        |
      6 |   ports: quik
        |          ^^^^
        = help: did you mean \`quick\`?

      error: \`utf8\` is not one of \`text\`, \`binary\`
       --> web.yaml:7:13
        |
      7 |   encoding: utf8
        |             ^^^^

      error: expected more than 0, found 0
       --> web.yaml:8:12
        |
      8 |   timeout: 0s
        |            ^^

      error: a rate needs a unit
       --> web.yaml:9:9
        |
      9 |   rate: 1000
        |         ^^^^
        = help: write \`1000/s\`

      error: expected at least 0, found -1
        --> web.yaml:10:12
         |
      10 |   retries: -1
         |            ^^

      error: no scan can tell that a port is silent
        --> web.yaml:12:7
         |
      12 |   22: silent
         |       ^^^^^^
         = help: a port that answers nothing is found \`filtered\`

      error: a bound on a time begins with <, <=, > or >=
        --> web.yaml:13:15
         |
      13 |   80: { time: 250ms }
         |               ^^^^^
         = help: write "<= 250ms" or ">= 250ms", in quotes

      error: a duration needs a unit
        --> web.yaml:14:19
         |
      14 |   81: { time: ">= 250" , reason: synack }
         |                   ^^^
         = help: write \`250ms\` or \`250s\`

      error: \`synack\` is not one of \`syn-ack\`, \`error-reply\`, \`bad-reply\`, \`not-psap\`, \`refused\`, \`rst\`, \`reset\`, \`hangup\`, \`no-response\`, \`unreachable\`, \`no-reply\`, \`cut\`
        --> web.yaml:14:34
         |
      14 |   81: { time: ">= 250" , reason: synack }
         |                                  ^^^^^^
         = help: did you mean \`syn-ack\`?

      error: \`sumary\` is not a port
        --> web.yaml:15:3
         |
      15 |   sumary: { open: 1 }
         |   ^^^^^^
         = help: did you mean \`summary\`?

      error: unknown key \`open\`
        --> web.yaml:15:13
         |
      15 |   sumary: { open: 1 }
         |             ^^^^
         = help: keys that can stand here: \`state\`, \`reason\`, \`time\`, \`attempts\`, \`info\`

      error: unknown key \`opne\`
        --> web.yaml:16:14
         |
      16 |   summary: { opne: 5, silent: 1 }
         |              ^^^^
         = help: did you mean \`open\`?

      error: unknown key \`silent\`
        --> web.yaml:16:23
         |
      16 |   summary: { opne: 5, silent: 1 }
         |                       ^^^^^^
         = help: keys that can stand here: \`open\`, \`closed\`, \`filtered\`, \`error\`
      "
    `);
  });

  test('of ports and faults', () => {
    const text = `
target:
  address: 192.0.2.010
  ports:
    22: opened
    23: { state: open, slo: 300ms }
    24: { state: open, slow: 300, bandwidth: 10kbps }
    25: { state: open, sliced: { delay: 5ms } }
    26: { state: open, sliced: 10, reset: yes }
    8O: open
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`192.0.2.010\` is not an IP address
       --> web.yaml:3:12
        |
      3 |   address: 192.0.2.010
        |            ^^^^^^^^^^^
        = help: write one, as in \`127.0.0.1\` or \`::1\`

      error: \`opened\` is not one of \`open\`, \`closed\`, \`filtered\`, \`silent\`
       --> web.yaml:5:9
        |
      5 |     22: opened
        |         ^^^^^^
        = help: did you mean \`open\`?

      error: unknown key \`slo\`
       --> web.yaml:6:24
        |
      6 |     23: { state: open, slo: 300ms }
        |                        ^^^
        = help: did you mean \`slow\`?

      error: a duration needs a unit
       --> web.yaml:7:30
        |
      7 |     24: { state: open, slow: 300, bandwidth: 10kbps }
        |                              ^^^
        = help: write \`300ms\` or \`300s\`

      error: \`kbps\` is not a unit of a bandwidth
       --> web.yaml:7:48
        |
      7 |     24: { state: open, slow: 300, bandwidth: 10kbps }
        |                                                ^^^^
        = help: did you mean \`10kB/s\`?

      error: missing key \`size\`
       --> web.yaml:8:32
        |
      8 |     25: { state: open, sliced: { delay: 5ms } }
        |                                ^^^^^^^^^^^^^^

      error: expected a map, found the number 10
       --> web.yaml:9:32
        |
      9 |     26: { state: open, sliced: 10, reset: yes }
        |                                ^^

      error: expected \`true\` or \`false\`, found the text \`yes\`
       --> web.yaml:9:43
        |
      9 |     26: { state: open, sliced: 10, reset: yes }
        |                                           ^^^

      error: \`8O\` is not a port
        --> web.yaml:10:5
         |
      10 |     8O: open
         |     ^^
         = help: write a number from 1 to 65535
      "
    `);
  });

  test('of what ports do', () => {
    const text = `
target:
  ports:
    22: { state: open, cut: 0, hangup: 1, tarpit: 5 }
    23: { state: open, garbage: 0, slow_close: true }
    24: { state: open, speaks: "" }
    25: { state: open, speaks: 220 }
    26: { state: open, speaks: "PSAP/1 hello" }
    27: { state: open, speaks: { baner: "220", after: 2 } }
    28: { state: open, first: { droped: 1 } }
    29: { state: open, first: 1 }
    30: { state: open, first: { refused: 0 }, slow-close: 1s }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: a cut lets at least one octet through
       --> web.yaml:4:29
        |
      4 |     22: { state: open, cut: 0, hangup: 1, tarpit: 5 }
        |                             ^
        = help: write \`hangup: true\` for none

      error: expected \`true\` or \`false\`, found the number 1
       --> web.yaml:4:40
        |
      4 |     22: { state: open, cut: 0, hangup: 1, tarpit: 5 }
        |                                        ^

      error: a duration needs a unit
       --> web.yaml:4:51
        |
      4 |     22: { state: open, cut: 0, hangup: 1, tarpit: 5 }
        |                                                   ^
        = help: write \`5ms\` or \`5s\`

      error: expected at least 1, found 0
       --> web.yaml:5:33
        |
      5 |     23: { state: open, garbage: 0, slow_close: true }
        |                                 ^

      error: expected text or a number, found \`true\`
       --> web.yaml:5:48
        |
      5 |     23: { state: open, garbage: 0, slow_close: true }
        |                                                ^^^^

      error: a banner cannot be empty
       --> web.yaml:6:32
        |
      6 |     24: { state: open, speaks: "" }
        |                                ^^
        = help: write \`silent\` for a port that says nothing

      error: expected text or a map, found the number 220
       --> web.yaml:7:32
        |
      7 |     25: { state: open, speaks: 220 }
        |                                ^^^

      error: this could be the beginning of a PSAP message
       --> web.yaml:8:32
        |
      8 |     26: { state: open, speaks: "PSAP/1 hello" }
        |                                ^^^^^^^^^^^^^^
        = help: write what only another service would say

      error: unknown key \`baner\`
       --> web.yaml:9:34
        |
      9 |     27: { state: open, speaks: { baner: "220", after: 2 } }
        |                                  ^^^^^
        = help: did you mean \`banner\`?

      error: a duration needs a unit
       --> web.yaml:9:55
        |
      9 |     27: { state: open, speaks: { baner: "220", after: 2 } }
        |                                                       ^
        = help: write \`2ms\` or \`2s\`

      error: unknown key \`droped\`
        --> web.yaml:10:33
         |
      10 |     28: { state: open, first: { droped: 1 } }
         |                                 ^^^^^^
         = help: did you mean \`dropped\`?

      error: expected a map, found the number 1
        --> web.yaml:11:31
         |
      11 |     29: { state: open, first: 1 }
         |                               ^

      error: expected at least 1, found 0
        --> web.yaml:12:42
         |
      12 |     30: { state: open, first: { refused: 0 }, slow-close: 1s }
         |                                          ^

      error: unknown key \`slow-close\`
        --> web.yaml:12:47
         |
      12 |     30: { state: open, first: { refused: 0 }, slow-close: 1s }
         |                                               ^^^^^^^^^^
         = help: did you mean \`slow_close\`?
      "
    `);
  });

  test('a file without a target', () => {
    expect(errorsOf('name: Nothing\n')).toMatchInlineSnapshot(`
      "
      error: there is no host to scan
       --> web.yaml:1:1
        |
      1 | name: Nothing
        | ^^^^^^^^^^^^^
        = help: describe one as \`target\`, or some by name in \`hosts\`
      "
    `);
  });
});

describe('refuses contradictions', () => {
  test('a port named twice', () => {
    const text = `
target:
  ports:
    8000-8010: filtered
    8005-9000: open
expect:
  8000-8001: filtered
  8001: open
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: ports 8005-8010 are named twice
       --> web.yaml:5:5
        |
      5 |     8005-9000: open
        |     ^^^^^^^^^
      note: first here
       --> web.yaml:4:5
        |
      4 |     8000-8010: filtered
        |     ^^^^^^^^^
        = help: name each port once

      error: port 8001 is named twice
       --> web.yaml:8:3
        |
      8 |   8001: open
        |   ^^^^
      note: first here
       --> web.yaml:7:3
        |
      7 |   8000-8001: filtered
        |   ^^^^^^^^^
        = help: name each port once
      "
    `);
  });

  test('faults and descriptions of ports that are not open', () => {
    const text = `
target:
  ports:
    22: { state: silent, slow: 300ms }
    23: { state: filtered, service: ssh, reset: true }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`slow\` is for open ports, and this one is silent
       --> web.yaml:4:26
        |
      4 |     22: { state: silent, slow: 300ms }
        |                          ^^^^
        = help: remove it, or open the port

      error: \`service\` is for open ports, and this one is filtered
       --> web.yaml:5:28
        |
      5 |     23: { state: filtered, service: ssh, reset: true }
        |                            ^^^^^^^
        = help: remove it, or open the port

      error: \`reset\` is for open ports, and this one is filtered
       --> web.yaml:5:42
        |
      5 |     23: { state: filtered, service: ssh, reset: true }
        |                                          ^^^^^
        = help: remove it, or open the port
      "
    `);
  });

  test('faults that exclude each other, and jitter beyond its delay', () => {
    const text = `
target:
  ports:
    22: { state: open, slow: 300ms, sliced: { size: 1 }, reset: true }
    23: { state: open, jitter: 50ms }
    24: { state: open, slow: 50ms, jitter: 300ms }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`slow\` has nothing to act on where the connection is reset
       --> web.yaml:4:24
        |
      4 |     22: { state: open, slow: 300ms, sliced: { size: 1 }, reset: true }
        |                        ^^^^
      note: reset here
       --> web.yaml:4:58
        |
      4 |     22: { state: open, slow: 300ms, sliced: { size: 1 }, reset: true }
        |                                                          ^^^^^
        = help: remove it, or remove \`reset\`

      error: \`sliced\` has nothing to act on where the connection is reset
       --> web.yaml:4:37
        |
      4 |     22: { state: open, slow: 300ms, sliced: { size: 1 }, reset: true }
        |                                     ^^^^^^
      note: reset here
       --> web.yaml:4:58
        |
      4 |     22: { state: open, slow: 300ms, sliced: { size: 1 }, reset: true }
        |                                                          ^^^^^
        = help: remove it, or remove \`reset\`

      error: \`jitter\` needs \`slow\`, the delay that it varies
       --> web.yaml:5:24
        |
      5 |     23: { state: open, jitter: 50ms }
        |                        ^^^^^^
        = help: add \`slow: 50ms\`, or more

      error: the jitter is more than the delay, so that answers would come early
       --> web.yaml:6:44
        |
      6 |     24: { state: open, slow: 50ms, jitter: 300ms }
        |                                            ^^^^^
      note: the delay is here
       --> web.yaml:6:30
        |
      6 |     24: { state: open, slow: 50ms, jitter: 300ms }
        |                              ^^^^
        = help: write at most \`50ms\`, or raise \`slow\`
      "
    `);
  });

  test('fates of one request, and what one leaves nothing to do for', () => {
    const text = `
target:
  ports:
    22: { state: open, hangup: true, garbage: 64, busy: true }
    23: { state: open, sliced: { size: 10 }, tarpit: 5ms }
    24: { state: open, hangup: true, slow: 5ms, slow_close: 5ms }
    25: { state: open, speaks: "220 ready", cut: 20, slow_close: 5ms }
    26: { state: open, speaks: "PONG", tarpit: 5ms }
    27: { state: open, first: { refused: 1, dropped: 1 } }
    28: { state: open, first: {} }
  agent: { port: 4545, busy: true, denied: true }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`garbage\` excludes \`hangup\`: a request has one fate
       --> web.yaml:4:38
        |
      4 |     22: { state: open, hangup: true, garbage: 64, busy: true }
        |                                      ^^^^^^^
      note: hangup here
       --> web.yaml:4:24
        |
      4 |     22: { state: open, hangup: true, garbage: 64, busy: true }
        |                        ^^^^^^
        = help: remove one of them

      error: \`busy\` excludes \`hangup\`: a request has one fate
       --> web.yaml:4:51
        |
      4 |     22: { state: open, hangup: true, garbage: 64, busy: true }
        |                                                   ^^^^
      note: hangup here
       --> web.yaml:4:24
        |
      4 |     22: { state: open, hangup: true, garbage: 64, busy: true }
        |                        ^^^^^^
        = help: remove one of them

      error: \`tarpit\` excludes \`sliced\`: both cut answers to pieces
       --> web.yaml:5:46
        |
      5 |     23: { state: open, sliced: { size: 10 }, tarpit: 5ms }
        |                                              ^^^^^^
      note: sliced here
       --> web.yaml:5:24
        |
      5 |     23: { state: open, sliced: { size: 10 }, tarpit: 5ms }
        |                        ^^^^^^
        = help: remove one of them

      error: \`slow\` has nothing to act on where the connection ends without an octet
       --> web.yaml:6:38
        |
      6 |     24: { state: open, hangup: true, slow: 5ms, slow_close: 5ms }
        |                                      ^^^^
      note: hangup here
       --> web.yaml:6:24
        |
      6 |     24: { state: open, hangup: true, slow: 5ms, slow_close: 5ms }
        |                        ^^^^^^
        = help: remove it, or remove \`hangup\`

      error: \`cut\` has nothing to act on where another service speaks, and never ends
       --> web.yaml:7:45
        |
      7 |     25: { state: open, speaks: "220 ready", cut: 20, slow_close: 5ms }
        |                                             ^^^
      note: speaks here
       --> web.yaml:7:24
        |
      7 |     25: { state: open, speaks: "220 ready", cut: 20, slow_close: 5ms }
        |                        ^^^^^^
        = help: remove it, or remove \`speaks\`

      error: \`slow_close\` has nothing to act on where another service speaks, and never ends
       --> web.yaml:7:54
        |
      7 |     25: { state: open, speaks: "220 ready", cut: 20, slow_close: 5ms }
        |                                                      ^^^^^^^^^^
      note: speaks here
       --> web.yaml:7:24
        |
      7 |     25: { state: open, speaks: "220 ready", cut: 20, slow_close: 5ms }
        |                        ^^^^^^
        = help: remove it, or remove \`speaks\`

      error: the first piece of this banner could be the beginning of a PSAP message
       --> web.yaml:8:40
        |
      8 |     26: { state: open, speaks: "PONG", tarpit: 5ms }
        |                                        ^^^^^^
      note: the banner is here
       --> web.yaml:8:24
        |
      8 |     26: { state: open, speaks: "PONG", tarpit: 5ms }
        |                        ^^^^^^
        = help: remove \`tarpit\`, or let the banner begin with another letter

      error: they have one fate, not two
       --> web.yaml:9:31
        |
      9 |     27: { state: open, first: { refused: 1, dropped: 1 } }
        |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^
        = help: write \`{ refused: 1 }\` or \`{ dropped: 1 }\`

      error: nothing is said of the first connections
        --> web.yaml:10:31
         |
      10 |     28: { state: open, first: {} }
         |                               ^^
         = help: write \`{ refused: 1 }\` or \`{ dropped: 1 }\`

      error: \`denied\` excludes \`busy\`: a request has one fate
        --> web.yaml:11:36
         |
      11 |   agent: { port: 4545, busy: true, denied: true }
         |                                    ^^^^^^
      note: busy here
        --> web.yaml:11:24
         |
      11 |   agent: { port: 4545, busy: true, denied: true }
         |                        ^^^^
         = help: remove one of them
      "
    `);
  });

  test('an agent that is not there, or cannot be asked', () => {
    const text = `
target:
  ports: { 22: open }
scan: { via: agent, probe: tcp }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: the target has no agent to ask
       --> web.yaml:4:14
        |
      4 | scan: { via: agent, probe: tcp }
        |              ^^^^^
      note: the host is here
       --> web.yaml:2:1
        |
      2 | target:
        | ^^^^^^
        = help: add \`agent: 4545\` to the host, or to each of them

      error: \`tcp\` probes connect to the ports themselves, not to an agent
       --> web.yaml:4:28
        |
      4 | scan: { via: agent, probe: tcp }
        |                            ^^^
        = help: remove \`probe\`, or remove \`via\`
      "
    `);
  });

  test('nothing to scan', () => {
    expect(errorsOf('target:\n  ports:\n    default: filtered\n')).toMatchInlineSnapshot(`
      "
      error: there is nothing to scan: no port of the target is named
       --> web.yaml:1:1
        |
      1 | target:
        | ^^^^^^
        = help: name ports in \`ports\` of the host, or say which to scan in \`ports\` of the scan
      "
    `);
    expect(errorsOf('name: x\ntarget:\n  name: web\nscan:\n  retries: 3\n')).toContain('there is nothing to scan');
  });

  test('expectations of ports that are not probed', () => {
    const text = `
target:
  ports: { 22: open }
scan: { ports: 20-30 }
expect:
  25-35: closed
  80: closed
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: ports 31-35 are not probed, so that nothing can be expected there
       --> web.yaml:6:3
        |
      6 |   25-35: closed
        |   ^^^^^
        = help: add 31-35 to \`ports\` of the scan

      error: port 80 is not probed, so that nothing can be expected there
       --> web.yaml:7:3
        |
      7 |   80: closed
        |   ^^
        = help: add 80 to \`ports\` of the scan
      "
    `);
  });

  test('expectations that no verdict can meet', () => {
    const text = `
target:
  ports: { 22-24: open }
scan: { retries: 1 }
expect:
  22: { state: filtered, reason: refused }
  23: { state: error, reason: syn-ack, attempts: 3 }
  24: { state: closed, info: { service: ssh } }
  summary: { open: 3, closed: 1 }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`refused\` is a reason to call a port closed, not filtered
       --> web.yaml:6:34
        |
      6 |   22: { state: filtered, reason: refused }
        |                                  ^^^^^^^
        = help: reasons for filtered: \`no-response\`, \`unreachable\`, \`no-reply\`, \`cut\`

      error: \`syn-ack\` is a reason to call a port open, not error
       --> web.yaml:7:31
        |
      7 |   23: { state: error, reason: syn-ack, attempts: 3 }
        |                               ^^^^^^^
        = help: reasons for error: \`local:<errno>\`, \`agent:<code>\`

      error: the scan makes at most 2 attempts
       --> web.yaml:7:50
        |
      7 |   23: { state: error, reason: syn-ack, attempts: 3 }
        |                                                  ^
        = help: raise \`retries\` of the scan to 2, or expect fewer

      error: the scan does not ask for information
       --> web.yaml:8:24
        |
      8 |   24: { state: closed, info: { service: ssh } }
        |                        ^^^^
        = help: add \`info: true\` to the scan

      error: only open ports give information, and this one is expected closed
       --> web.yaml:8:24
        |
      8 |   24: { state: closed, info: { service: ssh } }
        |                        ^^^^
        = help: remove \`info\`, or expect the port open

      error: the summary counts 4 ports, but the scan probes 3
       --> web.yaml:9:3
        |
      9 |   summary: { open: 3, closed: 1 }
        |   ^^^^^^^
      "
    `);
  });

  test('of a summary that counts nothing', () => {
    expect(errorsOf('{ target: { ports: { 22: open } }, expect: { summary: {} } }')).toMatchInlineSnapshot(`
      "
      error: the summary counts nothing, so that nothing could be wrong with it
       --> web.yaml:1:46
        |
      1 | { target: { ports: { 22: open } }, expect: { summary: {} } }
        |                                              ^^^^^^^
        = help: say how many ports are open, closed, filtered or error, or remove it
      "
    `);
  });

  test('of every part at once', () => {
    const text = `
target:
  ports:
    22: { state: closed, slow: 1s }
scan:
  via: agent
expect:
  23: open
`;
    expect(errorsOf(text).match(/^error: .*$/gm)).toEqual([
      'error: `slow` is for open ports, and this one is closed',
      'error: the target has no agent to ask',
      'error: port 23 is not probed, so that nothing can be expected there',
    ]);
  });
});
