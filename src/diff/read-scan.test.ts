import { describe, expect, it } from 'vitest';
import { toJsonDocument, toJsonLine } from '../report/json.ts';
import type { ScanResult } from '../results/scan.ts';
import { SourceError } from '../source/diagnostic.ts';
import { diffScans } from './diff-scans.ts';
import { readScan } from './read-scan.ts';
import { port, scan } from './testing/scans.ts';

const whole = scan({
  '127.0.0.1': { ports: [port('22 open syn-ack'), port('80 closed refused')] },
  '127.0.0.2': { ports: [port('22 filtered no-response'), port('80 filtered no-response')] },
});
const json = toJsonDocument(whole);
const linesOf = (result: ScanResult) => [
  ...result.hosts.flatMap(({ ports }) => ports.map(toJsonLine)),
  toJsonLine({ ...result, hosts: undefined }),
];

/** `file:line:column: message` of each fault, with what to do about the first. */
function faultsOf(text: string): { message: string; help: string | undefined } {
  try {
    readScan(text, 'old.json');
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { message: error.message, help: error.diagnostics[0]!.help };
  }
  throw new Error('nothing is wrong with it');
}

describe('a saved scan', () => {
  it('is read from a document, and from lines, which say the same', () => {
    const [document, lines] = [readScan(json, 'a'), readScan(linesOf(whole).join(''), 'b')];
    expect(document).toMatchObject({ probe: 'psap', complete: true, probed: 4, openAlone: false });
    expect(diffScans(document, lines)).toMatchObject({ same: true, hosts: [], summary: { comparedPorts: 4 } });
  });

  it('is read with a byte order mark, on one line, and with keys that are to come', () => {
    expect(readScan(`\u{feff}${JSON.stringify({ ...whole, later: {} })}`, 'a').hosts.size).toBe(2);
  });

  it('from before it said whether it is complete, is', () => {
    const { complete: _, ...older } = whole;
    expect(readScan(JSON.stringify(older), 'a').complete).toBe(true);
  });

  it('with its open ports alone is known by its counts', () => {
    const [host] = whole.hosts;
    const open = { ...whole, hosts: [{ ...host!, ports: host!.ports.slice(0, 1) }] };
    expect(readScan(JSON.stringify(open), 'a').openAlone).toBe(true);
    expect(readScan(linesOf(open).join(''), 'a')).toMatchObject({ openAlone: true, listsEveryHost: false });
  });

  it('of lines without the last one was stopped', () => {
    expect(readScan(linesOf(whole).slice(0, 3).join(''), 'a')).toMatchObject({ complete: false, probed: 3 });
  });
});

describe('what is no saved scan', () => {
  it.each([
    ['', 'old.json:1:1: this is not JSON: the text ends where a value should stand'],
    ['{\n  "hosts": [\n}', 'old.json:3:1: this is not JSON: expected a value or `]`, found `}`'],
    ['name: x', 'old.json:1:1: this is not JSON: expected a value, found `name`'],
    ['{ "scenarios": [], "summary": {} }', 'old.json:1:1: this is not the result of a scan: it has no `hosts`'],
    ['[]', 'old.json:1:1: this is not the result of a scan: it has no `hosts`'],
  ])('%j', (text, message) => {
    expect(faultsOf(text)).toEqual({ message, help: expect.stringContaining('portlab scan') as string });
  });

  it('names the path and the place of every fault', () => {
    const wrong = json.replace('"open"', '"opne"').replace('"port": 80', '"port": 65536').replace('"up": null,', '');
    const { message, help } = faultsOf(wrong);
    expect(message.split('\n')).toEqual([
      expect.stringMatching(/^old\.json:15:20: hosts\[0\]\.ports\[0\]\.state: `opne` is not one of `open`/) as string,
      expect.stringMatching(/^old\.json:\d+:19: hosts\[0\]\.ports\[1\]\.port: expected at most 65535/) as string,
      expect.stringMatching(/^old\.json:\d+:5: hosts\[1\]: missing key `up`/) as string,
    ]);
    expect(help).toBe('did you mean `open`?');
  });

  it('names the line of a port', () => {
    const lines = linesOf(whole);
    expect(faultsOf([lines[0], '\n', lines[1]!.replace('80', '"80"')].join('')).message).toMatch(
      /^old\.json:3:\d+: port: expected a number, found the text `80`/,
    );
    expect(faultsOf(lines.join('').slice(0, 250)).message).toMatch(
      /^old\.json:3:\d+: this is not JSON: the text ends /,
    );
  });

  it('has a port or a host twice', () => {
    const [host] = whole.hosts;
    const twice = { ...whole, hosts: [host, host] };
    expect(faultsOf(JSON.stringify(twice)).message).toMatch(/hosts\[1\]\.address: 127\.0\.0\.1 is listed already$/);
    const lines = linesOf(whole);
    expect(faultsOf([lines[0], lines[0]].join('')).message).toBe(
      'old.json:2:9: port: port 22 of 127.0.0.1 is listed already',
    );
    expect(faultsOf([...lines, ...lines].join('')).message).toBe('old.json:6:1: the scan has ended on a line above');
  });
});
