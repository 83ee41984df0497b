import { describe, expect, it } from 'vitest';
import { plain } from '../report/testing/palettes.ts';
import { hostResult, portResult, scanResult } from '../report/testing/scans.ts';
import type { ScanResult } from '../results/scan.ts';
import { printPort, printScan } from './scan-output.ts';
import type { Terminal } from './terminal.ts';

const open = portResult(22, 'open', 'syn-ack');
const closed = portResult(80, 'closed', 'refused');
const whole = scanResult([hostResult([open, closed])]);

function paper(): { terminal: Terminal; text(): string } {
  let text = '';
  const print = (more: string) => {
    text += more;
  };
  const printAll = async (pieces: Iterable<string>) => {
    for (const piece of pieces) print(piece);
  };
  const terminal = { colours: plain, noticeColours: plain, interactive: false, print, printAll, notice: print };
  return { terminal, text: () => text };
}

describe('--json', () => {
  it('prints one document', async () => {
    const { terminal, text } = paper();
    await printScan(whole, { json: true }, terminal);
    expect(JSON.parse(text())).toEqual(whole);
  });

  it('with --open has the open ports, and the counts of all', async () => {
    const { terminal, text } = paper();
    await printScan(whole, { json: true, open: true }, terminal);
    const { hosts, summary } = JSON.parse(text()) as ScanResult;
    expect(hosts[0]!.ports).toEqual([open]);
    expect([summary, hosts[0]!.summary]).toEqual([whole.summary, whole.summary]);
  });
});

describe('--ndjson', () => {
  it('prints a line for each port as it is decided, and the summary at the end', async () => {
    const { terminal, text } = paper();
    for (const port of [closed, open]) printPort(port, { ndjson: true }, terminal);
    await printScan(whole, { ndjson: true }, terminal);
    const lines = text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const { hosts: _, ...rest } = whole;
    expect(lines).toEqual([closed, open, rest]);
  });

  it('with --open has lines for open ports alone', () => {
    const { terminal, text } = paper();
    for (const port of [closed, open]) printPort(port, { ndjson: true, open: true }, terminal);
    expect(text().trimEnd().split('\n')).toHaveLength(1);
  });

  it('is not what is printed otherwise', () => {
    const { terminal, text } = paper();
    printPort(open, { json: true }, terminal);
    printPort(open, {}, terminal);
    expect(text()).toBe('');
  });
});
