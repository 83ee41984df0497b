import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './testing/places.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** The files of `portlab run`. */

const scenario = (wanted: string) => `
name: One port
description: The smallest world there is.
target: { name: host, address: 192.0.2.1, ports: { 81: closed } }
expect: { 81: { state: closed, attempts: ${wanted} } }
`;

const holds = scenario('1');
const fails = scenario('2');

/** Runs a scenario, in a folder of its own. */
async function run(text: string, files: (folder: string) => readonly string[]) {
  const folder = await folderWith({ 'one.yaml': text });
  const words = ['run', path.join(folder, 'one.yaml'), '--toxiproxy', 'embedded', '--seed', '7'];
  return { folder, ...(await runInProcess([...words, ...files(folder)])) };
}

describe('--junit', () => {
  it('is written beside what is printed', async () => {
    const { folder, code, stdout } = await run(holds, (to) => ['--junit', path.join(to, 'run.xml')]);
    expect(code).toBe(0);
    expect(stdout).toContain('✓ One port');
    const xml = await readFile(path.join(folder, 'run.xml'), 'utf8');
    expect(xml).toContain('<testsuites name="portlab run" tests="1" failures="0" ');
  });

  it('is written where expectations fail, with the command that runs them again', async () => {
    const { folder, code, stdout } = await run(fails, (to) => ['--json', '--junit', path.join(to, 'run.xml')]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { passed: 0, failed: 1 } });
    const xml = await readFile(path.join(folder, 'run.xml'), 'utf8');
    expect(xml).toContain(' failures="1" ');
    expect(xml).toContain(`again:    portlab run ${folder}/one.yaml --seed 7 --toxiproxy embedded`);
  });
});

describe('--html', () => {
  it('is written beside what is printed, with what the scenario says of itself', async () => {
    const { folder, code, stdout } = await run(fails, (to) => ['--html', path.join(to, 'run.html')]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ One port');
    const page = await readFile(path.join(folder, 'run.html'), 'utf8');
    expect(page).toContain('<title>The scenario failed · portlab run</title>');
    expect(page).toContain('The smallest world there is.');
  });
});

describe('a file that cannot be written', () => {
  it.each([
    ['no/such/run.xml', 'ENOENT', 'create the folder %/no/such first'],
    ['.', 'EISDIR', 'it is a folder, name a file in it'],
    ['one.yaml/run.xml', 'ENOTDIR', '%/one.yaml is no folder, name a file in one'],
  ])('is told after the result was printed: %s', async (name, errno, remedy) => {
    const { folder, code, stdout, stderr } = await run(fails, (to) => ['--json', '--junit', path.join(to, name)]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { passed: 0, failed: 1 } });
    const reason = `cannot write ${path.join(folder, name)} (${errno}): ${remedy.replace('%', folder)}`;
    expect(stderr).toBe(`error: ${reason}; the results stand on standard output\n`);
  });

  it('is no reason not to write the other', async () => {
    const { folder, code, stderr } = await run(holds, (to) => ['--junit', to, '--html', path.join(to, 'run.html')]);
    expect(code).toBe(3);
    expect(stderr).toContain(`cannot write ${folder} (EISDIR)`);
    expect(await readFile(path.join(folder, 'run.html'), 'utf8')).toContain('The scenario passed');
  });
});
