import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import type { Figure } from './figures.ts';

/** The benchmarks still run, and write what they found: what they found is not judged. */

const folder = mkdtempSync(path.join(tmpdir(), 'portlab-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function benchmarks(only: string): Promise<Figure[]> {
  const file = path.join(folder, `${only}.json`);
  const main = path.join(import.meta.dirname, 'main.ts');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', main, '--only', only, '--json', file]);
  const document = JSON.parse(readFileSync(file, 'utf8'));
  expect(document).toMatchObject({ node: process.version, cpu: expect.any(String) });
  for (const { p50, p99, avg } of document.benchmarks) {
    for (const value of [p50, p99, avg]) expect(value).toBeGreaterThan(0);
  }
  return document.benchmarks;
}

test.each([
  ['codec, text', 6],
  ['codec, binary', 7],
  ['machines', 2],
  ['controller', 1],
  ['virtual time', 3],
  ['parts', 5],
  ['probes', 17],
  ['agent,', 4],
])('%s', async (group, count) => {
  const figures = await benchmarks(group);
  expect(figures).toHaveLength(count);
  expect(figures.map((figure) => figure.group)).toEqual(figures.map(() => group.replace(/,$/, '')));
});

test('a name that no benchmark has is a mistake', async () => {
  await expect(benchmarks('nothing')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('machines:') });
});
