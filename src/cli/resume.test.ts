import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toJsonDocument } from '../report/json.ts';
import { hostResult, portResult, scanResult } from '../report/testing/scans.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import { resumeCommand } from './resume.ts';
import { withResumeEntry } from './resume-entry.ts';
import { openHost, type TestHost } from './testing/host.ts';
import { folderWith, ownAddress } from './testing/places.ts';
import { type Ended, runPortlab, startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** A scan that is interrupted, and goes on. */

/** Interrupts a scan, or one that goes on, once so many lines are there. */
async function interrupt(words: readonly string[], cwd: string, lines: number): Promise<Ended> {
  const portlab = startPortlab(['scan', ...words, '--ndjson'], { cwd });
  await portlab.until('stdout', new RegExp(`^(.*\n){${lines}}`));
  portlab.kill('SIGINT');
  const ended = await portlab.ended;
  expect(ended.code).toBe(130);
  return ended;
}

/** The words behind `portlab` of the line that goes on. */
function resumeWords({ stderr }: Ended): string[] {
  const [, words = ''] = /^Resume: portlab (.*)$/m.exec(stderr) ?? [];
  return words.split(' ');
}

const portsIn = ({ stdout }: Ended): PortResult[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PortResult)
    .filter(({ port }) => port !== undefined);

const readScan = async (...file: string[]) => JSON.parse(await readFile(path.join(...file), 'utf8')) as ScanResult;

/** A scan of the host that cannot end while one of its ports is silent. */
function slowScan({ address, ports, silence }: TestHost): string[] {
  silence(ports[0]);
  const how = ['--rate', '40', '--concurrency', '4', '--timeout', '60s', '--seed', '7'];
  return [address, '-p', `${ports.join()},20000-20004`, ...how];
}

/** What has to be the same however often it was interrupted. */
function foundIn({ hosts, ...scan }: ScanResult): unknown {
  const found = hosts.map((host) => ({ ...host, ports: host.ports.map((port) => ({ ...port, elapsedMs: 0 })) }));
  return { ...scan, elapsedMs: 0, hosts: found };
}

describe('a scan that is interrupted', () => {
  it('goes on with what is left: every port is asked once, but for those under way', async () => {
    const host = await openHost(30);
    const cwd = await folderWith({});
    const first = await interrupt([...slowScan(host), '-o', 'scan.json'], cwd, 8);
    expect(resumeWords(first)).toEqual(['scan', '--resume', 'scan.json', '--ndjson']);
    const before = await readScan(cwd, 'scan.json');
    expect(before.complete).toBe(false);
    const decided = portsIn(first).map(({ port }) => port);
    expect(before.hosts[0]!.ports.map(({ port }) => port)).toEqual(decided.toSorted((one, other) => one - other));
    const askedBefore = new Map(host.ports.map((port) => [port, host.acceptedAt(port)]));
    host.silence(undefined);

    const resumed = await runPortlab(resumeWords(first), { cwd });
    expect([resumed.code, resumed.stderr]).toEqual([0, `Resuming: ${decided.length} of 35 ports are decided.\n`]);
    for (const port of host.ports) {
      const asked = host.acceptedAt(port) - askedBefore.get(port)!;
      if (decided.includes(port)) expect(asked).toBe(0);
      else expect(asked).toBeGreaterThan(0);
    }
    expect(portsIn(resumed)).toHaveLength(35);
    const after = await readScan(cwd, 'scan.json');
    expect(after).toMatchObject({ complete: true, seed: 7, summary: { open: 30, closed: 5, filtered: 0, error: 0 } });
    expect(after).not.toHaveProperty('resume');
    expect(after.elapsedMs).toBeGreaterThan(before.elapsedMs);
    expect(await readdir(cwd)).toEqual(['scan.json']);
  });

  it('twice, with information and no file of its own, is in the end as if it never had been', async () => {
    const host = await openHost(12);
    const cwd = await folderWith({});
    const words = [...slowScan(host), '--info'];
    const first = await interrupt(words, cwd, 3);
    expect(first.stderr).toMatch(/ of 17 ports decided; kept in portlab-scan-7\.json\.\n/);
    await copyFile(path.join(cwd, 'portlab-scan-7.json'), path.join(cwd, 'first.json'));
    const second = await interrupt(resumeWords(first).slice(1, -1), cwd, 11);
    expect(resumeWords(second)).toEqual(resumeWords(first));
    host.silence(undefined);
    const last = await runPortlab([...resumeWords(second).slice(0, -1), '--json'], { cwd });
    const whole = await runInProcess(['scan', ...words, '--json']);
    expect(foundIn(JSON.parse(last.stdout) as ScanResult)).toEqual(foundIn(JSON.parse(whole.stdout) as ScanResult));
    const file = path.join(cwd, 'portlab-scan-7.json');
    expect(await readFile(file, 'utf8')).toBe(last.stdout);

    const diff = await runInProcess(['diff', path.join(cwd, 'first.json'), file]);
    expect(diff.code).toBe(0);
    expect(diff.stderr).toMatch(/first\.json did not finish: what it lacks is not compared\.\n/);

    const again = await runInProcess(['scan', '--resume', file, '--json']);
    expect([again.code, again.stderr]).toEqual([0, `Nothing is left to do: ${file} is complete.\n`]);
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(last.stdout));
  });

  it('takes no file that another scan has', async () => {
    const host = await openHost(30);
    const cwd = await folderWith({ 'portlab-scan-7.json': 'of another' });
    expect(resumeWords(await interrupt(slowScan(host), cwd, 1))).toContain('portlab-scan-7-2.json');
    expect(await readFile(path.join(cwd, 'portlab-scan-7.json'), 'utf8')).toBe('of another');
  });

  it('says that it cannot be resumed where it cannot be kept, and keeps it aside where -o fails alone', async () => {
    const host = await openHost(30);
    const cwd = await folderWith({ 'kept/other.json': '{}' });
    const portlab = startPortlab(['scan', ...slowScan(host), '--ndjson', '-o', 'kept/scan.json'], { cwd });
    await portlab.until('stdout', /\n/);
    // It was there before the scan.
    await rm(path.join(cwd, 'kept'), { recursive: true });
    portlab.kill('SIGINT');
    const ended = await portlab.ended;
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('error: cannot write kept/scan.json (ENOENT)');
    expect(resumeWords(ended)).toContain('portlab-scan-7.json');
  });
});

const address = ownAddress();
const options = {
  probe: 'psap',
  encoding: 'text',
  timeout: 300,
  retries: 0,
  concurrency: 'auto',
  color: true,
} as const;

/** The text of a scan of two ports of the host, one of which is decided. */
function halfScan(host: string): string {
  const found = scanResult([hostResult([portResult(20_000, 'closed', 'refused', { host })], { address: host })], {
    complete: false,
  });
  const plan = {
    mode: 'list',
    method: 'psap',
    hosts: [host],
    ports: [20_000, 20_001],
    information: false,
    retries: 0,
  } as const;
  return toJsonDocument(withResumeEntry(found, plan, options, []));
}

describe('--resume', () => {
  it('probes what is left, adds the times, and leaves a file that -o does not name', async () => {
    const folder = await folderWith({ 'half.json': halfScan(address) });
    const [half, whole] = [path.join(folder, 'half.json'), path.join(folder, 'whole.json')];
    const { code, stdout } = await runInProcess(['scan', '--resume', half, '-o', whole]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n2 ports of 1 host in .*: 2 closed \(seed 7\)\n$/);
    expect((await readScan(whole)).elapsedMs).toBeGreaterThan(812.4);
    expect(await readFile(half, 'utf8')).toBe(halfScan(address));
  });

  it.each([
    [['127.0.0.1'], '--resume FILE says what is scanned, and how: leave out 127.0.0.1'],
    [['-p', '1', '--rate', '9', '--seed', '7'], 'says what is scanned, and how: leave out -p, --rate, --seed'],
    [['-Q', '--info', '--via', '1', '--probe', 'psap'], 'leave out -Q, --probe, --via, --info'],
    [['--record', 'met.yaml'], '--record writes what was met from the beginning on'],
    [['--json', '--ndjson'], '--json and --ndjson exclude each other'],
    [['--trace', 'FILE'], '--resume and --trace name the same file'],
  ])('refuses %j, and sends nothing', async (more, message) => {
    const file = path.join(await folderWith({ 'half.json': halfScan(address) }), 'half.json');
    const words = ['--resume', file, ...more.map((word) => word.replace('FILE', file))];
    const { code, stdout, stderr } = await runInProcess(['scan', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message.replace('FILE', file));
    expect(await readFile(file, 'utf8')).toBe(halfScan(address));
  });

  it('is under the scope guard, whoever wrote the file', async () => {
    const file = path.join(await folderWith({ 'half.json': halfScan('192.0.2.1') }), 'half.json');
    const { code, stderr } = await runInProcess(['scan', '--resume', file]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      '192.0.2.1 is outside loopback: scan only what you may, and name it with --allow 192.0.2.1',
    );
  });

  it('is as large as a scan may be', async () => {
    const many = halfScan('127.0.0.1').replace('20000-20001', '1-65535');
    const { hosts, ...rest } = JSON.parse(many) as ScanResult;
    const others = Array.from({ length: 30 }, (_, index) => hostResult([], { address: `127.0.1.${index}` }));
    const text = JSON.stringify({ ...rest, hosts: [...hosts, ...others] });
    const file = path.join(await folderWith({ 'half.json': text }), 'half.json');
    const { code, stderr } = await runInProcess(['scan', '--resume', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('65,535 ports of 31 hosts are 2,031,585; one scan takes 2,000,000 at most');
  });

  it('shows what is wrong with a file', async () => {
    const folder = await folderWith({ 'half.json': halfScan(address).replace('20000-20001', '20000-2x') });
    const file = path.join(folder, 'half.json');
    const { code, stdout, stderr } = await runInProcess(['scan', '--resume', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/error: resume\.ports: `2x` is not a port\n.*half\.json:9:14\n/);
    expect((await runInProcess(['scan', '--resume', `${folder}/none.json`])).stderr).toMatch(
      /^error: cannot read .*ENOENT/,
    );
  });
});

describe('the line that goes on', () => {
  it('has what a file cannot say, and can be pasted', () => {
    expect(resumeCommand('scan.json', options)).toBe('portlab scan --resume scan.json');
    const words = { ...options, allow: ['192.0.2.0/24', '::1'], open: true, json: true, o: 'x', rate: 9 } as const;
    expect(resumeCommand("-it's.json", words)).toBe(
      `portlab scan --resume './-it'\\''s.json' --allow 192.0.2.0/24 --allow ::1 --open --json`,
    );
  });
});
