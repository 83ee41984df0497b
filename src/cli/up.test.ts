import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { UpResult } from '../results/up.ts';
import { folderWith } from './testing/places.ts';
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
      web 192.0.2.10 443 REAL open, slow toxiproxy
      web 192.0.2.10 8000-8010 REAL filtered saturated-listener
      web 192.0.2.10 default REAL closed refused-port

      To scan it:
       portlab scan 127.0.0.1 -p PORTS --probe tcp
       nmap -sT -Pn -p PORTS 127.0.0.1
      Each real port stands for all ports of its row. --at-logical serves hosts of 127.0.0.0/8 at their own.
      "
    `);
  });

  it.each([
    [['.'], ' names several scenarios: up takes one'],
    [['a.yaml', '--backend', 'lab'], '--backend lab is not built yet'],
    [['nowhere.yaml'], 'there is no scenario '],
  ])('of %j exits 2', async ([word, ...more], message) => {
    const folder = await folderWith({ 'a.yaml': world, 'b.yaml': world });
    const { code, stdout, stderr } = await runInProcess(['up', `${folder}/${word}`, ...more]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
