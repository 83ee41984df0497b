import { expect, test } from 'vitest';
import type { UpResult } from '../results/up.ts';
import { plain, tagged } from './testing/palettes.ts';
import { renderUp, renderUpChange } from './up-text.ts';

const base = { host: 'web', address: '192.0.2.10' };
const up: UpResult = {
  scenario: 'A slow web server',
  file: 'slow.yaml',
  backend: 'loopback',
  proxy: 'embedded',
  seed: 42,
  addresses: 'mapped',
  routes: [
    { ...base, ports: '22,80', real: '127.0.0.1:40123', truth: 'open', realisedBy: 'toxiproxy' },
    { ...base, ports: '443', real: '127.0.0.1:40125', truth: 'open, slow', realisedBy: 'toxiproxy' },
    { ...base, ports: '8000-8010', real: '127.0.0.1:40201', truth: 'filtered', realisedBy: 'saturated-listener' },
    { ...base, ports: 'default', real: '127.0.0.1:39999', truth: 'closed', realisedBy: 'refused-port' },
  ],
  timeline: [],
};

test('a world that is up', () => {
  expect(renderUp(up, plain)).toMatchInlineSnapshot(`
    "A slow web server is up (proxy embedded, seed 42). Ctrl-C takes it down.

    HOST  ADDRESS     PORTS      REACHED AT       TRUTH       REALISED BY
    web   192.0.2.10  22,80      127.0.0.1:40123  open        toxiproxy
    web   192.0.2.10  443        127.0.0.1:40125  open, slow  toxiproxy
    web   192.0.2.10  8000-8010  127.0.0.1:40201  filtered    saturated-listener
    web   192.0.2.10  default    127.0.0.1:39999  closed      refused-port

    To scan it:
      portlab scan 127.0.0.1 -p 40123,40125,40201,39999 --probe tcp
      nmap -sT -Pn -p 40123,40125,40201,39999 127.0.0.1
    Each real port stands for all ports of its row. --at-logical serves hosts of 127.0.0.0/8 at their own.
    "
  `);
});

test('a world that is up where it says', () => {
  const at = { host: 'web', address: '127.1.2.3' };
  const own: UpResult = {
    ...up,
    addresses: 'logical',
    routes: [
      { ...at, ports: '22,80', real: '127.1.2.3:22,80', truth: 'open', realisedBy: 'toxiproxy' },
      { ...at, ports: 'default', real: '127.1.2.3:default', truth: 'closed', realisedBy: 'refused-port' },
      { ...at, ports: 'agent 4545', real: '127.1.2.3:4545', truth: 'agent', realisedBy: 'toxiproxy' },
    ],
  };
  expect(renderUp(own, plain)).toMatchInlineSnapshot(`
    "A slow web server is up (proxy embedded, seed 42). Ctrl-C takes it down.

    HOST  ADDRESS    PORTS       REACHED AT         TRUTH   REALISED BY
    web   127.1.2.3  22,80       127.1.2.3:22,80    open    toxiproxy
    web   127.1.2.3  default     127.1.2.3:default  closed  refused-port
    web   127.1.2.3  agent 4545  127.1.2.3:4545     agent   toxiproxy

    To scan it:
      portlab scan 127.1.2.3 -p 22,80
      nmap -sT -Pn -p 22,80 127.1.2.3
    Messages carry these addresses.
    "
  `);
});

test('a world that changes', () => {
  const timeline = [
    { atMs: 500, host: 'web', ports: '22,80', truth: 'filtered' },
    { atMs: 1_500, everyMs: 2_000, host: 'web', ports: '443', truth: 'open, slow 10 ms' },
  ];
  expect(renderUp({ ...up, timeline }, plain)).toContain(
    `closed      refused-port

Changes, from now on:
  500 ms   web  22,80  filtered
  1500 ms  web  443    open, slow 10 ms, again every 2000 ms

To scan it:`,
  );
  const change = { ...up.routes[0]!, atMs: 500, madeAtMs: 603.2, truth: 'filtered', realisedBy: 'saturated-listener' };
  expect(renderUpChange(change, plain)).toBe('500 ms  web 22,80 at 127.0.0.1:40123 is now filtered\n');
  expect(renderUpChange({ ...change, host: 'a\nb' }, plain)).toContain('a\\x0ab 22,80');
});

test('the heading stands out', () => {
  expect(renderUp(up, tagged)).toContain('<bold>A slow web server</bold> is up');
  expect(renderUp(up, tagged)).toContain('\n<bold>HOST</bold>  <bold>ADDRESS   </bold>');
});

test('names of a file cannot take over the terminal', () => {
  const text = renderUp({ ...up, scenario: '\x1b[2J', routes: [{ ...up.routes[0]!, host: 'a\nb' }] }, plain);
  expect(text).toContain('\\x1b[2J is up');
  expect(text).toContain('a\\x0ab  192.0.2.10');
});
