import { describe, expect, it } from 'vitest';
import { toJsonDocument, toJsonLine } from '../report/json.ts';
import { hostResult, portResult, scanResult } from '../report/testing/scans.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import { SourceError } from '../source/diagnostic.ts';
import { readResumableScan } from './resumable-scan.ts';
import { withResumeEntry } from './resume-entry.ts';

const found = scanResult(
  [
    hostResult([portResult(22, 'open', 'syn-ack'), portResult(80, 'closed', 'refused')]),
    hostResult([], { address: '::1', up: null }),
  ],
  { complete: false, seed: 9 },
);
const plan: ScanPlan = {
  mode: 'list',
  method: 'psap',
  hosts: ['127.0.0.1', '::1'],
  ports: [22, 80, 81, 82],
  information: true,
  retries: 3,
};
const options = {
  probe: 'psap',
  encoding: 'binary',
  via: 4545,
  timeout: 300,
  retries: 3,
  concurrency: 9,
  rate: 50,
  color: true,
} as const;
const unanswered = [
  { question: 'port', host: '127.0.0.1', port: 22 },
  { question: 'os', host: '127.0.0.1', port: 22 },
] as const;
const written = withResumeEntry(found, plan, options, unanswered);
const json = toJsonDocument(written);

/** `file:line:column: message` of the first fault, with what to do about it. */
function faultOf(text: string): { message: string; help: string | undefined } {
  try {
    readResumableScan(text, 'scan.json');
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { message: error.message, help: error.diagnostics[0]!.help };
  }
  throw new Error('nothing is wrong with it');
}

describe('an unfinished scan', () => {
  it('is read as it was written', () => {
    const { result, resume } = readResumableScan(json, 'scan.json');
    expect(result).toEqual(found);
    expect(resume).toEqual({
      ports: [
        { first: 22, last: 22 },
        { first: 80, last: 82 },
      ],
      encoding: 'binary',
      via: 4545,
      info: true,
      timeoutMs: 300,
      retries: 3,
      concurrency: 9,
      ratePerSecond: 50,
      unanswered,
    });
  });

  it('that is complete has nothing to resume', () => {
    const complete = { ...found, complete: true };
    expect(readResumableScan(toJsonDocument(complete), 'scan.json')).toEqual({ result: complete, resume: undefined });
  });
});

describe('what cannot be resumed', () => {
  it.each([
    ['', 'scan.json:1:1: this is not JSON: the text ends where a value should stand'],
    [json.slice(0, 300), expect.stringMatching(/^scan\.json:\d+:\d+: this is not JSON: the text ends/)],
    ['{ "scenarios": [] }', 'scan.json:1:1: this is not the result of a scan: it has no `hosts`'],
    [toJsonDocument(found), 'scan.json:1:1: this scan is not complete, and lacks its `resume`'],
    [toJsonLine(found.hosts[0]!.ports[0]), 'scan.json:1:1: this is not the result of a scan: it has no `hosts`'],
    [found.hosts[0]!.ports.map(toJsonLine).join(''), expect.stringMatching(/^scan\.json:2:1: this is not JSON: /)],
  ])('%j', (text, message) => {
    const help = 'give the file that the interrupted scan named; what --json and --ndjson print cannot be resumed';
    expect(faultOf(text)).toEqual({ message: message as unknown, help });
  });

  it.each([
    ['"ports": "22,80-82"', '"ports": "22,8x"', /:\d+: resume\.ports: `8x` is not a port$/],
    ['"ports": "22,80-82"', '"ports": "22"', /hosts\[0\]\.ports\[1\]\.port: port 80 is not one of `resume\.ports`$/],
    ['"retries": 3', '"retrys": 3', /:\d+: resume\.retrys: unknown key `retrys`$/],
    ['"timeoutMs": 300', '"timeoutMs": "300ms"', /resume\.timeoutMs: expected a number, found the text `300ms`$/],
    ['"concurrency": 9', '"concurrency": 0', /resume\.concurrency: expected at least 1, found 0$/],
    ['"seed": 9', '"seed": -1', /:\d+: seed: expected at least 0, found -1$/],
    ['"state": "open"', '"state": "opne"', /hosts\[0\]\.ports\[0\]\.state: `opne` is not one of/],
    ['"port": 80', '"port": 22', /hosts\[0\]\.ports\[1\]\.port: port 22 of 127\.0\.0\.1 is listed already$/],
    ['"host": "127.0.0.1",\n          "port": 80', '"host": "::1", "port": 80', /: ::1 is listed under 127\.0\.0\.1$/],
    ['"address": "::1"', '"address": "0::1"', /hosts\[1\]\.address: 0::1 is not how a scan writes an address$/],
    ['"address": "::1"', '"address": "127.0.0.1"', /hosts\[1\]\.address: 127\.0\.0\.1 is listed already$/],
    [
      '"question": "os"',
      '"question": "port"',
      /resume\.unanswered\[1\]: port 22 of 127\.0\.0\.1 has nothing that could/,
    ],
    ['"info": true', '"info": false', /resume\.unanswered\[0\]: port 22 of 127\.0\.0\.1 has nothing that could/],
  ])('is a file with %j for %j', (was, is, message) => {
    expect(json).toContain(was);
    expect(faultOf(json.replace(was, is)).message).toMatch(message);
  });
});
