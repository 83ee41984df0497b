import { describe, expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { errorsOf, load } from './testing/loading.ts';

/** Several hosts and several scanners. */

test('hosts are in the order of their addresses, and scanners look at all of them or at some', () => {
  const { hosts, scanners } = load(`
hosts:
  web: { address: 192.0.2.10, ports: { 80: open } }
  db: { address: 192.0.2.9, ports: { 5432: open } }
scanners:
  fast: { timeout: 100ms }
  careful: { hosts: [web], ports: 1-100, retries: 3 }
`);
  expect(hosts.map(({ name, address }) => `${name} ${address}`)).toEqual(['db 192.0.2.9', 'web 192.0.2.10']);
  expect(scanners.map(({ name, hosts: of, ports }) => [name, of, formatPortRanges(ports)])).toEqual([
    ['fast', ['db', 'web'], '80,5432'],
    ['careful', ['web'], '1-100'],
  ]);
});

test('one form may be short and the other long', () => {
  const one = load('hosts: { web: { ports: { 22: open } } }\nscan: { retries: 3 }');
  expect(one).toMatchObject({ hosts: [{ name: 'web', address: '127.0.0.1' }], scanners: [{ name: 'default' }] });
  const other = load('target: { ports: { 22: open } }\nscanners: { a: {}, b: { probe: tcp } }');
  expect(other.scanners).toMatchObject([
    { name: 'a', hosts: ['target'] },
    { name: 'b', hosts: ['target'], probe: 'tcp' },
  ]);
});

describe('refuses', () => {
  test('both forms of one thing', () => {
    const text = 'target: { ports: { 22: open } }\nhosts: { web: {} }\nscan: {}\nscanners: { fast: {} }\n';
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: \`hosts\` excludes \`target\`, which is short for one of them
       --> web.yaml:2:1
        |
      2 | hosts: { web: {} }
        | ^^^^^
      note: target here
       --> web.yaml:1:1
        |
      1 | target: { ports: { 22: open } }
        | ^^^^^^
        = help: move what \`target\` says into \`hosts\`, below a name

      error: \`scanners\` excludes \`scan\`, which is short for one of them
       --> web.yaml:4:1
        |
      4 | scanners: { fast: {} }
        | ^^^^^^^^
      note: scan here
       --> web.yaml:3:1
        |
      3 | scan: {}
        | ^^^^
        = help: move what \`scan\` says into \`scanners\`, below a name
      "
    `);
  });

  test('hosts without an address, or with another’s, and names that mean something', () => {
    const text = `
hosts:
  web: { address: 192.0.2.1, ports: { 22: open } }
  db: { ports: { 22: open } }
  cache: { address: 192.0.2.1 }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: of several hosts, each needs an \`address\`
       --> web.yaml:4:3
        |
      4 |   db: { ports: { 22: open } }
        |   ^^
        = help: write one of your choice, as in \`address: 192.0.2.10\`: it is logical, and never dialled

      error: another host has the address 192.0.2.1
       --> web.yaml:5:21
        |
      5 |   cache: { address: 192.0.2.1 }
        |                     ^^^^^^^^^
      note: first here
       --> web.yaml:3:19
        |
      3 |   web: { address: 192.0.2.1, ports: { 22: open } }
        |                   ^^^^^^^^^
        = help: give each host its own
      "
    `);
    expect(errorsOf('hosts: { summary: {}, 22: {} }\nscanners: { "": {} }\n')).toMatchInlineSnapshot(`
      "
      error: \`summary\` cannot be a name here
       --> web.yaml:1:10
        |
      1 | hosts: { summary: {}, 22: {} }
        |          ^^^^^^^
        = help: these words mean something: \`default\`, \`summary\`, \`duration\`, \`local errors\`

      error: \`22\` cannot be a name here
       --> web.yaml:1:23
        |
      1 | hosts: { summary: {}, 22: {} }
        |                       ^^
        = help: begin with a letter, and go on with letters, digits, \`-\` or \`_\`

      error: \`\` cannot be a name here
       --> web.yaml:2:13
        |
      2 | scanners: { "": {} }
        |             ^^
        = help: begin with a letter, and go on with letters, digits, \`-\` or \`_\`
      "
    `);
  });

  test('scanners of hosts that are not there, or whose agents cannot be asked together', () => {
    const text = `
hosts:
  web: { address: 192.0.2.1, agent: 4545, ports: { 22: open } }
  db: { address: 192.0.2.2, agent: 4546, ports: { 22: open } }
  cache: { address: 192.0.2.3, ports: { 22: open } }
scanners:
  a: { hosts: [wbe, db, db] }
  b: { hosts: [web, db], via: agent }
  c: { via: agent }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: one scanner asks agents on one port, and another host has its own elsewhere
       --> web.yaml:4:36
        |
      4 |   db: { address: 192.0.2.2, agent: 4546, ports: { 22: open } }
        |                                    ^^^^
      note: the other agent is here
       --> web.yaml:3:37
        |
      3 |   web: { address: 192.0.2.1, agent: 4545, ports: { 22: open } }
        |                                     ^^^^
        = help: give the agents of its hosts one port, or give each host a scanner

      error: there is no host \`wbe\`
       --> web.yaml:7:16
        |
      7 |   a: { hosts: [wbe, db, db] }
        |                ^^^
        = help: did you mean \`web\`?

      error: \`db\` is named twice
       --> web.yaml:7:25
        |
      7 |   a: { hosts: [wbe, db, db] }
        |                         ^^
      note: first here
       --> web.yaml:7:21
        |
      7 |   a: { hosts: [wbe, db, db] }
        |                     ^^
        = help: name each host once

      error: \`cache\` has no agent to ask
       --> web.yaml:9:13
        |
      9 |   c: { via: agent }
        |             ^^^^^
      note: the host is here
       --> web.yaml:5:3
        |
      5 |   cache: { address: 192.0.2.3, ports: { 22: open } }
        |   ^^^^^
        = help: add \`agent: 4545\` to the host, or to each of them
      "
    `);
  });

  test('nobody, and nothing', () => {
    expect(errorsOf('hosts: {}\nscanners: {}\n')).toMatchInlineSnapshot(`
      "
      error: there is no host to scan
       --> web.yaml:1:1
        |
      1 | hosts: {}
        | ^^^^^
        = help: describe one as \`target\`, or some by name in \`hosts\`

      error: nobody scans here
       --> web.yaml:2:1
        |
      2 | scanners: {}
        | ^^^^^^^^
        = help: name a scanner, or remove the key
      "
    `);
  });
});
