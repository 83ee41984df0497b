import { describe, expect, test } from 'vitest';
import { errorsOf, load } from './testing/loading.ts';

/** What is said of ports: their states, and what is wrong with them. */

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
        = help: did you mean \`1.25kB/s\`?

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
        = help: write \`true\`

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
        = help: write \`true\`

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
});

test('a state that is not said is asked for', () => {
  expect(errorsOf('target: { ports: { 23: { slow: 3s } } }')).toContain('= help: add it, as in `state: open`');
});
