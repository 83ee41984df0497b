import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostResult, portResult, scanResult } from '../report/testing/scans.ts';
import { openHost } from './testing/host.ts';
import { folderWith } from './testing/places.ts';
import { runPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab diff` from the outside: what it prints where, and how it exits. */

const open = portResult(22, 'open', 'syn-ack');
const text = (...ports: ReturnType<typeof portResult>[]) => JSON.stringify(scanResult([hostResult(ports)]));

/** Runs it on files of these contents. */
async function diff(old: string, current: string, ...words: string[]) {
  const folder = await folderWith({ 'old.json': old, 'new.json': current });
  const ended = await runInProcess(['diff', path.join(folder, 'old.json'), path.join(folder, 'new.json'), ...words]);
  const strip = (output: string) => output.replaceAll(`${folder}${path.sep}`, '');
  return { code: ended.code, stdout: strip(ended.stdout), stderr: strip(ended.stderr) };
}

describe('two scans', () => {
  it('that say the same exit 0', async () => {
    expect(await diff(text(open), text({ ...open, elapsedMs: 99, attempts: 2 }))).toEqual({
      code: 0,
      stdout: 'No change: 1 port compared\n',
      stderr: '',
    });
  });

  it('that differ exit 1', async () => {
    const closed = [8000, 8001, 8002].map((number) => portResult(number, 'closed', 'refused'));
    const filtered = closed.map(({ port }) => portResult(port, 'filtered', 'no-response'));
    expect(await diff(text(open, ...closed), text(open, ...filtered))).toEqual({
      code: 1,
      stdout: '127.0.0.1\n  8000-8002  closed → filtered (refused → no-response)\n\n3 ports of 1 host changed\n',
      stderr: '',
    });
  });

  it('with --json print one document, and notices beside it', async () => {
    const old = JSON.stringify(scanResult([hostResult([open])], { complete: false }));
    const { code, stdout, stderr } = await diff(old, text(open, portResult(80, 'open', 'syn-ack')), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      same: true,
      old: { file: 'old.json', probe: 'psap', complete: false, openAlone: false },
      new: { file: 'new.json', probe: 'psap', complete: true, openAlone: false },
      hosts: [
        {
          address: '127.0.0.1',
          change: null,
          old: 'up',
          new: 'up',
          ports: [],
          os: null,
          onlyOld: [],
          onlyNew: [{ first: 80, last: 80, state: 'open' }],
        },
      ],
      summary: {
        comparedPorts: 1,
        changedPorts: 0,
        hostsOfChangedPorts: 0,
        changedSystems: 0,
        came: 0,
        went: 0,
        infoOnlyOld: 0,
        infoOnlyNew: 0,
      },
    });
    expect(stderr.split('\n')).toEqual([
      'old.json did not finish: what it lacks is not compared.',
      'Only new.json knows 80 (open: 80) of 127.0.0.1: not compared.',
      '',
    ]);
  });

  it('of a real host, one of them in lines, are compared', async () => {
    const { address, ports } = await openHost(1);
    const folder = await folderWith({});
    const [file, words] = [path.join(folder, 'scan.json'), ['scan', address, '-p', `20000,${ports[0]}`, '--info']];
    const { stdout: lines } = await runInProcess([...words, '--ndjson', '-o', file]);
    const saved = path.join(await folderWith({ 'scan.ndjson': lines }), 'scan.ndjson');
    const ended = await runPortlab(['diff', file, saved]);
    expect(ended).toEqual({ code: 0, stdout: 'No change: 2 ports compared\n', stderr: '' });
  });
});

describe('exit 2', () => {
  it('for a file that is not there', async () => {
    const { code, stdout, stderr } = await runInProcess(['diff', 'nowhere.json', 'nowhere.json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error: cannot read nowhere.json (ENOENT); save a scan with `portlab scan');
  });

  it('for what is not JSON, or not a scan, with the place and what to do', async () => {
    const { code, stdout, stderr } = await diff(text(open), '{ "hosts": [}');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('this is not JSON: expected a value or `]`, found `}`\n --> new.json:1:13\n');
    const other = await diff(text(open).replace('"open"', '"ajar"'), text(open));
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('error: hosts[0].ports[0].state: `ajar` is not one of');
    expect(other.stderr).toContain('= help: give what `portlab scan` writes with `-o FILE`');
  });

  it('for scans without a port in common', async () => {
    const { code, stdout, stderr } = await diff(text(open), text(portResult(80, 'open', 'syn-ack')));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error: old.json and new.json have no port of any host in common');
  });
});
