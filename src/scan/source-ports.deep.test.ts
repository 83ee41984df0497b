import { execFile, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Ended } from '../cli/testing/portlab.ts';
import type { ScanResult } from '../results/scan.ts';

/** Real processes in a network of their own, which has two source ports for each endpoint (EADDRNOTAVAIL). */

const inTightNetwork = [
  '-rn',
  'sh',
  '-c',
  'ip link set lo up && echo "40000 40001" > /proc/sys/net/ipv4/ip_local_port_range && exec "$0" "$@"',
];
const isPermitted = spawnSync('unshare', [...inTightNetwork, 'true']).status === 0;

describe.skipIf(!isPermitted)('two scans at once, with two source ports (where unshare -rn is permitted)', () => {
  it('wait for each other, and both have every verdict right', { timeout: 90_000 }, async () => {
    const script = fileURLToPath(new URL('testing/scan-twice-at-once.ts', import.meta.url));
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const node = [process.execPath, '--import', tsx, script];
    const { stdout } = await promisify(execFile)('unshare', [...inTightNetwork, ...node], { maxBuffer: 2 ** 24 });
    const runs = JSON.parse(stdout) as Ended[];
    for (const { code, stdout: json, stderr } of runs) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const { hosts, summary, elapsedMs } = JSON.parse(json) as ScanResult;
      expect(summary).toEqual({ open: 60, closed: 140, filtered: 0, error: 0 });
      const { ports } = hosts[0]!;
      expect(ports.filter(({ state }) => state === 'open').map(({ port }) => port)).toEqual(
        Array.from({ length: 60 }, (_, index) => 20_001 + index),
      );
      expect(ports.every(({ attempts }) => attempts === 1)).toBe(true);
      expect(ports.filter(({ info }) => info !== undefined)).toHaveLength(60);
      // The third question to the lowest port finds both source ports taken, and Linux gives none back for a second.
      expect(elapsedMs).toBeGreaterThan(900);
    }
  });
});
