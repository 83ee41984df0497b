import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PortState } from '../../results/scan.ts';
import { judgeSample } from '../summarise.ts';
import { openTarget } from '../target.ts';
import { naabu } from './naabu.ts';
import { nmap } from './nmap.ts';
import type { Peer } from './peer.ts';
import { portlabCommand } from './portlab.ts';
import { findVersion, runPeer } from './run-peer.ts';
import { rustscan } from './rustscan.ts';

const recorded = (file: string) => readFileSync(new URL(`../testing/${file}`, import.meta.url), 'utf8');
const target = JSON.parse(recorded('truth.json')) as { ports: number[]; truth: ('open' | 'closed' | 'filtered')[] };
const none = { wrong: 0, missing: 0, error: 0 };

describe('what a real scan printed', () => {
  test.each([
    [nmap, 'nmap.xml', 60],
    [rustscan, 'rustscan.txt', 6],
  ])('$name: is read', (peer: Peer, file, howMany) => {
    const states = [...peer.read(recorded(file))];
    expect(states).toHaveLength(howMany);
    expect(judgeSample({ states }, target, peer.judged)).toEqual(none);
  });

  test('nmap: that it did not finish is an error', () => {
    expect(() => [...nmap.read('<nmaprun>')]).toThrow('did not finish');
  });
});

test('naabu: JSON lines are read, in the form that its documentation shows', () => {
  const output =
    '{"ip":"127.1.2.3","port":10002}\n{"host":"127.1.2.3","ip":"127.1.2.3","port":10016,"protocol":"tcp"}\n';
  expect([...naabu.read(output)]).toEqual([
    [10_002, 'open'],
    [10_016, 'open'],
  ]);
  expect([...naabu.read('')]).toEqual([]);
});

test('portlab: lines are read, and the summary is none of a port', () => {
  const output = '{"host":"127.1.2.3","port":22,"state":"closed","reason":"refused"}\n{"mode":"list","summary":{}}\n';
  expect([...portlabCommand(['portlab']).read(output)]).toEqual([[22, 'closed']]);
});

describe('what a peer is told', () => {
  const scan = { address: '127.1.2.3', ports: '1-3,7', concurrency: 64, timeoutMs: 200, retries: 1 };
  const words = (peer: Peer, ratePerSecond?: number) => peer.scanArgs({ ...scan, ratePerSecond }).join(' ');

  test('has the rate where it takes one', () => {
    for (const peer of [nmap, naabu, portlabCommand(['portlab'])]) {
      expect(peer.takesRate).toBe(true);
      expect(words(peer, 777)).toContain('rate 777');
      expect(words(peer)).not.toContain('777');
    }
  });

  test('has the ports in a form that it reads', () => {
    expect(words(rustscan)).toContain('--ports 1,2,3,7 ');
    expect(rustscan.scanArgs({ ...scan, ratePerSecond: undefined, ports: '1-9' })).toContain('--range');
    expect(words(nmap)).toContain('-p 1-3,7 ');
  });
});

describe.each([nmap, naabu, rustscan])('$name: live', async (peer) => {
  const version = await findVersion(peer);
  const name = version === undefined ? `${peer.name} is not installed` : `finds the truth (${version})`;
  test.skipIf(version === undefined)(name, async () => {
    const { facts, close } = await openTarget({
      behaviour: 'filtered',
      ports: 30,
      seed: Math.floor(Math.random() * 1e9),
    });
    onTestFinished(close);
    const scan = {
      address: facts.address,
      ports: facts.ports.join(),
      concurrency: 30,
      ratePerSecond: undefined,
      timeoutMs: 400,
      retries: 1,
    };
    const sample = await runPeer(peer, scan, new AbortController().signal);
    expect(judgeSample(sample, facts, peer.judged)).toEqual(none);
    expect(sample.cpuMs).toBeGreaterThanOrEqual(0);
    expect(sample.elapsedMs).toBeGreaterThan(sample.cpuMs / 4);
  });
});

describe('a peer', () => {
  /** A shell in place of a scanner. */
  const shell = (script: string): Peer => ({
    name: 'shell',
    program: 'sh',
    versionArgs: ['-c', 'echo version 1.2'],
    version: /version (\S+)/,
    takesRate: false,
    judged: 'all states',
    scanArgs: () => ['-c', script],
    *read(output): Iterable<readonly [number, PortState]> {
      yield [Number(output), 'open'];
    },
  });
  const scan = { address: '', ports: '', concurrency: 1, ratePerSecond: undefined, timeoutMs: 1, retries: 0 };
  const run = (script: string, signal = new AbortController().signal) => runPeer(shell(script), scan, signal);

  test('is asked for its version', async () => {
    expect(await findVersion(shell(''))).toBe('1.2');
    expect(await findVersion({ ...shell(''), program: '/nowhere/scanner' })).toBeUndefined();
  });

  test('has its CPU time measured, and that of no other', async () => {
    const busy = await run('i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done; echo 22');
    expect(busy.states).toEqual([[22, 'open']]);
    expect(busy.cpuMs).toBeGreaterThan(30);
    expect((await run('sleep 0.1; echo 22')).cpuMs).toBeLessThan(30);
  });

  test('that fails says why', async () => {
    await expect(run('echo hopeless >&2; exit 3')).rejects.toThrow('shell ended with 3: hopeless');
  });

  test('is ended when nobody waits for it any more', async () => {
    const controller = new AbortController();
    const running = run('exec sleep 100', controller.signal);
    controller.abort();
    await expect(running).rejects.toThrow('aborted');
  });
});
