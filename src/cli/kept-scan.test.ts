import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostResult, portResult, scanResult } from '../report/testing/scans.ts';
import type { ScanResult } from '../results/scan.ts';
import { keepScan } from './kept-scan.ts';
import { folderWith } from './testing/places.ts';

const open = portResult(22, 'open', 'syn-ack');
const closed = portResult(80, 'closed', 'refused');
const complete = scanResult([hostResult([open, closed])]);
const unfinished = { ...complete, complete: false };

const readScan = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as ScanResult;

describe('the file of -o', () => {
  it('has the document', async () => {
    const file = path.join(await folderWith({}), 'scan.json');
    expect(await keepScan(complete, { o: file }, true)).toEqual({});
    expect(await readScan(file)).toEqual(complete);
  });

  it('has what is shown of a complete scan, and all of another', async () => {
    const file = path.join(await folderWith({}), 'scan.json');
    await keepScan(complete, { o: file, open: true }, true);
    expect((await readScan(file)).hosts[0]!.ports).toEqual([open]);
    expect(await keepScan(unfinished, { o: file, open: true }, true)).toEqual({ file });
    expect(await readScan(file)).toEqual(unfinished);
  });

  it('that cannot be written is told', async () => {
    const file = path.join(await folderWith({}), 'no', 'such', 'folder.json');
    expect((await keepScan(complete, { o: file }, true)).unsaved).toMatchObject({
      exitCode: 3,
      message: `cannot write ${file} (ENOENT); the result stands on standard output`,
    });
  });

  it.skipIf(process.platform === 'win32')('that keeps nothing is none to go on from', async () => {
    expect(await keepScan(unfinished, { o: '/dev/null' }, false)).toEqual({});
  });
});

describe.skipIf(process.platform === 'win32')('the file that was resumed', () => {
  it('is replaced whole, where it stands and for whom it was', async () => {
    const folder = await folderWith({ 'there/scan.json': '' });
    const [file, link] = [path.join(folder, 'there/scan.json'), path.join(folder, 'scan.json')];
    await chmod(file, 0o600);
    await symlink(file, link);
    await keepScan(complete, { o: link, resume: link }, true);
    expect(await readScan(file)).toEqual(complete);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.dirname(file))).toEqual(['scan.json']);
  });

  it('stays as it was where it cannot be replaced', async () => {
    const folder = await folderWith({ 'scan.json': 'before', 'scan.json.part/x': '' });
    const file = path.join(folder, 'scan.json');
    await writeFile(file, 'before');
    expect((await keepScan(complete, { o: file, resume: file }, true)).unsaved).toMatchObject({ exitCode: 3 });
    expect(await readFile(file, 'utf8')).toBe('before');
  });
});
