import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { targetNames } from './target.ts';

/** Half a minute of fuzzing as people start it. The seed is a new one each time, and the output tells it. */

const folder = mkdtempSync(path.join(tmpdir(), 'portlab-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fuzz(...args: string[]) {
  const main = path.join(import.meta.dirname, 'main.ts');
  return promisify(execFile)(process.execPath, ['--import', 'tsx', main, '--findings', folder, ...args]);
}

test('half a minute finds nothing', async () => {
  const { stdout } = await fuzz('--time', '30s').catch((error) => error);
  console.log(stdout);
  expect(stdout).toMatch(/^seed \d+\n/);
  expect(stdout.match(/^[✓✗] \w+: [\d,]+ inputs/gm)?.map((line: string) => line.split(':')[0])).toEqual(
    targetNames.map((name) => `✓ ${name}`),
  );
}, 240_000);

test('a command line that cannot be meant is refused', async () => {
  const refused = (message: string) => ({ code: 2, stderr: expect.stringContaining(message) });
  await expect(fuzz('--only', 'nothing')).rejects.toMatchObject(refused("there is no target 'nothing'"));
  await expect(fuzz('--inputs', '1.5')).rejects.toMatchObject(refused('a whole number'));
  await expect(fuzz('--time', '60')).rejects.toMatchObject(refused('needs a unit'));
  await expect(fuzz('--replay', 'file')).rejects.toMatchObject(refused('--replay needs --only'));
  await expect(fuzz('--speed', '9')).rejects.toMatchObject(refused('--speed'));
});
