import { describe, expect, it } from 'vitest';
import { openHost } from '../cli/testing/host.ts';
import { runPortlab } from '../cli/testing/portlab.ts';
import type { ScanResult } from '../results/scan.ts';

/** Real scans of whole processes under a limit of descriptors. */

describe.skipIf(process.platform === 'win32')('two scans at once, each with 256 descriptors', () => {
  it('have every verdict right, whatever concurrency they were told', async () => {
    const { address, ports } = await openHost(60);
    const scan = (concurrency: string) => {
      const words = ['scan', address, '-p', `10000-29999,${ports.join(',')}`, '--json', '--concurrency', concurrency];
      return runPortlab(words, { descriptors: 256 });
    };
    const runs = await Promise.all([scan('auto'), scan('2000')]);
    for (const { code, stdout, stderr } of runs) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const { hosts, summary } = JSON.parse(stdout) as ScanResult;
      const open = hosts[0]!.ports.filter(({ state }) => state === 'open').map(({ port }) => port);
      expect(open).toEqual(ports);
      expect(summary).toMatchObject({ filtered: 0, error: 0 });
      expect(hosts[0]!.ports.every(({ attempts }) => attempts === 1)).toBe(true);
    }
  });
});
