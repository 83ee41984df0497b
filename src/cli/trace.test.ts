import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPcapng } from '../report/testing/read-pcapng.ts';
import { readTimeline } from '../report/timeline-jsonl.ts';
import type { ScanResult } from '../results/scan.ts';
import type { TimelineEvent } from '../results/timeline.ts';
import { openHost } from './testing/host.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** A host with one open port and one where nobody listens, and the words that scan it into a file of that name. */
async function scanned(file: string, ...options: string[]) {
  const host = await openHost(1);
  const [closed] = await freePorts(host.address, 1);
  const trace = path.join(await folderWith({}), file);
  const ports = [host.ports[0]!, closed!];
  const words = [
    'scan',
    host.address,
    '-p',
    ports.join(),
    '--seed',
    '7',
    '--timeout',
    '10s',
    '--json',
    '--trace',
    trace,
    ...options,
  ];
  const { code, stdout, stderr } = await runInProcess(words);
  expect([code, stderr]).toEqual([0, '']);
  return { host, open: ports[0]!, closed: closed!, trace, result: JSON.parse(stdout) as ScanResult };
}

async function timelineIn(file: string): Promise<TimelineEvent[]> {
  return readTimeline(await readFile(file, 'utf8'), file);
}

describe('scan --trace', () => {
  it('writes what happened as JSON lines: the scan, its connections, its verdicts', async () => {
    const { host, open, closed, trace, result } = await scanned('trace.jsonl');
    const timeline = await timelineIn(trace);
    const times = timeline.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const wallClock = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
    expect(timeline[0]).toEqual({ atMs: 0, kind: 'began', name: `portlab scan ${host.address}`, seed: 7, wallClock });

    const of = (port: number) => {
      const dial = timeline.find((event) => event.kind === 'dial' && event.port === port) as { connection: number };
      return timeline.filter((event) => 'connection' in event && event.connection === dial.connection);
    };
    expect(of(open).map((event) => (event.kind === 'octets' ? event.direction : event.kind))).toEqual([
      'dial',
      'up',
      'sent',
      'received',
      'close',
    ]);
    expect(of(closed)).toMatchObject([
      { kind: 'dial', scanner: 'default', address: host.address },
      { kind: 'close', by: 'error', errno: 'ECONNREFUSED' },
    ]);
    const [, , sent] = of(open);
    expect(Buffer.from((sent as { octets: string }).octets, 'hex').toString()).toMatch(
      /^PSAP\/1 COMMAND CONNECTION SYN/,
    );

    const verdicts = timeline
      .filter((event) => event.kind === 'verdict')
      .map(({ atMs: _, kind, scanner, ...port }) => port);
    const byPort = (one: { port: number }, other: { port: number }) => one.port - other.port;
    expect(verdicts.sort(byPort)).toEqual(result.hosts[0]!.ports);
  });

  it('writes pcapng where the name ends so', async () => {
    const { host, open, closed, trace } = await scanned('trace.pcapng');
    const { comments, packets } = readPcapng(await readFile(trace));
    expect(comments[0]).toBe(`portlab scan ${host.address}, seed 7`);
    const to = (port: number) => packets.filter(({ destination }) => destination === `${host.address} ${port}`);
    const from = (port: number) => packets.filter(({ source }) => source === `${host.address} ${port}`);
    expect(
      to(open)
        .find(({ payload }) => payload.length > 0)!
        .payload.toString(),
    ).toMatch(/^PSAP\/1 COMMAND/);
    expect(
      from(open)
        .find(({ payload }) => payload.length > 0)!
        .payload.toString(),
    ).toMatch(/^PSAP\/1 /);
    expect([...to(closed), ...from(closed)].map(({ flags }) => flags)).toEqual(['S', 'RA']);
    expect(from(closed)[0]!.comments).toEqual([
      expect.stringMatching(
        new RegExp(`^verdict of scanner default: port ${closed} closed \\(refused\\), 1 attempt, `),
      ),
    ]);
  });

  it('has the same result as without', async () => {
    const { host, open, closed, result } = await scanned('trace.jsonl', '--info');
    const again = await runInProcess([
      'scan',
      host.address,
      '-p',
      `${open},${closed}`,
      '--seed',
      '7',
      '--json',
      '--info',
    ]);
    const untimed = (whole: ScanResult) => JSON.stringify(whole, (key, value) => (key === 'elapsedMs' ? 0 : value));
    expect(untimed(result)).toBe(untimed(JSON.parse(again.stdout)));
  });

  it('has what happened until it was interrupted', async () => {
    const cwd = await folderWith({});
    const trace = path.join(cwd, 'trace.jsonl');
    const words = ['scan', ownAddress(), '-F', '--probe', 'tcp', '--ndjson', '--rate', '1000', '--trace', trace];
    const portlab = startPortlab(words, { cwd });
    await portlab.until('stdout', /\n/);
    portlab.kill('SIGINT');
    const { code, stdout } = await portlab.ended;
    expect(code).toBe(130);
    const verdicts = (await timelineIn(trace)).filter(({ kind }) => kind === 'verdict');
    expect(verdicts).toHaveLength(stdout.trimEnd().split('\n').length - 1);
  });
});

describe('a trace that cannot be written', () => {
  it.each([
    [
      'nowhere/trace.jsonl',
      3,
      /^error: cannot write .*trace\.jsonl \(ENOENT\): create the folder .*; nothing was sent\n$/,
    ],
    ['nowhere/trace.pcapng', 3, /\(ENOENT\): create the folder .*; nothing was sent\n$/],
    ['', 3, /\(EISDIR\): it is a folder, name a file in it; nothing was sent\n$/],
    ['trace.pcap', 2, /^error: --trace writes pcapng, which is not pcap: name the file .*trace\.pcapng\n$/],
  ])('is an error before anything is sent: %s', async (file, expected, message) => {
    const host = await openHost(1);
    const trace = `${await folderWith({})}/${file}`;
    const { code, stdout, stderr } = await runInProcess([
      'scan',
      host.address,
      '-p',
      `${host.ports[0]}`,
      '--trace',
      trace,
    ]);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toMatch(message);
    expect(host.accepted()).toBe(0);
  });

  it.runIf(process.platform === 'linux')('to its end is an error beside the results', async () => {
    const host = await openHost(1);
    const folder = await folderWith({});
    for (const file of ['full.jsonl', 'full.pcapng']) {
      const trace = path.join(folder, file);
      await symlink('/dev/full', trace);
      const words = ['scan', host.address, '-p', `${host.ports[0]}`, '--json', '--trace', trace];
      const { code, stdout, stderr } = await runInProcess(words);
      expect(code).toBe(3);
      expect((JSON.parse(stdout) as ScanResult).summary.open).toBe(1);
      expect(stderr).toBe(
        `error: cannot write ${trace} (ENOSPC): make room there, or name a file elsewhere; the results stand on standard output\n`,
      );
    }
  });
});
