import { expect, test } from 'vitest';
import { renderBench } from './bench-text.ts';
import { plain, tagged } from './testing/palettes.ts';
import { benchReport, benchRow, peerRow, referenceRow } from './testing/sweeps.ts';

const wrong = benchRow({ errors: { wrong: 3, missing: 0, error: 1 }, concurrency: 256, ratePerSecond: 5_000 });
const report = benchReport(
  [referenceRow(), benchRow(), peerRow(), wrong, benchRow({ behaviour: 'lossy', lossShare: 0.2 })],
  {
    failures: [{ scanner: 'nmap -sT', behaviour: 'closed', concurrency: 64, why: 'nmap -sT ended with 1: QUITTING!' }],
    summary: { rows: 5, withErrors: 1, failed: 1 },
  },
);

test('speed stands beside the errors that it cost', () => {
  expect(renderBench(report, plain)).toBe(`closed: every port refuses; 500 ports
SCANNER                       AT ONCE  PORTS/S            ERRORS  OF REFERENCE  CPU/PROBE     P50      P99  ATTEMPTS/PORT
net.connect                        64   12,500              none             1      90 µs  5.0 ms  20.0 ms           1.00
portlab direct psap                64   10,000              none          0.80      90 µs  5.0 ms  20.0 ms           1.00
rustscan                           64   10,000       none (open)          0.80      90 µs       -        -              -
portlab direct psap, 5,000/s      256   10,000  3 wrong, 1 error          0.80      90 µs  5.0 ms  20.0 ms           1.00

lossy=20%: every port is open, and 20% of the attempts are lost; 500 ports
SCANNER              AT ONCE  PORTS/S  ERRORS  OF REFERENCE  CPU/PROBE     P50      P99  ATTEMPTS/PORT
portlab direct psap       64   10,000    none          0.80      90 µs  5.0 ms  20.0 ms           1.00

nmap -sT, closed, 64 at once: nmap -sT ended with 1: QUITTING!

Errors are of 3 repeats together; (open): the scanner names open ports alone.
CPU of portlab and net.connect is that of the scan, of programs that of the whole process.
Programs: rustscan 2.4.1, naabu not installed
Machine: Fast CPU, 2 cores, node v20.19.0, Linux 6.1, 20,000 descriptors

5 rows in 12.34 s: 1 row with wrong verdicts, 1 of them failed (timeout 200 ms, retries 1, seed 7)

Rerun: portlab bench scan --seed 7
`);
});

test('of a wrong row the speed is dimmed, and the errors are red', () => {
  const text = renderBench(report, tagged);
  expect(text).toContain('<dim> 10,000</dim>');
  expect(text).toContain('<red>3 wrong, 1 error</red>');
  expect(text.match(/<dim>/g)).toHaveLength(1);
});
