import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { buildPortlab } from '../cli/testing/built.ts';
import { openHost } from '../cli/testing/host.ts';
import { folderWith } from '../cli/testing/places.ts';
import { runPortlab } from '../cli/testing/portlab.ts';
import { AgentProber } from '../engines/agent-prober.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import type { Prober } from '../probe/prober.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer } from '../runtime/connection.ts';
import { MemoryNetwork } from '../sim/memory-network.ts';
import { CounterRandom } from '../sim/random.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { ScanSession } from './scan-session.ts';
import { brief, HOST } from './testing/run-scan.ts';

/** What this machine lacks is never said of a peer (VERDICT-5). */

describe.skipIf(process.platform === 'win32')('under a limit of 64 descriptors', () => {
  // From its sources the loader alone may need more.
  const built = buildPortlab();

  it('thousands of ports, 256 at once, all have the right verdict', async () => {
    const { address, ports } = await openHost(40);
    const words = ['scan', address, '-p', `20000-22999,${ports.join(',')}`, '--info', '--json'];
    const { code, stdout, stderr } = await runPortlab(words, { program: built.main, descriptors: 64 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { hosts, summary } = JSON.parse(stdout) as ScanResult;
    const found = hosts[0]!.ports;
    expect(found.filter(({ state }) => state === 'open').map(({ port }) => port)).toEqual(ports);
    expect(summary).toEqual({ open: 40, closed: 3_000, filtered: 0, error: 0 });
    expect(new Set(found.map(({ reason, attempts }) => `${reason} ×${attempts}`))).toEqual(
      new Set(['syn-ack ×1', 'refused ×1']),
    );
    expect(found.filter(({ info }) => info?.product === 'OpenSSH')).toHaveLength(40);
  });
});

describe.skipIf(process.platform === 'win32')('without a single descriptor', () => {
  it('every port is an error of this machine, and the host is not said to be up', async () => {
    const script = fileURLToPath(new URL('testing/scan-without-descriptors.ts', import.meta.url));
    // Built before it runs: tsx writes its cache in the background, and each file that it closes is a free descriptor.
    const program = path.join(await folderWith({}), 'scan.mjs');
    await build({ entryPoints: [script], outfile: program, bundle: true, platform: 'node', format: 'esm' });
    const limited = ['-c', 'ulimit -n 64 && exec "$0" "$@"', process.execPath, program];
    const { stdout } = await promisify(execFile)('sh', limited);
    const { hosts } = JSON.parse(stdout) as ScanResult;
    expect(hosts[0]!.ports.map(brief)).toEqual([1, 2, 3].map((port) => `${port} error local:EMFILE ×0`));
    expect(hosts[0]!.up).toBe(null);
  });
});

describe.each(['EADDRNOTAVAIL', 'ENOBUFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EACCES', 'EPERM'])(
  'where dialling gives %s',
  (errno) => {
    const probers = {
      direct: (dialer: Dialer, clock: Clock) => new DirectProber({ dialer, clock, encoding: 'text' }),
      agent: (dialer: Dialer, clock: Clock) => new AgentProber({ dialer, clock, encoding: 'text', agentPort: 4545 }),
    } satisfies Record<string, (dialer: Dialer, clock: Clock) => Prober>;

    it.each(['direct', 'agent'] as const)('for good, ports are errors in %s mode', async (mode) => {
      const ports = await scan(mode, () => true);
      expect(ports.map(brief)).toEqual([1, 2, 3].map((port) => `${port} error local:${errno} ×0`));
    });

    it('for a while, ports have their verdict after all', async () => {
      const ports = await scan('direct', (nowMs) => nowMs < 3_000);
      expect(ports.map(brief)).toEqual([1, 2, 3].map((port) => `${port} closed refused ×1`));
    });

    async function scan(mode: keyof typeof probers, fails: (nowMs: number) => boolean): Promise<readonly PortResult[]> {
      const clock = new VirtualClock();
      const network = new MemoryNetwork({
        clock,
        latencyMs: 1,
        resolve: () => (fails(clock.now()) ? { kind: 'local-failure', errno } : { kind: 'refuse' }),
      });
      const session = new ScanSession(
        { mode: 'list', method: 'psap', hosts: [HOST], ports: [1, 2, 3], information: false, retries: 1 },
        {
          prober: probers[mode](network, clock),
          pacing: new AdaptivePacing({ concurrency: 256, timeoutMs: 1_000 }),
          clock,
          random: new CounterRandom(1),
        },
      );
      const { result } = await clock.runUntilSettled(session.run());
      return result.hosts[0]!.ports;
    }
  },
);
