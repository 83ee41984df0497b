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
  ])('is told before anything is run: %s', async (name, errno, remedy) => {
    const { folder, code, stdout, stderr } = await run(fails, (to) => ['--json', '--junit', path.join(to, name)]);
    expect([code, stdout]).toEqual([3, '']);
    const reason = `cannot write ${path.join(folder, name)} (${errno}): ${remedy.replace('%', folder)}`;
    expect(stderr).toBe(`error: ${reason}; nothing was sent\n`);
  });

  it.skipIf(process.platform !== 'linux')('in the end is told after the result, and costs no other file', async () => {
    const files = (to: string) => ['--json', '--junit', '/dev/full', '--html', path.join(to, 'run.html')];
    const { folder, code, stdout, stderr } = await run(holds, files);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { passed: 1, failed: 0 } });
    const remedy = 'make room there, or name a file elsewhere; the results stand on standard output';
    expect(stderr).toBe(`error: cannot write /dev/full (ENOSPC): ${remedy}\n`);
    expect(await readFile(path.join(folder, 'run.html'), 'utf8')).toContain('The scenario passed');
  });

  it.each([
    ['scan', '127.0.0.1', '-p', '1', '-o'],
    ['conform', '127.0.0.1:1', '--html'],
    ['conform', '127.0.0.1:1', '--write-known-failing'],
    ['conform', '127.0.0.1:1', '--explore', '--save'],
    ['bench', 'scan', '--html'],
  ])('is told before %s does anything: %s %s %s %s', async (...words) => {
    const { code, stdout, stderr } = await runInProcess([...words, '/no/such/file']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      'error: cannot write /no/such/file (ENOENT): create the folder /no/such first; nothing was sent\n',
    );
  });
});
