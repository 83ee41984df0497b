import { describe, expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { errorsOf, load } from './testing/loading.ts';

/** What must be found by whom, and where: names are left out where there is one, and needed where there are several. */

const hosts = `
hosts:
  web: { address: 192.0.2.1, ports: { 22-29: open } }
  db: { address: 192.0.2.2, ports: { 22-29: open } }
`;
const scanners = 'scanners: { fast: {}, slow: { hosts: [db] } }\n';

/** `fast web 22 open`, `fast summary`. */
function expectationsOf(text: string): string[] {
  return load(text).expectations.map((each) => {
    if (each.kind === 'ports') return `${each.scanner} ${each.host} ${formatPortRanges(each.ports)} ${each.state}`;
    return each.kind === 'summary'
      ? `${each.scanner} summary`
      : `${each.scanner} ${each.figure} ${each.operator} ${each.limit}`;
  });
}

describe('names', () => {
  test('are all there', () => {
    const text = `${hosts}${scanners}expect:
  fast: { web: { 22: open }, db: { 23: closed }, summary: { open: 1 } }
  slow: { db: { 22: open } }
`;
    expect(expectationsOf(text)).toEqual(['fast web 22 open', 'fast db 23 closed', 'fast summary', 'slow db 22 open']);
  });

  test('of the only host of a scanner, of the only scanner, and of both, are left out', () => {
    expect(expectationsOf(`${hosts}${scanners}expect: { slow: { 22: open, db: { 23: open } } }`)).toEqual([
      'slow db 22 open',
      'slow db 23 open',
    ]);
    expect(expectationsOf(`${hosts}expect: { web: { 22: open }, summary: { open: 1 } }`)).toEqual([
      'default web 22 open',
      'default summary',
    ]);
    const one =
      'target: { name: web, ports: { 22-24: open } }\nexpect: { 22: open, web: { 23: open }, default: { 24: open } }';
    expect(expectationsOf(one)).toEqual(['default web 22 open', 'default web 23 open', 'default web 24 open']);
  });

  test('of a scanner go before the same of a host', () => {
    const text =
      'hosts: { a: { ports: { 22: open } } }\nscanners: { a: {} }\nexpect: { a: { 22: open, a: { 22: closed } } }';
    expect(errorsOf(text)).toContain('port 22 is named twice');
  });

  test('that are missing, misspelt or misplaced', () => {
    const text = `${hosts}${scanners}expect:
  22: open
  web: { 22: open }
  duration: < 3s
  fsat: { 22: open }
  fast:
    22: open
    bd: { 22: open }
  slow:
    web: { 22: open }
    8O: open
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: it is not said which scanner is to find this
       --> web.yaml:7:3
        |
      7 |   22: open
        |   ^^
        = help: write it below the name of a scanner: \`fast\`, \`slow\`

      error: it is not said which scanner is to find this
       --> web.yaml:8:3
        |
      8 |   web: { 22: open }
        |   ^^^
        = help: write it below the name of a scanner: \`fast\`, \`slow\`

      error: it is not said which scanner is to find this
       --> web.yaml:9:3
        |
      9 |   duration: < 3s
        |   ^^^^^^^^
        = help: write it below the name of a scanner: \`fast\`, \`slow\`

      error: nothing here is called \`fsat\`
        --> web.yaml:10:3
         |
      10 |   fsat: { 22: open }
         |   ^^^^
         = help: did you mean \`fast\`?

      error: it is not said on which host this is expected
        --> web.yaml:12:5
         |
      12 |     22: open
         |     ^^
         = help: write it below the name of a host: \`web\`, \`db\`

      error: nothing here is called \`bd\`
        --> web.yaml:13:5
         |
      13 |     bd: { 22: open }
         |     ^^
         = help: did you mean \`db\`?

      error: \`8O\` is not a port
        --> web.yaml:16:5
         |
      16 |     8O: open
         |     ^^
         = help: write a number from 1 to 65535
      "
    `);
    const shaped = `${hosts}${scanners}expect: { slow: { web: { 22: open }, db: { 22: open, "22-23": open }, 23: open } }`;
    expect(errorsOf(shaped)).toMatchInlineSnapshot(`
      "
      error: \`slow\` does not scan \`web\`
       --> web.yaml:6:19
        |
      6 | expect: { slow: { web: { 22: open }, db: { 22: open, "22-23": open }, 23: open } }
        |                   ^^^
        = help: add it to the \`hosts\` of the scanner: \`db\`

      error: port 22 is named twice
       --> web.yaml:6:54
        |
      6 | expect: { slow: { web: { 22: open }, db: { 22: open, "22-23": open }, 23: open } }
        |                                                      ^^^^^^^
      note: first here
       --> web.yaml:6:44
        |
      6 | expect: { slow: { web: { 22: open }, db: { 22: open, "22-23": open }, 23: open } }
        |                                            ^^
        = help: name each port once

      error: port 23 is named twice
       --> web.yaml:6:71
        |
      6 | expect: { slow: { web: { 22: open }, db: { 22: open, "22-23": open }, 23: open } }
        |                                                                       ^^
      note: first here
       --> web.yaml:6:54
        |
      6 | expect: { slow: { web: { 22: open }, db: { 22: open, "22-23": open }, 23: open } }
        |                                                      ^^^^^^^
        = help: name each port once
      "
    `);
  });
});

describe('figures of a whole scan', () => {
  test('are bounded', () => {
    const text = `
target: { ports: { 22: open } }
expect:
  duration: < 3s
  local errors: 0
  port.time.p99: "<= 200ms"
  port.time.min: '> 1ms'
  port.attempts.max: <= 2
  port.attempts.p50: 1
`;
    expect(expectationsOf(text)).toEqual([
      'default duration < 3000',
      'default local errors == 0',
      'default port.time.min > 1',
      'default port.time.p99 <= 200',
      'default port.attempts.p50 == 1',
      'default port.attempts.max <= 2',
    ]);
  });

  test('that are wrong', () => {
    const text = `
target: { ports: { 22: open } }
expect:
  duration: 3s
  local errors: none
  port.time.p99: < 200
  port.time.p98: < 200ms
  port.attempts.max: "<= two"
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: a bound on a time begins with <, <=, > or >=
       --> web.yaml:4:13
        |
      4 |   duration: 3s
        |             ^^
        = help: write "<= 3s" or ">= 3s", in quotes

      error: \`none\` is not a number
       --> web.yaml:5:17
        |
      5 |   local errors: none
        |                 ^^^^
        = help: write one, or a bound, as in \`0\` or \`"<= 2"\`

      error: a duration needs a unit
       --> web.yaml:6:20
        |
      6 |   port.time.p99: < 200
        |                    ^^^
        = help: write \`200ms\` or \`200s\`

      error: \`port.time.p98\` is not a port
       --> web.yaml:7:3
        |
      7 |   port.time.p98: < 200ms
        |   ^^^^^^^^^^^^^
        = help: did you mean \`port.time.p90\`?

      error: \`two\` is not a number
       --> web.yaml:8:26
        |
      8 |   port.attempts.max: "<= two"
        |                          ^^^
        = help: write one, or a bound, as in \`0\` or \`"<= 2"\`
      "
    `);
  });

  test('whose bound needs quotes', () => {
    const text = 'target: {}\nexpect:\n  duration: > 200ms\n  port.time.min: >= 1ms\n';
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: a plain value cannot begin with \`>\` or \`|\`
       --> web.yaml:3:15
        |
      3 |   duration: > 200ms
        |               ^^^^^
        = help: put the value in quotes

      error: a plain value cannot begin with \`>\` or \`|\`
       --> web.yaml:4:19
        |
      4 |   port.time.min: >= 1ms
        |                   ^
        = help: put the value in quotes
      "
    `);
  });
});

describe('refuses contradictions', () => {
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

  test('names that are not there, which are no ports either', () => {
    const text =
      'scanners: { a: {} }\ntarget: { ports: { 22: open } }\nexpect: { b: { 22: open }, default: 1, 8O: opne }';
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: nothing here is called \`b\`
       --> web.yaml:3:11
        |
      3 | expect: { b: { 22: open }, default: 1, 8O: opne }
        |           ^
        = help: write a port, a figure such as \`duration\`, or a name that is here: \`a\`, \`target\`

      error: nothing here is called \`default\`
       --> web.yaml:3:28
        |
      3 | expect: { b: { 22: open }, default: 1, 8O: opne }
        |                            ^^^^^^^
        = help: write a port, a figure such as \`duration\`, or a name that is here: \`a\`, \`target\`

      error: \`8O\` is not a port
       --> web.yaml:3:40
        |
      3 | expect: { b: { 22: open }, default: 1, 8O: opne }
        |                                        ^^
        = help: write a number from 1 to 65535

      error: \`opne\` is not one of \`open\`, \`closed\`, \`filtered\`, \`error\`
       --> web.yaml:3:44
        |
      3 | expect: { b: { 22: open }, default: 1, 8O: opne }
        |                                            ^^^^
        = help: did you mean \`open\`?
      "
    `);
  });

  test('attempts that a scan does not make, more of which it makes where answers are lost', () => {
    const attempts = (said: string, port = 'open', rest = '') =>
      errorsOf(`{ target: { ports: { 22: ${port} } }, ${rest}expect: { 22: { state: open, attempts: ${said} } } }`);
    const lossy = '{ state: open, lossy: 5% }';
    const flaps = 'timeline: [{ at: 1s, ports: { 22: filtered } }], ';
    const most = (attempts: number, help: string) =>
      expect.stringMatching(
        `at most ${attempts} attempts?\\n[^]*raise .retries. of the scan to ${help}, or expect fewer`,
      );
    expect(attempts('3')).toEqual(most(2, '2'));
    expect(attempts('">= 3"')).toEqual(most(2, '2'));
    expect(attempts('"> 1"', 'open', 'scan: { retries: 0 }, ')).toEqual(most(1, '1'));
    expect(attempts('">= 12"', lossy)).toEqual(most(11, '2'));
    expect(attempts('">= 12"', 'open', flaps)).toEqual(most(11, '2'));
    expect(
      load(`{ target: { ports: { 22: ${lossy} } }, expect: { 22: { attempts: ">= 3" } } }`).expectations,
    ).toMatchObject([{ attempts: { operator: '>=', limit: 3 } }]);
    expect(load('{ target: { ports: { 22: open } }, expect: { 22: { attempts: <= 9 } } }').expectations).toHaveLength(
      1,
    );
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
});
