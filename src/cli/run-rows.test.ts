import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../results/run.ts';
import type { DryRun, ScenarioList } from '../results/scenario-plan.ts';
import { folderWith } from './testing/places.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** Rows of matrices, and what `portlab run` says of scenarios without running them. */

const rows = `name: Late
description: Late is not never. Nor is it soon.
matrix: { lag: [10ms, 30ms], encoding: [text, binary] }
target:
  name: web
  ports: { 22: { state: open, slow: "\${lag}" }, 23: closed }
scan: { encoding: "\${encoding}" }
expect: { summary: { open: 1 } }
`;
const plain = 'name: Plain\ntarget: { ports: { 22: open } }\n';

describe('--matrix', () => {
  it('runs the rows that have the values, and rerun lines name them', async () => {
    const folder = await folderWith({ 'rows.yaml': rows.replace('open: 1', 'open: 2'), 'plain.yaml': plain });
    const words = ['run', folder, '--matrix', 'lag=10ms', '--seed', '7', '--toxiproxy', 'embedded'];
    const { code, stdout } = await runInProcess(words);
    expect(code).toBe(1);
    expect(stdout.match(/✗ Late \[.*?\]/g)).toEqual([
      '✗ Late [lag=10ms, encoding=text]',
      '✗ Late [lag=10ms, encoding=binary]',
    ]);
    const file = path.join(folder, 'rows.yaml');
    expect(stdout).toContain(
      `again: portlab run ${file} --matrix lag=10ms --matrix encoding=binary --seed 7 --toxiproxy embedded\n`,
    );
    const again = ['run', file, '--matrix', 'lag=10ms', '--matrix', 'encoding=binary', '--toxiproxy', 'embedded'];
    const { scenarios } = JSON.parse((await runInProcess([...again, '--json'])).stdout) as RunResult;
    expect(scenarios.map(({ row }) => row)).toEqual([{ lag: '10ms', encoding: 'binary' }]);
  });

  it.each([
    [['--matrix', 'lag=11ms'], 'no row of a matrix has lag=11ms; did you mean lag=10ms?'],
    [['--matrix', 'colour=red'], 'no row of a matrix has colour=red: there are `lag=10ms`, `encoding=text`, '],
    [['--matrix', 'lag'], 'It must be a name and a value, as in lag=250ms.'],
  ])('%j exits 2', async (words, message) => {
    const folder = await folderWith({ 'rows.yaml': rows });
    const { code, stdout, stderr } = await runInProcess(['run', folder, ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('chooses the row of a world that is held', async () => {
    const folder = await folderWith({ 'rows.yaml': rows });
    const { code, stderr } = await runInProcess(['up', `${folder}/rows.yaml`, '--matrix', 'lag=10ms']);
    expect(code).toBe(2);
    expect(stderr).toContain('choose a row, as in --matrix lag=10ms --matrix encoding=text');
  });
});

it.each([
  ['--list', '--dry-run'],
  ['--list', '--html=run.html'],
  ['--dry-run', '--junit=run.xml'],
  ['--dry-run', '--trace=run.jsonl'],
])('%s and %s exclude each other', async (one, other) => {
  const { code, stderr } = await runInProcess(['run', 'scenarios', one, other]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be used with option')]);
});

describe('--list', () => {
  it('says which scenarios there are, and why', async () => {
    const folder = await folderWith({ 'rows.yaml': rows, 'plain.yaml': plain, '_part.yaml': 'let: { a: 1 }\n' });
    const { code, stdout } = await runInProcess(['run', folder, '--list']);
    expect(code).toBe(0);
    expect(stdout.replaceAll(folder, '.')).toMatchInlineSnapshot(`
      "Plain ./plain.yaml
      Late [lag=10ms, encoding=text] ./rows.yaml
          Late is not never.
      Late [lag=10ms, encoding=binary] ./rows.yaml
      Late [lag=30ms, encoding=text] ./rows.yaml
      Late [lag=30ms, encoding=binary] ./rows.yaml

      5 scenarios
      "
    `);
    const { scenarios } = JSON.parse((await runInProcess(['run', folder, '--list', '--json'])).stdout) as ScenarioList;
    expect(scenarios.map(({ row }) => row?.lag)).toEqual([undefined, '10ms', '10ms', '30ms', '30ms']);
  });
});

describe('--dry-run', () => {
  const story = `name: A story
hosts:
  web: { address: 192.0.2.80, agent: 4545, ports: { 22: { state: open, slow: 20ms, jitter: 5ms }, 23: filtered } }
  db: { address: 192.0.2.9, os: { family: Linux, name: Debian }, ports: { 22: { state: open, service: ssh, product: OpenSSH }, 80: { state: open, speaks: "220 ready" } } }
scanners:
  outside: { timeout: 400ms, rate: 100/s, ports: 22-23 }
  inside: { via: agent, hosts: [web], ports: 22, info: true }
timeline:
  - { at: 500ms, host: db, ports: { 22: { state: open, slow: 10ms } }, until: 1s }
expect:
  outside: { web: { 23: { attempts: 2 } }, duration: < 3s, summary: { open: 2 } }
  inside: { port.attempts.max: 1 }
`;

  it('prints the world, how it changes, and what must be found', async () => {
    const folder = await folderWith({ 'story.yaml': story });
    const { code, stdout, stderr } = await runInProcess(['run', folder, '--dry-run']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll(folder, '.')).toMatchInlineSnapshot(`
      "A story ./story.yaml
        host db at 192.0.2.9, Debian
          1-21,23-79,81-65535  closed
          22                   open                      ssh OpenSSH
          80                   open, speaks "220 ready"
        host web at 192.0.2.80, agent 4545
          1-21,24-65535  closed
          22             open, slow 20 ms ± 5 ms
          23             filtered
        then
          500 ms   db  22  open, slow 10 ms
          1000 ms  db  22  open
        scanner outside of db, web, ports 22-23
          psap in text, direct, 400 ms, 1 retry, 32 at once, 100/s
          db   port 22 open (syn-ack)                           follows
          db   port 23 closed (refused)                         follows
          web  port 22 open (syn-ack)                           follows
          web  port 23 filtered (no-response) after 2 attempts  said
               summary 2 open                                   said
               duration < 3000 ms                               said
        scanner inside of web, ports 22
          psap in text, via the agent, 1000 ms, 1 retry, 32 at once, with information
          web  port 22 open (syn-ack)  follows
               port.attempts.max == 1  said

      1 scenario, nothing was run
      "
    `);
  });

  it('is one JSON document for scripts', async () => {
    const folder = await folderWith({ 'story.yaml': story });
    const { stdout } = await runInProcess(['run', folder, '--dry-run', '--json']);
    const [{ scanners, timeline } = {} as never] = (JSON.parse(stdout) as DryRun).scenarios;
    expect(timeline.map(({ atMs }) => atMs)).toEqual([500, 1000]);
    expect(scanners[1]).toMatchObject({
      name: 'inside',
      timeoutMs: 1000,
      expectations: [
        { host: 'web', text: 'port 22 open (syn-ack)', origin: 'follows' },
        { text: 'port.attempts.max == 1', origin: 'said' },
      ],
    });
  });

  it('shows in all of them what does not follow, and exits 2', async () => {
    const changing = `${plain}timeline: [{ at: 100ms, ports: { 22: filtered } }]\n`;
    const folder = await folderWith({ 'a.yaml': changing, 'b.yaml': changing.replace('filtered', 'silent') });
    const { code, stdout, stderr } = await runInProcess(['run', folder, '--dry-run']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(folder, '.')).toMatchInlineSnapshot(`
      "error: what a scan must find here does not follow: it is open (syn-ack) at first, and filtered (no-response) from 100 ms on
       --> ./a.yaml:2:20
        |
      2 | target: { ports: { 22: open } }
        |                    ^^
        = help: say it (expect: { 22: open }), or change the fault or the time limit

      error: what a scan must find here does not follow: it is open (syn-ack) at first, and filtered (no-reply) from 100 ms on
       --> ./b.yaml:2:20
        |
      2 | target: { ports: { 22: open } }
        |                    ^^
        = help: say it (expect: { 22: open }), or change the fault or the time limit
      "
    `);
  });
});
