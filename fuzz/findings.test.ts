import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeFinding } from './findings.ts';
import { minimise } from './minimise.ts';
import { ascii } from './octets.ts';
import { targets } from './targets/all.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'portlab-findings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a finding is written to a file, with the command that shows it again', () => {
  const input = Uint8Array.of(0x50, 0x53, 0x00, 0xff);
  const text = writeFinding(targets.attributes(), { promise: 'is good', details: 'it\nis not', input }, folder);
  const [name] = readdirSync(folder);
  const file = path.join(folder, name!);
  expect(new Uint8Array(readFileSync(file))).toEqual(input);
  expect(text).toBe(
    [
      "✗ attributes breaks the promise 'is good'",
      '  it',
      '  is not',
      '  4 octets: PS\\x00\\xff',
      `  npm run fuzz -- --only attributes --replay ${file}`,
    ].join('\n'),
  );
});

test('what no single input shows is told without a file', () => {
  const finding = { promise: 'is good', details: 'it is not', input: undefined };
  expect(writeFinding(targets.attributes(), finding, folder)).toBe(
    "✗ attributes breaks the promise 'is good'\n  it is not",
  );
});

test('an input is minimised to what matters, and the rest made plain', () => {
  const input = ascii(`${'x'.repeat(300)}bug${'y'.repeat(500)}!${'z'.repeat(7)}`);
  const shows = (candidate: Uint8Array) => /bug.{4,}!/.test(Buffer.from(candidate).toString('latin1'));
  expect(Buffer.from(minimise(input, shows)).toString('latin1')).toBe('bug0000!');
});
