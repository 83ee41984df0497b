import { describe, expect, test } from 'vitest';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import { loadHostProfile } from './profile-source.ts';

const load = (text: string) => loadHostProfile(text, 'host.yaml');
const errorsOf = (text: string) => `\n${renderedErrors(() => load(text))}\n`;

test('reads the profile of the contract', () => {
  const profile = load(`
address: 127.0.0.1
agent: 4545
os: { family: Linux, name: Debian GNU/Linux, version: "12", uptime: 1.5m }
ports:
  default: closed
  22: { state: open, service: ssh, product: OpenSSH, version: "9.2" }
  80: open
  8000-8010: filtered
`);
  expect(profile).toMatchObject({
    address: '127.0.0.1',
    agentPort: 4545,
    os: { family: 'Linux', name: 'Debian GNU/Linux', version: '12', uptimeSeconds: 90 },
  });
  expect([...profile.ports]).toEqual([
    {
      first: 22,
      last: 22,
      value: { state: 'open', info: { service: 'ssh', product: 'OpenSSH', version: '9.2' } },
    },
    { first: 80, last: 80, value: { state: 'open' } },
    { first: 8000, last: 8010, value: { state: 'filtered' } },
  ]);
  expect(profile.ports.default).toEqual({ state: 'closed' });
});

test('what is not said: loopback, no agent, no system, all ports closed', () => {
  const profile = load('{}');
  expect(profile).toEqual({ address: '127.0.0.1', ports: profile.ports });
  expect(profile.ports.get(22)).toEqual({ state: 'closed' });
});

test('one key can name a list of ports, and `default` can be described', () => {
  const { ports } = load('ports:\n  22,80-81: filtered\n  default: { state: open, service: echo }\n');
  expect([22, 80, 81].map((port) => ports.get(port).state)).toEqual(['filtered', 'filtered', 'filtered']);
  expect(ports.get(23)).toEqual({ state: 'open', info: { service: 'echo' } });
});

describe('refuses', () => {
  test('addresses that are none, or are not canonical', () => {
    expect(errorsOf('address: localhost')).toMatchInlineSnapshot(`
      "
      error: \`localhost\` is not an IP address
       --> host.yaml:1:10
        |
      1 | address: localhost
        |          ^^^^^^^^^
        = help: write one, as in \`127.0.0.1\` or \`::1\`
      "
    `);
    expect(errorsOf('address: "2001:DB8:0::1"')).toMatchInlineSnapshot(`
      "
      error: \`2001:DB8:0::1\` is not in canonical form
       --> host.yaml:1:10
        |
      1 | address: "2001:DB8:0::1"
        |          ^^^^^^^^^^^^^^^
        = help: write \`2001:db8::1\`
      "
    `);
    expect(errorsOf('address: "::ffff:10.0.0.1"')).toContain('write `10.0.0.1`');
    expect(errorsOf('address: 127.1')).toContain('`127.1` is not an IP address');
  });

  test('ports that cannot be, and keys that are no ports', () => {
    const text = `
agent: 0
ports:
  defualt: closed
  ssh: open
  80-22: open
  22, 70000: opne
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: expected at least 1, found 0
       --> host.yaml:2:8
        |
      2 | agent: 0
        |        ^

      error: \`defualt\` is not a port
       --> host.yaml:4:3
        |
      4 |   defualt: closed
        |   ^^^^^^^
        = help: did you mean \`default\`?

      error: \`ssh\` is not a port
       --> host.yaml:5:3
        |
      5 |   ssh: open
        |   ^^^
        = help: write a number from 1 to 65535

      error: the range \`80-22\` runs backwards
       --> host.yaml:6:3
        |
      6 |   80-22: open
        |   ^^^^^
        = help: write 22-80

      error: there is no port 70000
       --> host.yaml:7:7
        |
      7 |   22, 70000: opne
        |       ^^^^^
        = help: ports go from 1 to 65535

      error: \`opne\` is not one of \`open\`, \`closed\`, \`filtered\`
       --> host.yaml:7:14
        |
      7 |   22, 70000: opne
        |              ^^^^
        = help: did you mean \`open\`?
      "
    `);
  });

  test('two entries for one port', () => {
    const text = `
ports:
  8005: open
  22: open
  8000-8010: filtered
  20-25,8007: closed
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: port 8005 is named twice
       --> host.yaml:5:3
        |
      5 |   8000-8010: filtered
        |   ^^^^^^^^^
      note: first here
       --> host.yaml:3:3
        |
      3 |   8005: open
        |   ^^^^
        = help: name each port once

      error: port 22 is named twice
       --> host.yaml:6:3
        |
      6 |   20-25,8007: closed
        |   ^^^^^^^^^^
      note: first here
       --> host.yaml:4:3
        |
      4 |   22: open
        |   ^^
        = help: name each port once

      error: port 8007 is named twice
       --> host.yaml:6:3
        |
      6 |   20-25,8007: closed
        |   ^^^^^^^^^^
      note: first here
       --> host.yaml:5:3
        |
      5 |   8000-8010: filtered
        |   ^^^^^^^^^
        = help: name each port once
      "
    `);
  });

  test('a description of a port that is not open', () => {
    expect(errorsOf('ports:\n  22: { state: filtered, service: ssh, product: OpenSSH }\n')).toMatchInlineSnapshot(`
      "
      error: \`service\` is for open ports, and this one is filtered
       --> host.yaml:2:26
        |
      2 |   22: { state: filtered, service: ssh, product: OpenSSH }
        |                          ^^^^^^^
        = help: remove it, or open the port

      error: \`product\` is for open ports, and this one is filtered
       --> host.yaml:2:40
        |
      2 |   22: { state: filtered, service: ssh, product: OpenSSH }
        |                                        ^^^^^^^
        = help: remove it, or open the port
      "
    `);
  });

  test('a system without its family, and texts too long for a message', () => {
    expect(errorsOf(`os: { name: Debian, hostname: ${'x'.repeat(10)} }`)).toMatchInlineSnapshot(`
      "
      error: missing key \`family\`
       --> host.yaml:1:5
        |
      1 | os: { name: Debian, hostname: xxxxxxxxxx }
        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      "
    `);
    expect(errorsOf(`ports:\n  22: { state: open, banner:\n    ${'é'.repeat(4001)} }`)).toContain(
      'a text of 8002 octets is too long to be sent',
    );
  });
});

test('says who may ask; of whom it does not speak only loopback may', () => {
  const { access } = load('access: { status: [192.0.2.0/24, "2001:db8::/32"] }');
  const may = (wants: 'status' | 'information', address: string) =>
    access?.[wants].some((range) => range.contains(address));
  expect(may('status', '192.0.2.7')).toBe(true);
  expect(may('status', '2001:db8::7')).toBe(true);
  expect(may('status', '127.0.0.1')).toBe(false);
  expect(may('information', '192.0.2.7')).toBe(false);
  expect(may('information', '127.0.0.1')).toBe(true);
});

test('a peer range that is none', () => {
  expect(errorsOf('access: { status: [192.0.2.0/33] }')).toMatchInlineSnapshot(`
    "
    error: \`192.0.2.0/33\` is no range of addresses
     --> host.yaml:1:20
      |
    1 | access: { status: [192.0.2.0/33] }
      |                    ^^^^^^^^^^^^
      = help: write one, as in \`192.0.2.0/24\` or \`127.0.0.1\`
    "
  `);
});
