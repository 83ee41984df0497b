import { describe, expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { loadScenarioFile } from './load.ts';
import { errorsOf, load } from './testing/loading.ts';

/** Scenarios as a whole. The parts of the language have tests of their own. */

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
        attempts: { operator: '==', limit: 2 },
        place: { line: 33, column: 3, length: 9 },
      },
      { kind: 'summary', scanner: 'default', counts: { open: 5, closed: 1019 }, place: { line: 34 } },
    ]);
  });
});

describe('what is not said', () => {
  const scenario = loadScenarioFile(
    'target:\n  ports:\n    22-23: open\n    24: silent\n',
    'some/folder/quiet.yaml',
  )[0]!;

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

describe('refuses', () => {
  test('a wrong shape, everywhere at once', () => {
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

  test('duplicate keys, with what else is wrong', () => {
    const text = 'target: { ports: { 22: open, 22: closed } }\nscna: {}\n';
    expect(errorsOf(text).match(/^error: .*$/gm)).toEqual(['error: duplicate key `22`', 'error: unknown key `scna`']);
    expect(errorsOf('name: x\nname: y\ntarget: { ports: { 22: open } }\n')).toContain('duplicate key `name`');
  });

  test('contradictions of every part at once', () => {
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

test('a share is some of it, and a connection has one fate', () => {
  const ports = '{ 22: { state: open, lossy: 100% }, 23: { state: open, lossy: 5%, first: { dropped: 1 } } }';
  const read = (yaml: string) => loadScenarioFile(yaml, 'sample.yaml');
  expect(() => read(`target: { ports: ${ports} }`)).toThrow('1:46: a share is a part, not nothing or all');
  expect(() => read(`target: { ports: ${ports.replace('100%', '10%')} }`)).toThrow(
    '`first` excludes `lossy`: a connection has one fate',
  );
  const late = 'late: { share: 5%, by: 600ms }';
  expect(() => read(`target: { ports: { 22: { state: open, ${late}, first: { dropped: 1 } } } }`)).toThrow(
    '`first` excludes `late`: a connection has one fate',
  );
  expect(() => read(`target: { ports: { 22: { state: open, slow: 1s, ${late} } } }`)).toThrow(
    '`late` excludes `slow`: both say how late answers come',
  );
});
