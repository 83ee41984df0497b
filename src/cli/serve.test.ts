import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Decoder } from '../protocol/decoder.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { type Portlab, startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';
import { OPEN_PORTS, ScannerCrowd } from './testing/scanner-crowd.ts';

/** `portlab serve` from the outside, with real scans of it. */

interface Served {
  readonly portlab: Portlab;
  readonly host: string;
  readonly agent: number;
  /** Free, and used as `words` says; ascending. */
  readonly ports: readonly number[];
  readonly ready: { readonly ready: true; readonly host: string; readonly ports: number[]; readonly agent: number };
}

/** Serves on an address of its own, at an agent port and other ports that were free a moment ago. */
async function serve(howManyPorts: number, words: (ports: readonly number[]) => readonly string[]): Promise<Served> {
  for (let attempt = 1; ; attempt += 1) {
    const host = ownAddress();
    const [agent, ...ports] = (await freePorts(host, 1 + howManyPorts)) as [number, ...number[]];
    const base = ['serve', '--host', host, '--agent', String(agent), '--ready-json'];
    const portlab = startPortlab([...base, ...words(ports)]);
    try {
      const [line] = await portlab.until('stdout', /^.*\n/);
      return { portlab, host, agent, ports, ready: JSON.parse(line) as Served['ready'] };
    } catch (error) {
      // Somebody else may have taken a port meanwhile.
      if (attempt === 3 || !(await portlab.ended).stderr.includes('EADDRINUSE')) throw error;
    }
  }
}

async function scan(...words: string[]): Promise<ScanResult> {
  const { code, stdout, stderr } = await runInProcess(['scan', ...words, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ScanResult;
}

const verdict = ({ port, state, reason }: PortResult) => `${port} ${state} ${reason}`;

describe('serve --ports', () => {
  it('tells when it is ready, and answers directly and as an agent', async () => {
    const served = await serve(3, ([one, other]) => ['--ports', `${one},${other}`]);
    const { host, agent, ports, ready } = served;
    const [one, other, shut] = ports as [number, number, number];
    expect(ready).toEqual({ ready: true, host, ports: [one, other], agent });

    const direct = await scan(host, '-p', ports.join(','), '--info');
    expect(direct.hosts[0]!.ports.map(verdict)).toEqual([
      `${one} open syn-ack`,
      `${other} open syn-ack`,
      `${shut} closed refused`,
    ]);
    expect(direct.hosts[0]!.ports[0]!.info).toMatchObject({ service: 'unknown', transport: 'tcp' });
    expect(direct.hosts[0]!.os).toEqual({ family: 'unknown' });

    const full = await runInProcess(['scan', host, '-F', '--via', String(agent), '--json']);
    expect([full.code, full.stderr]).toEqual([0, 'Scanning all 65,535 ports: this scan will take some extra time.\n']);
    const { mode, summary } = JSON.parse(full.stdout) as ScanResult;
    expect([mode, summary]).toEqual(['full', { open: 2, closed: 65_533, filtered: 0, error: 0 }]);
  });

  it('with --agent-only leaves the direct listeners out', async () => {
    const { host, agent, ports, ready } = await serve(1, ([one]) => ['--ports', `1-10,${one}`, '--agent-only']);
    expect(ready.ports).toEqual([]);
    const direct = await scan(host, '-p', String(ports[0]));
    expect(direct.hosts[0]!.ports.map(verdict)).toEqual([`${ports[0]} closed refused`]);
    const through = await scan(host, '-p', `1-20,${ports[0]}`, '--via', String(agent));
    expect(through.summary).toEqual({ open: 11, closed: 10, filtered: 0, error: 0 });
  });
});

describe('serve --profile', () => {
  const profile = (host: string, [one, other, filtered]: readonly number[]) => `
address: ${host}
os: { family: Linux, name: Debian GNU/Linux, version: "12" }
ports:
  default: closed
  ${one}: { state: open, service: ssh, product: OpenSSH, version: "9.2" }
  ${other}: open
  ${filtered}: filtered
`;

  it('answers for every port of the profile, and keeps still on filtered ones', async () => {
    const host = ownAddress();
    const [agent, ...ports] = (await freePorts(host, 5)) as [number, number, number, number, number];
    const [one, other, filtered, shut] = ports;
    const file = path.join(await folderWith({ 'host.yaml': profile(host, ports) }), 'host.yaml');
    const words = ['serve', '--host', host, '--agent', String(agent), '--profile', file, '--ready-json'];
    const portlab = startPortlab(words);
    await portlab.until('stdout', /\n/);

    const quick = ['--timeout', '400ms', '-p', ports.join(',')];
    const direct = await scan(host, ...quick, '--info');
    expect(direct.hosts[0]!.ports.map(verdict)).toEqual([
      `${one} open syn-ack`,
      `${other} open syn-ack`,
      `${filtered} filtered no-response`,
      `${shut} closed refused`,
    ]);
    const info = { service: 'ssh', product: 'OpenSSH', version: '9.2' };
    expect(direct.hosts[0]).toMatchObject({ up: true, ports: [{ info }, {}, { attempts: 2 }, {}] });

    const { stdout } = await runInProcess(['scan', host, ...quick, '--via', String(agent), '--info']);
    const table = stdout.replace(/ {2,}[\d.]+ m?s/g, ' T').replace(/ {2,}/g, ' ');
    expect(table).toMatch(
      [
        `${host} is up`,
        'PORT STATE REASON TIME SERVICE',
        `${one} open syn-ack T ssh OpenSSH 9.2`,
        `${other} open syn-ack T unknown`,
        `${filtered} filtered no-reply T`,
        `${shut} closed rst T`,
        'OS: Debian GNU/Linux 12',
      ].join('\n'),
    );
  });

  it('points at what is wrong with the profile, and exits 2', async () => {
    const folder = await folderWith({ 'host.yaml': 'ports:\n  22: opne\n' });
    const file = path.join(folder, 'host.yaml');
    const { code, stdout, stderr } = await runInProcess(['serve', '--profile', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--> ${file}:2:7\n`);
    expect(stderr).toContain('2 |   22: opne\n  |       ^^^^\n');
  });
});

describe('serve', () => {
  it('that cannot listen exits 3, and says where and what to do', async () => {
    const host = ownAddress();
    const taken = await tcpListeners.listen({ address: host, port: 0 }, () => undefined);
    const { port } = taken.local;
    const { code, stdout, stderr } = await runInProcess([
      'serve',
      '--host',
      host,
      '--ports',
      '1',
      '--agent',
      String(port),
    ]);
    await taken.close();
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      `error: cannot listen on port ${port} (EADDRINUSE): another program listens there; choose another port, or --agent-only\n`,
    );
  });

  it('at an address that is not of this machine exits 3', async () => {
    const { code, stderr } = await runInProcess(['serve', '--host', '192.0.2.1', '--ports', '1']);
    expect(code).toBe(3);
    expect(stderr).toContain('(EADDRNOTAVAIL): this machine does not have the address');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends connections in order at %s, and exits 0', async (signal) => {
    const { portlab, host, ports } = await serve(1, ([one]) => ['--ports', String(one)]);
    const socket = connect({ host, port: ports[0]! });
    const decoder = new Decoder('answers');
    socket.on('data', (octets) => decoder.push(octets));
    await new Promise((resolve) => socket.once('connect', resolve));
    // Once one scan has been answered, the connection before it has been accepted.
    await scan(host, '-p', String(ports[0]));
    const over = new Promise((resolve) => socket.once('end', resolve));
    portlab.kill(signal);
    await over;
    socket.destroy();
    expect(await portlab.ended).toMatchObject({ code: 0, stderr: '' });
    expect(decoder.next()?.name).toBe('end');
  });

  it('at SIGTERM while many scanners ask answers what it has, tells none a lie, and exits 0', async () => {
    const { portlab, host, agent } = await serve(0, () => ['--agent-only', '--ports', `1-${OPEN_PORTS}`]);
    const crowd = new ScannerCrowd({ address: host, port: agent });
    onTestFinished(() => crowd.close());
    await crowd.join(50);
    const asked = crowd.ask(400);
    portlab.kill('SIGTERM');
    expect(await portlab.ended).toMatchObject({ code: 0, stderr: '' });
    await asked;
    expect(crowd.right).toBeGreaterThanOrEqual(50);
    expect(crowd.lies).toEqual([]);
  });

  it('says to people what it does', async () => {
    const host = ownAddress();
    const [agent, one, other] = (await freePorts(host, 3)) as [number, number, number];
    const portlab = startPortlab(['serve', '--host', host, '--ports', `${one},${other}`, '--agent', String(agent)]);
    const [line] = await portlab.until('stdout', /^.*\n/);
    const ports = other === one + 1 ? `${one}-${other}` : `${one},${other}`;
    expect(line).toBe(
      `Answering for ${host} on ${host}: agent port ${agent}, and directly on ${ports}. Ctrl-C stops.\n`,
    );
  });
});
