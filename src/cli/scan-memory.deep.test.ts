import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { ScanResult } from '../results/scan.ts';
import { buildPortlab } from './testing/built.ts';
import { ownAddress } from './testing/places.ts';

/** What a full scan takes: the built program in a process of its own, as people run it. */

const MOST_MEBIBYTES = 120;

const run = promisify(execFile);
const tellPeak = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`;
const built = buildPortlab();

// Where the system has one loopback address alone, somebody listens on some of its ports.
it.skipIf(process.platform !== 'linux')(`all closed ports of a host fit into ${MOST_MEBIBYTES} MiB`, async () => {
  const words = ['--import', tellPeak, built.main, 'scan', ownAddress(), '-F', '--json'];
  const { stdout, stderr } = await run(process.execPath, words, { maxBuffer: 2 ** 26 });
  const { summary, hosts } = JSON.parse(stdout) as ScanResult;
  const listening = hosts[0]!.ports.filter(({ state }) => state !== 'closed').map(({ port }) => port);
  expect(summary.closed).toBeGreaterThan(65_000);
  const mebibytes = Number(/^peak (\d+)$/m.exec(stderr)![1]) / 1_024;
  console.log(`${mebibytes.toFixed(0)} MiB at the peak; ports that were not closed: ${listening.join(', ') || 'none'}`);
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
});
