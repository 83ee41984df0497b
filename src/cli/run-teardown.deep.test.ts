import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openToxiproxy } from '../faults/toxiproxy-server.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { proxyChoices } from '../scenario/testing/loopback.ts';
import { CounterRandom } from '../sim/random.ts';
import { folderWith } from './testing/places.ts';
import { type Portlab, startPortlab } from './testing/portlab.ts';

/** `portlab run` leaves nothing on the machine, however it ends. */

/** A world of every kind, scanned for long, and changing. */
const patient = `name: Never done
target:
  name: host
  agent: 4545
  ports:
    22: { state: open, slow: 1h }
    23: closed
    80: { state: open, slow: 1h, cut: 9 }
    8000: filtered
    9000: silent
timeline:
  - { at: 10ms, every: 20ms, ports: { 80: filtered } }
  - { at: 20ms, every: 20ms, ports: { 80: { state: open, slow: 1h } } }
scan: { timeout: 50m }
expect: { 80: open }
`;

/** Processes below this one, by id. */
function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
  return [...children, ...children.flatMap(descendants)];
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It is gone.
    return undefined;
  }
}

const isThere = (pid: number) => readdirSync('/proc').includes(String(pid));

/** A run that has begun to scan, with a folder of its own for temporary files. */
async function scanning(choice: string): Promise<{ portlab: Portlab; temporary: string; trace: string }> {
  const cwd = await folderWith({ 'patient.yaml': patient });
  const temporary = await folderWith({});
  const trace = path.join(cwd, 'trace.jsonl');
  const words = ['run', 'patient.yaml', '--toxiproxy', choice, '--trace', trace];
  const portlab = startPortlab(words, { cwd, env: { TMPDIR: temporary } });
  await until(() => dialsIn(trace) > 0);
  return { portlab, temporary, trace };
}

function dialsIn(trace: string): number {
  try {
    return readFileSync(trace, 'utf8').split('"kind":"dial"').length - 1;
  } catch {
    return 0;
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.runIf(process.platform === 'linux').each(await proxyChoices())('on $proxy', ({ choice, missing }) => {
  it.skipIf(missing).each(['SIGINT', 'SIGTERM'] as const)('at %s, no process and no file is left', async (signal) => {
    const { portlab, temporary } = await scanning(choice);
    const below = descendants(portlab.child.pid!);
    if (choice !== 'embedded') expect(below.length).toBeGreaterThan(0);
    portlab.kill(signal);
    const { code, stderr } = await portlab.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/^Interrupted in scenario 1 of 1\b.*\.\n$/);
    await until(() => !below.some(isThere));
    expect(await ownFiles(temporary)).toEqual([]);
  });

  it.skipIf(missing)('killed, no process is left', async () => {
    const { portlab } = await scanning(choice);
    const below = descendants(portlab.child.pid!);
    portlab.kill('SIGKILL');
    await portlab.ended;
    await until(() => !below.some(isThere));
  });
});

it('at SIGINT, a server that is shared keeps no proxy of ours', async () => {
  const server = await openToxiproxy({ choice: 'embedded', clock: nodeClock, random: new CounterRandom(1) });
  try {
    const { portlab } = await scanning(server.url);
    expect((await server.client.proxies()).length).toBeGreaterThan(0);
    portlab.kill('SIGINT');
    expect(await portlab.ended).toMatchObject({ code: 130 });
    expect(await server.client.proxies()).toEqual([]);
  } finally {
    await server.close();
  }
});

/** What we put there; the loader of TypeScript keeps a cache beside. */
async function ownFiles(temporary: string): Promise<string[]> {
  return (await readdir(temporary)).filter((name) => !name.startsWith('tsx-'));
}
