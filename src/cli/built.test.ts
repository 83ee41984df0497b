import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildPortlab, root } from './testing/built.ts';
import { ownAddress } from './testing/places.ts';
import { runPortlab } from './testing/portlab.ts';

/** What `npm run build` makes; built.deep.test.ts tries every command. */

const built = buildPortlab();

it.skipIf(process.platform === 'win32')(
  'all commands together are loaded under a limit of 32 descriptors',
  async () => {
    const { code, stdout, stderr } = await runPortlab(['--help'], { program: built.main, descriptors: 32 });
    expect([code, stderr]).toEqual([0, '']);
    for (const name of ['scan', 'run', 'conform', 'bench']) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  },
);

it('a bug names the functions that led to it, and their file', async () => {
  const preload = `data:text/javascript,${encodeURIComponent(
    "String.prototype.padEnd = () => { throw new TypeError('no pads are left'); };",
  )}`;
  const { code, stderr } = await runPortlab(['scan', ownAddress(), '-p', '1'], { program: built.main, preload });
  expect(code).toBe(70);
  expect(stderr).toMatch(
    /^portlab has a bug: TypeError: no pads are left\n(?: {4}at .*\n)* {4}at addExamples \(.*main\.js:\d+/,
  );
});

it('what it is passed on with says under which licenses', async () => {
  const { devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const packages = await readFile(path.join(built.folder, 'PACKAGES.txt'), 'utf8');
  for (const name of ['zod', 'yaml', 'commander']) {
    expect(devDependencies).toHaveProperty(name);
    expect(packages).toMatch(new RegExp(`^${name} [0-9.]+ \\((?:MIT|ISC)\\)\n(?:.*\n){0,4}.*Copyright`, 'm'));
  }
});
