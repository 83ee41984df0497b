import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdRefusedPort } from '../faults/refused-port.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import { popularPorts } from '../scan/popular-ports.ts';
import { openHost } from './testing/host.ts';
import { folderWith, ownAddress } from './testing/places.ts';
import { runPortlab, startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab scan` from the outside: what it prints where, and how it exits. */

/** Ports of an address of our own that are closed as long as nobody listens on every address there. */
const closed = '20000-20039';

const milliseconds = expect.any(Number) as number;

describe('a scan', () => {
  it('prints the table, and reproduces its order with its seed', async () => {
    const { address, ports } = await openHost(2);
    const words = ['scan', address, '-p', `${closed},${ports.join(',')}`, '--seed', '7'];
    const { code, stdout, stderr } = await runPortlab(words);
    expect([code, stderr]).toEqual([0, '']);
    const time = /\d+(\.\d+)? (m?s)/g;
    const lines = stdout.replace(time, 'T').replace(/ {2,}/g, ' ').split('\n');
    expect(lines).toEqual([
      `${address} is up`,
      'Not shown: 40 closed ports (refused)',
      'PORT STATE REASON TIME SERVICE',
      ...ports.map((port) => `${port} open syn-ack T`),
      '',
      '42 ports of 1 host in T: 2 open, 40 closed (seed 7)',
      '',
    ]);
  });

  it('with --json prints one document of the shape of the contract, and nothing else', async () => {
    const { address, ports } = await openHost(1);
    const [port] = ports as [number];
    const { code, stdout, stderr } = await runPortlab([
      'scan',
      address,
      '-p',
      `20000,${port}`,
      '--json',
      '--seed',
      '7',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const summary = { open: 1, closed: 1, filtered: 0, error: 0 };
    const common = { host: address, elapsedMs: milliseconds, attempts: 1 };
    expect(JSON.parse(stdout)).toEqual({
      mode: 'list',
      probe: 'psap',
      engine: 'stream',
      seed: 7,
      elapsedMs: milliseconds,
      complete: true,
      hosts: [
        {
          address,
          up: true,
          ports: [
            { ...common, port: 20_000, state: 'closed', reason: 'refused' },
            { ...common, port, state: 'open', reason: 'syn-ack' },
          ],
          summary,
        },
      ],
      summary,
    });
  });

  it('with --ndjson prints ports as they are decided, and the summary last', async () => {
    const { address, ports } = await openHost(1);
    const { code, stdout, stderr } = await runPortlab(['scan', address, '-p', `${closed},${ports[0]}`, '--ndjson']);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Partial<ScanResult & PortResult>);
    expect(lines.map(({ port }) => port).toSorted()).toEqual([
      ...Array.from({ length: 40 }, (_, index) => 20_000 + index),
      ports[0],
      undefined,
    ]);
    expect(lines.at(-1)).toMatchObject({ mode: 'list', summary: { open: 1, closed: 40, filtered: 0, error: 0 } });
    expect(lines.at(-1)).not.toHaveProperty('hosts');
  });

  it('with -o writes the document too', async () => {
    const { address } = await openHost(1);
    const file = path.join(await folderWith({}), 'scan.json');
    const { code, stdout } = await runPortlab(['scan', address, '-p', '20000', '-o', file]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${address} is up\n`);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ hosts: [{ address }], summary: { closed: 1 } });
  });

  it.skipIf(process.platform !== 'linux')('with -o to where no room is prints the result, and exits 3', async () => {
    const { code, stdout, stderr } = await runInProcess(['scan', ownAddress(), '-p', '20000', '-o', '/dev/full']);
    expect(code).toBe(3);
    expect(stdout).toContain('1 port of 1 host');
    expect(stderr).toContain('error: cannot write /dev/full (ENOSPC)');
  });

  it('asks an open port three times over for its state, its service and the system', async () => {
    const host = await openHost(1);
    const words = ['scan', host.address, '-p', String(host.ports[0]), '--info'];
    const { code, stdout } = await runPortlab(words);
    expect(code).toBe(0);
    expect(stdout).toContain('ssh OpenSSH 9.2\nOS: Debian GNU/Linux 12\n');
    expect(host.accepted()).toBe(3);
  });

  it('asks in binary alike', async () => {
    const { address, ports } = await openHost(1);
    const words = ['scan', address, '-p', String(ports[0]), '--encoding', 'binary', '--json'];
    expect(JSON.parse((await runInProcess(words)).stdout)).toMatchObject({ summary: { open: 1 } });
  });

  it('with --probe tcp takes whatever accepts for open', async () => {
    const host = await openHost(1);
    const words = ['scan', host.address, '-p', `20000,${host.ports[0]}`, '--probe', 'tcp', '--json'];
    const { stdout } = await runInProcess(words);
    expect(JSON.parse(stdout)).toMatchObject({ probe: 'tcp', summary: { open: 1, closed: 1 } });
  });

  it('with --open shows open ports alone', async () => {
    const { address, ports } = await openHost(1);
    const words = ['scan', address, '-p', `20000-20002,${ports[0]}`, '--open'];
    const { stdout } = await runInProcess(words);
    expect(stdout).toContain(`${address} is up\nNot shown: 3 closed ports\nPORT `);
  });

  it('has the 1000 popular ports where nothing is said', async () => {
    const { code, stdout, stderr } = await runPortlab(['scan', ownAddress(), '--probe', 'tcp', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { mode, hosts } = JSON.parse(stdout) as ScanResult;
    expect(mode).toBe('quick');
    expect(hosts[0]!.ports.map(({ port }) => port)).toEqual(popularPorts.toSorted((one, other) => one - other));
  });

  it('of several targets lists hosts in ascending order, each once', async () => {
    const words = ['scan', '127.0.9.2', '127.0.9.1/32', '::ffff:127.0.9.2', '127.0.9.1', '-p', '20000', '--json'];
    const { stdout } = await runInProcess(words);
    expect((JSON.parse(stdout) as ScanResult).hosts.map(({ address }) => address)).toEqual(['127.0.9.1', '127.0.9.2']);
  });

  it('of a host name resolves it first', async () => {
    const { code, stdout } = await runInProcess(['scan', 'localhost', '-p', '20000', '--json']);
    expect(code).toBe(0);
    expect(['127.0.0.1', '::1']).toContain((JSON.parse(stdout) as ScanResult).hosts[0]!.address);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
  it.skipIf(!hasIpv6)('works over IPv6', async () => {
    const { ports } = await openHost(1, '::1');
    const words = ['scan', '[::1]', '-p', String(ports[0]), '--info', '--json'];
    const { stdout } = await runInProcess(words);
    expect(JSON.parse(stdout)).toMatchObject({ hosts: [{ address: '::1', up: true, os: { family: 'Linux' } }] });
  });
});

describe('the scope guard', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['0.0.0.0', '0.0.0.0'],
  ])('refuses %s before a packet leaves', async (target, address) => {
    const { code, stdout, stderr } = await runInProcess(['scan', target, '-p', '20000']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: .* is outside loopback: .* --allow .*; nothing was sent\n$/);
    expect(stderr).toContain(`--allow ${address};`);
  });

  it('is not opened by an --allow of something else', async () => {
    const words = ['scan', '192.0.2.1', '-p', '20000', '--allow', '198.51.100.0/24', '--allow', '2001:db8::/32'];
    expect((await runInProcess(words)).code).toBe(2);
  });

  it('lets loopback through, written in any way', async () => {
    const { code, stdout } = await runInProcess(['scan', '::ffff:127.0.0.1', '-p', '20000', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ hosts: [{ address: '127.0.0.1' }] });
  });
});

describe('an agent that never accepts', () => {
  it('exits 3, says so, and gives no result', async () => {
    const refused = await holdRefusedPort('127.0.0.1');
    const { port } = refused.local;
    const ended = await runPortlab(['scan', '127.0.0.1', '-p', '1-100', '--via', String(port), '--json']);
    await refused.close();
    expect(ended).toEqual({
      code: 3,
      stdout: '',
      stderr: `error: the agent at 127.0.0.1:${port} never accepted a connection (refused); is a responder running there?\n`,
    });
  });
});

describe('a scan that is interrupted', () => {
  const decidedOf = ({ summary }: ScanResult) => Object.values(summary).reduce((sum, number) => sum + number, 0);

  it('prints what was found, says how far it came, and exits 130', async () => {
    const words = ['scan', ownAddress(), '-F', '--probe', 'tcp', '--rate', '4000', '--ndjson', '--seed', '7'];
    const portlab = startPortlab(words, { cwd: await folderWith({}) });
    await portlab.until('stdout', /^(.*\n){500}/);
    portlab.kill('SIGINT');
    const { code, stdout, stderr } = await portlab.ended;
    expect(code).toBe(130);
    const lines = stdout.trimEnd().split('\n');
    const decided = decidedOf(JSON.parse(lines.at(-1)!) as ScanResult);
    expect(decided).toBe(lines.length - 1);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ complete: false });
    expect(decided).toBeLessThan(65_535);
    expect(stderr.split('\n')).toEqual([
      'Scanning all 65,535 ports: this scan will take some extra time.',
      `Interrupted: ${decided.toLocaleString('en-US')} of 65,535 ports decided; kept in portlab-scan-7.json.`,
      'Resume: portlab scan --resume portlab-scan-7.json --ndjson',
      '',
    ]);
  });

  it.each([
    ['SIGINT', [], / of 1 host in /],
    ['SIGTERM', ['--json'], /^\{\n[\s\S]*\n\}\n$/],
  ] as const)('by %s gives its result as it would at its end: %j', async (signal, form, output) => {
    const words = ['scan', ownAddress(), '-F', '--probe', 'tcp', '--rate', '1000', ...form];
    const portlab = startPortlab(words, { cwd: await folderWith({}) });
    await portlab.until('stderr', /extra time/);
    portlab.kill(signal);
    const { code, stdout } = await portlab.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(output);
  });
});
