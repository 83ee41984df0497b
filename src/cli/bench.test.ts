import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BenchReport } from '../results/bench.ts';
import { folderWith } from './testing/places.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab bench scan` from the outside: what it prints where, and how it exits. */

const bench = (...words: string[]) => runInProcess(['bench', 'scan', ...words]);
const small = '--ports 20 --repeat 1 --concurrency 8 --engine direct --peers none'.split(' ');

describe('bench scan', () => {
  it('shows the speed of a scan beside its errors, and keeps both', async () => {
    const folder = await folderWith({});
    const [json, html] = ['bench.json', 'bench.html'].map((name) => path.join(folder, name)) as [string, string];
    const words = [
      '--behaviour',
      'closed',
      '--probe',
      'tcp',
      '--timeout',
      '2s',
      '--seed',
      '7',
      '-o',
      json,
      '--html',
      html,
    ];
    const { code, stdout, stderr } = await bench(...small, ...words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^portlab direct tcp {2,}8 +[\d,]+ +none +\d/m);
    expect(stdout).toContain('0 rows with wrong verdicts');
    const report = JSON.parse(await readFile(json, 'utf8')) as BenchReport;
    expect(report).toMatchObject({ seed: 7, complete: true, summary: { rows: 2, failed: 0 }, peers: [] });
    expect(report.rerun).toBe(
      'portlab bench scan --behaviour closed --concurrency 8 --engine direct --probe tcp --ports 20 --repeat 1 ' +
        '--timeout 2000ms --retries 1 --peers none --seed 7',
    );
    expect(await readFile(html, 'utf8')).toContain('No wrong verdict in 2 rows');
  });

  it('exits 1 where its own verdicts are wrong, and says how to see it again', async () => {
    // No answer comes as fast as that, unless this process was held up for longer than the answer takes.
    const { code, stdout } = await bench(...small, '--behaviour', 'slow', '--timeout', '20ms', '--retries', '0');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^portlab direct psap .* \d+ wrong /m);
    expect(stdout).toMatch(/^Rerun: portlab bench scan --behaviour slow=50ms .* --timeout 20ms .* --seed \d+$/m);
  });

  it('measures its own command among the peers, and prints JSON alone', async () => {
    const words = [...small, '--behaviour', 'closed', '--probe', 'tcp', '--timeout', '2s', '--json'];
    const { code, stdout } = await bench(...words, '--peers', 'auto');
    expect(code).toBe(0);
    const { rows } = JSON.parse(stdout) as BenchReport;
    const row = rows.find(({ scanner }) => scanner === 'portlab scan');
    expect(row).toMatchObject({ role: 'peer', errors: { wrong: 0, missing: 0, error: 0 } });
    expect(row!.cpuUsPerProbe).toBeGreaterThan(0);
  });

  it.each([
    [['--behaviour', 'closd'], 'Did you mean closed?'],
    [['--behaviour', 'open,lossy=5'], "'open,lossy=5' is invalid. a share needs a unit: write `5%`"],
    [['--behaviour', 'lossy=100%'], 'The value of lossy must be more than 0%, and less than 100%.'],
    [['--behaviour', 'closed=5%'], 'closed takes no value: write closed, or slow=50ms, lossy=5% or limited=500/s.'],
    [['--concurrency', '16,0'], 'It must be a whole number from 1 to 10000.'],
    [['--peers', 'nmap,none'], 'It must be none alone, or the names of peers.'],
    [['--peers', 'nmpa'], 'Did you mean nmap?'],
    [['--ports', '5'], 'It must be a whole number from 10 to 20000.'],
    [['--engine', 'agent', '--probe', 'tcp'], 'nothing is left to measure'],
  ])('refuses %j', async (words, why) => {
    const { code, stdout, stderr } = await bench(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
  });

  it.skipIf(process.platform !== 'linux')('says where a file cannot be written, and prints all the same', async () => {
    const words = ['--behaviour', 'closed', '--probe', 'tcp', '--timeout', '2s', '-o', '/dev/full'];
    const { code, stdout, stderr } = await bench(...small, ...words);
    expect(code).toBe(3);
    expect(stdout).toContain('portlab direct tcp');
    expect(stderr).toContain('cannot write /dev/full (ENOSPC)');
  });
});

describe('bench scan that is interrupted', () => {
  it('in its first row says what was under way, and how much there is', async () => {
    const interrupt = (event: string | symbol): void => {
      if (event === 'SIGINT') setImmediate(() => process.emit('SIGINT'));
    };
    process.on('newListener', interrupt);
    onTestFinished(() => void process.off('newListener', interrupt));
    const { code, stdout, stderr } = await bench(...small, '--behaviour', 'lossy=20%', '--probe', 'tcp');
    expect(code).toBe(130);
    expect(stdout).toContain('0 rows in ');
    expect(stderr).toBe('Interrupted during lossy=20%: 0 of 2 rows measured.\n');
  });
});

describe('behaviours with a value', () => {
  it('are swept in order, each named in the text, the page and the line that reruns them, with its value in JSON', async () => {
    const folder = await folderWith({});
    const [json, html] = ['bench.json', 'bench.html'].map((name) => path.join(folder, name)) as [string, string];
    const words = ['--behaviour', 'limited=90000/s,slow=70ms,slow,slow=50ms', '--probe', 'psap', '--timeout', '2s'];
    const { code, stdout } = await bench(...small, ...words, '-o', json, '--html', html);
    expect(code).toBe(0);
    const titles = [...stdout.matchAll(/^(\S+): every port/gm)].map(([, name]) => name);
    expect(titles).toEqual(['slow=50ms', 'slow=70ms', 'limited=90000/s']);
    const { rows, rerun } = JSON.parse(await readFile(json, 'utf8')) as BenchReport;
    const own = rows.filter(({ role }) => role === 'own');
    expect(own).toMatchObject([
      { behaviour: 'slow', delayMs: 50 },
      { behaviour: 'slow', delayMs: 70 },
      { behaviour: 'limited', servedPerSecond: 90_000 },
    ]);
    expect(rerun).toContain('--behaviour slow=50ms,slow=70ms,limited=90000/s ');
    const page = await readFile(html, 'utf8');
    for (const name of titles) expect(page).toContain(`<section data-behaviour="${name}"`);
  });
});

describe('bench', () => {
  it('has to be told what', async () => {
    const { code, stderr } = await runInProcess(['bench']);
    expect(code).toBe(2);
    expect(stderr).toContain('portlab bench');
  });
});
