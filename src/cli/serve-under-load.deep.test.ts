import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { HostileTraffic } from './testing/hostile-traffic.ts';
import { freePorts, ownAddress } from './testing/places.ts';
import { startPortlab } from './testing/portlab.ts';
import { OPEN_PORTS, ScannerCrowd } from './testing/scanner-crowd.ts';

/**
 * `portlab serve` with five thousand scanners connected at once, and beside them peers that wish it ill. Prints how its
 * memory goes. Resident memory is read from /proc, so this is for Linux.
 */

const SCANNERS = 5_000;
const WAVE = 500;
const QUESTIONS_EACH = 4;
const SOAK_MS = 25_000;
const HOSTILE = {
  'half messages': 500,
  'slow readers': 100,
  'idle connections': 500,
  'oversized bodies': 50,
  resets: 50,
};
const WIDTHS = [3, 5, 9, 9, 20];
/** What the process takes by itself, five thousand connections, and what it may hold for all of them. */
const MOST_MEBIBYTES = 512;

async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1_024);
}

test.skipIf(process.platform !== 'linux')('a responder stands load, and drains at SIGTERM under it', async () => {
  const host = ownAddress();
  const [port] = (await freePorts(host, 1)) as [number];
  const words = ['serve', '--host', host, '--agent', String(port), '--agent-only', '--ports', `1-${OPEN_PORTS}`];
  const portlab = startPortlab([...words, '--ready-json']);
  await portlab.until('stdout', /^.*\n/);
  const agent = { address: host, port };

  const crowd = new ScannerCrowd(agent);
  onTestFinished(() => crowd.close());
  while (crowd.size < SCANNERS) await crowd.join(WAVE);
  const hostile = new HostileTraffic(agent, '127.0.0.2', HOSTILE);
  onTestFinished(() => hostile.stop());

  const memory: number[] = [];
  const startedMs = performance.now();
  const elapsedMs = (): number => performance.now() - startedMs;
  const curve = ['  s   MiB   answers  round ms  hostile connections'];
  onTestFinished(() => console.log(curve.join('\n')));
  while (elapsedMs() < SOAK_MS) {
    const begunMs = elapsedMs();
    await crowd.ask(QUESTIONS_EACH);
    const tookMs = elapsedMs() - begunMs;
    memory.push(await residentMebibytes(portlab.child.pid!));
    const row = [elapsedMs() / 1_000, memory.at(-1)!, crowd.right, tookMs, hostile.connections];
    curve.push(row.map((cell, column) => Math.round(cell).toString().padStart(WIDTHS[column]!)).join(' '));
    await sleep(Math.max(0, 1_000 - tookMs));
  }
  expect(crowd.others).toEqual(new Map());
  expect(Math.max(...memory)).toBeLessThan(MOST_MEBIBYTES);
  // Flat: what the second half takes, the first half has taken too, but for the slack that a heap has.
  const half = Math.floor(memory.length / 2);
  expect(Math.max(...memory.slice(half))).toBeLessThan(1.4 * Math.max(...memory.slice(0, half)));

  const asked = crowd.ask(QUESTIONS_EACH);
  portlab.kill('SIGTERM');
  expect(await portlab.ended).toMatchObject({ code: 0, stderr: '' });
  await asked;
  expect(crowd.lies).toEqual([]);
});
