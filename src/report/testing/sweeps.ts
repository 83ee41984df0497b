import type { BenchReport, BenchRow } from '../../results/bench.ts';

/** Sweeps to render. */

export function benchRow(row: Partial<BenchRow> = {}): BenchRow {
  return {
    scanner: 'portlab',
    role: 'own',
    engine: 'direct',
    probe: 'psap',
    behaviour: 'closed',
    concurrency: 64,
    ports: 500,
    repeats: 3,
    elapsedMs: 50,
    portsPerSecond: 10_000,
    probesPerSecond: 10_000,
    cpuUsPerProbe: 90.4,
    timePerPortMs: { p50: 5.04, p99: 20 },
    attemptsPerPort: 1,
    judged: 'all states',
    errors: { wrong: 0, missing: 0, error: 0 },
    ratioToReference: 0.8,
    ...row,
  };
}

const reference = { scanner: 'net.connect', role: 'reference', probe: 'tcp', portsPerSecond: 12_500 } as const;
const bare = { engine: undefined, ratioToReference: undefined };

/** A row without the keys that are undefined in it. */
function defined(row: { [K in keyof BenchRow]?: BenchRow[K] | undefined }): BenchRow {
  return Object.fromEntries(
    Object.entries({ ...benchRow(), ...row }).filter(([, value]) => value !== undefined),
  ) as unknown as BenchRow;
}

export function referenceRow(row: Partial<BenchRow> = {}): BenchRow {
  return defined({ ...reference, ...bare, ...row });
}

/** Of a peer that names open ports alone. */
export function peerRow(row: Partial<BenchRow> = {}): BenchRow {
  const untold = { engine: undefined, timePerPortMs: undefined, attemptsPerPort: undefined };
  return defined({ scanner: 'rustscan', role: 'peer', probe: 'tcp', judged: 'open ports alone', ...untold, ...row });
}

export function benchReport(rows: readonly BenchRow[], report: Partial<BenchReport> = {}): BenchReport {
  return {
    rerun: 'portlab bench scan --seed 7',
    seed: 7,
    machine: { cpu: 'Fast CPU', cores: 2, node: 'v20.19.0', kernel: 'Linux 6.1', descriptors: 20_000 },
    timeoutMs: 200,
    retries: 1,
    peers: [{ name: 'rustscan', version: '2.4.1' }, { name: 'naabu' }],
    elapsedMs: 12_340,
    complete: true,
    rows,
    failures: [],
    summary: { rows: rows.length, withErrors: 0, failed: 0 },
    ...report,
  };
}
