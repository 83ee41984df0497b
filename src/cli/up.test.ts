import { execFile, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../results/scan.ts';
import type { UpResult } from '../results/up.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab up` from the outside: where the world is reached, and that it goes when it should. */

const world = `name: A web server behind a firewall
target:
  name: web
  address: 192.0.2.10
  ports:
    22,80: open
    443: { state: open, slow: 50ms }
    8000-8010: filtered
`;

/** How a plain connection to `real` ends: `connect`, or the errno. */
function reach(real: string): Promise<string> {
  const [host, port] = real.split(':') as [string, string];
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const end = (how: string) => {
      socket.destroy();
      resolve(how);
    };
    socket.once('connect', () => end('connect'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code!));
  });
}

describe('up', () => {
  it('prints where ports are reached, holds them, and takes them down at SIGINT', async () => {
    const cwd = await folderWith({ 'web.yaml': world });
    const portlab = startPortlab(['up', 'web.yaml', '--seed', '7', '--toxiproxy', 'embedded', '--json'], { cwd });
    await portlab.until('stdout', /\n\}\n$/);
    const { routes, ...rest } = JSON.parse((await portlab.until('stdout', /^\{[\s\S]*\n\}\n$/))[0]) as UpResult;
    expect(rest).toEqual({
      scenario: 'A web server behind a firewall',
      file: 'web.yaml',
      backend: 'loopback',
      proxy: 'embedded',
      seed: 7,
      addresses: 'mapped',
      timeline: [],
    });
    const base = { host: 'web', address: '192.0.2.10', real: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string };
    expect(routes).toEqual([
      { ...base, ports: '22,80', truth: 'open', realisedBy: 'toxiproxy' },
      { ...base, ports: '443', truth: expect.stringContaining('slow') as string, realisedBy: 'toxiproxy' },
      { ...base, ports: '8000-8010', truth: 'filtered', realisedBy: 'saturated-listener' },
      { ...base, ports: 'default', truth: 'closed', realisedBy: 'refused-port' },
    ]);
    const real = routes.map((route) => route.real) as [string, string, string, string];
    expect([await reach(real[0]), await reach(real[1]), await reach(real[3])]).toEqual([
      'connect',
      'connect',
      'ECONNREFUSED',
    ]);
    portlab.kill('SIGINT');
    expect(await portlab.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await reach(real[0])).toBe('ECONNREFUSED');
  });

  it('prints a table for people, and takes everything down at SIGTERM too', async () => {
    const cwd = await folderWith({ 'web.yaml': world });
    const portlab = startPortlab(['up', 'web.yaml', '--seed', '7', '--toxiproxy', 'embedded'], { cwd });
    await portlab.until('stdout', /refused-port\n/);
    portlab.kill('SIGTERM');
    const { code, stdout, stderr } = await portlab.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(
      stdout
        .replace(/127\.0\.0\.1:\d+ */g, 'REAL ')
        .replace(/-p [\d,]+/g, '-p PORTS')
        .replace(/ {2,}/g, ' '),
    ).toMatchInlineSnapshot(`
      "A web server behind a firewall is up (proxy embedded, seed 7). Ctrl-C takes it down.

      HOST ADDRESS PORTS REACHED AT TRUTH REALISED BY
      web 192.0.2.10 22,80 REAL open toxiproxy
      web 192.0.2.10 443 REAL open, slow 50 ms toxiproxy
      web 192.0.2.10 8000-8010 REAL filtered saturated-listener
      web 192.0.2.10 default REAL closed refused-port

      To scan it:
       portlab scan 127.0.0.1 -p PORTS --probe tcp
       nmap -sT -Pn -p PORTS 127.0.0.1
      Each real port stands for all ports of its row. --at-logical serves hosts of 127.0.0.0/8 at their own.
      "
    `);
  });

  describe('of a world that changes', () => {
    const healing = `target: { name: web, ports: { 22: filtered, 80: open } }
timeline:
  - { at: 200ms, ports: { 22: open } }
  - { at: 300ms, every: 300ms, ports: { 80: { state: open, slow: 1ms } } }
  - { at: 450ms, every: 300ms, ports: { 80: closed } }
expect: { 22: open, 80: open }
`;

    it('tells scripts each change in a line, and goes at SIGINT in the middle of them', async () => {
      const cwd = await folderWith({ 'heals.yaml': healing });
      const portlab = startPortlab(['up', 'heals.yaml', '--toxiproxy', 'embedded', '--json'], { cwd });
      const { routes, timeline } = JSON.parse((await portlab.until('stdout', /^\{[\s\S]*?\n\}\n/))[0]) as UpResult;
      expect(timeline).toEqual([
        { atMs: 200, host: 'web', ports: '22', truth: 'open' },
        { atMs: 300, everyMs: 300, host: 'web', ports: '80', truth: 'open, slow 1 ms' },
        { atMs: 450, everyMs: 300, host: 'web', ports: '80', truth: 'closed' },
      ]);
      const [, line] = await portlab.until('stdout', /\n\}\n(.*)\n/);
      const [healed, flapping] = routes;
      expect(JSON.parse(line!)).toEqual({
        ...healed,
        truth: 'open',
        realisedBy: 'toxiproxy',
        atMs: 200,
        madeAtMs: expect.any(Number) as number,
      });
      expect(healed!.truth).toBe('filtered');
      expect(await reach(healed!.real)).toBe('connect');
      await portlab.until('stdout', /"atMs":750,/);
      portlab.kill('SIGINT');
      expect(await portlab.ended).toMatchObject({ code: 0, stderr: '' });
      for (const { real } of [healed!, flapping!]) expect(await reach(real)).toBe('ECONNREFUSED');
    });

    it('tells people', async () => {
      const cwd = await folderWith({ 'heals.yaml': healing });
      const portlab = startPortlab(['up', 'heals.yaml', '--toxiproxy', 'embedded'], { cwd });
      const [, real] = await portlab.until('stdout', /\n200 ms {2}web 22 at (127\.0\.0\.1:\d+) is now open\n/);
      expect(await reach(real!)).toBe('connect');
      portlab.kill('SIGTERM');
      expect((await portlab.ended).stdout).toContain('Changes, from now on:\n  200 ms  web  22  open\n  300 ms ');
    });
  });

  it.each([
    [['.'], ' names several scenarios: up takes one'],
    [['a.yaml', '--backend', 'lab'], '--backend lab is not built yet'],
    [['nowhere.yaml'], 'there is no scenario '],
    [['a.yaml', '--at-logical', '--toxiproxy', 'embedded'], 'error: 192.0.2.10 is no address of this machine alone'],
  ])('of %j exits 2, and says why alone', async ([word, ...more], message) => {
    const folder = await folderWith({ 'a.yaml': world, 'b.yaml': world });
    const { code, stdout, stderr } = await runInProcess(['up', `${folder}/${word}`, ...more]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^error: /);
  });
});

/** Scanners that know nothing of a world: its hosts are where they say, on Linux alone all of 127.0.0.0/8 is there. */
describe.runIf(process.platform === 'linux')('up --at-logical', () => {
  const hasNmap = spawnSync('nmap', ['--version']).status === 0;

  async function served() {
    const address = ownAddress();
    const [open, slow, filtered, closed, agent] = await freePorts(address, 5);
    const ports = `{ ${open}: open, ${slow}: { state: open, slow: 100ms }, ${filtered}: filtered }`;
    const cwd = await folderWith({
      'w.yaml': `target:\n  address: ${address}\n  agent: ${agent}\n  ports: ${ports}\n`,
    });
    const portlab = startPortlab(['up', 'w.yaml', '--at-logical', '--toxiproxy', 'embedded', '--json'], { cwd });
    const up = JSON.parse((await portlab.until('stdout', /^\{[\s\S]*\n\}\n$/))[0]) as UpResult;
    return { portlab, up, address, open: open!, slow: slow!, filtered: filtered!, closed: closed!, agent: agent! };
  }

  it('serves hosts at their own addresses, for scanners that have no map', async () => {
    const { portlab, up, address, open, slow, filtered, closed, agent } = await served();
    expect(up.addresses).toBe('logical');
    expect(up.routes.map(({ real }) => real)).toEqual(
      [open, slow, filtered, 'default', agent].map((port) => `${address}:${port}`),
    );
    expect(await reach(`${address}:${open}`)).toBe('connect');
    expect(await reach(`${address}:${closed}`)).toBe('ECONNREFUSED');

    const list = [open, slow, filtered, closed].join();
    const verdicts = async (...options: string[]) => {
      const words = ['scan', address, '-p', list, '--timeout', '1s', '--retries', '0', '--json', ...options];
      const { hosts } = JSON.parse((await runInProcess(words)).stdout) as ScanResult;
      return new Map(hosts[0]!.ports.map(({ port, state, reason }) => [port, `${state} ${reason}`]));
    };
    const direct = { [open]: 'open syn-ack', [slow]: 'open syn-ack', [filtered]: 'filtered no-response' };
    const entries = (found: object) => new Map(Object.entries(found).map(([port, verdict]) => [Number(port), verdict]));
    expect(await verdicts()).toEqual(entries({ ...direct, [closed]: 'closed refused' }));
    const byAgent = { ...direct, [filtered]: 'filtered no-reply', [closed]: 'closed rst' };
    expect(await verdicts('--via', String(agent))).toEqual(entries(byAgent));

    portlab.kill('SIGINT');
    expect((await portlab.ended).code).toBe(0);
    expect(await reach(`${address}:${open}`)).toBe('ECONNREFUSED');
  });

  it.skipIf(!hasNmap)(
    `shows nmap what the scenario says${hasNmap ? '' : ' (skipped: nmap is not installed)'}`,
    async () => {
      const { address, open, slow, filtered, closed } = await served();
      const words = ['-sT', '-Pn', '-n', '-oG', '-', '-p', [open, slow, filtered, closed].join(), address];
      const { stdout } = await promisify(execFile)('nmap', words);
      const found = new Map(
        Array.from(stdout.matchAll(/(\d+)\/(\w+)\/tcp/g), ([, port, state]) => [Number(port), state]),
      );
      expect(found).toEqual(
        new Map([
          [open, 'open'],
          [slow, 'open'],
          [filtered, 'filtered'],
          [closed, 'closed'],
        ]),
      );
    },
  );

  it('says before anything is up what cannot be served', async () => {
    const folder = await folderWith({ 'w.yaml': 'target:\n  address: 192.0.2.1\n  ports: { 22: open }\n' });
    const { code, stdout, stderr } = await runInProcess(['up', `${folder}/w.yaml`, '--at-logical']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('only hosts in 127.0.0.0/8 can be served at their own');
  });
});
