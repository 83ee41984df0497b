import path from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from './testing/places.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** A file of one command given to another. */

const files = {
  'scenario.yaml': 'name: One\ntarget: { ports: { 22: open } }\n',
  'host.yaml': 'address: 127.0.0.1\nagent: 14545\nports:\n  22: open\n',
  'target.yaml': 'address: 127.0.0.1\nopen: [22]\n',
};

it.each([
  [['run'], 'host.yaml', '3:1', 'the profile of a host, for `portlab serve`', 'give a scenario'],
  [['up'], 'target.yaml', '2:1', 'the profile of a target, for `portlab conform`', 'give a scenario'],
  [['serve', '--profile'], 'target.yaml', '2:1', 'the profile of a target', 'give the profile of a host, with `ports`'],
  [['serve', '--profile'], 'scenario.yaml', '2:1', 'a scenario, for `portlab run`', 'give the profile of a host'],
  [
    ['conform', '127.0.0.1:9', '--profile'],
    'host.yaml',
    '3:1',
    'the profile of a host',
    'the profile of a target, with',
  ],
])('%j says that it was given %s', async (words, name, place, is, wants) => {
  const file = path.join(await folderWith(files), name);
  const { code, stdout, stderr } = await runInProcess([...words, file]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(new RegExp(`^error: this is ${is}.*\n --> .*/${name}:${place}\n`));
  expect(stderr).toContain(`= help: ${wants.startsWith('give') ? wants : `give ${wants}`}`);
  expect(stderr.match(/^error:/gm)).toHaveLength(1);
});

it('leaves what is wrong with a file of the right kind as it is', async () => {
  const folder = await folderWith({ 'a.yaml': 'target: { ports: { 22: opne } }\nports: {}\n' });
  const { stderr } = await runInProcess(['run', `${folder}/a.yaml`]);
  expect(stderr).toContain('unknown key `ports`');
});
