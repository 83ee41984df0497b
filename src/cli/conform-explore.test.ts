import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hasPython, startPythonPeer } from '../conform/testing/python-peer.ts';
import { formatEndpoint } from '../protocol/address.ts';
import type { ConformResult } from '../results/conform.ts';
import { openConformTarget } from './testing/conform-target.ts';
import { folderWith } from './testing/places.ts';
import { startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab conform --explore` from the outside. */

const explore = (...words: string[]) => runInProcess(['conform', ...words, '--explore', '--no-color']);

describe('conform --explore', () => {
  it('of the reference responder exits 0, and says its seed', async () => {
    const { agent, profile } = await openConformTarget();
    const { code, stdout, stderr } = await explore(agent, '--profile', profile, '--runs', '40', '--seed', '7');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^40 sequences \(.*, seed 7\)\n$/);
  });

  it.skipIf(!hasPython)('finds what a responder does wrong, and saves a case that fails again', async () => {
    const { agent, address, open, closed } = await startPythonPeer({ bug: 'closes-after-answer' });
    const folder = await folderWith({
      'target.yaml': `address: ${address}\nopen: [${open.join(', ')}]\nclosed: [${closed.join(', ')}]\n`,
    });
    const target = [formatEndpoint(agent!), '--profile', `${folder}/target.yaml`];
    const save = `${folder}/found.yaml`;
    const found = await explore(...target, '--seed', '7', '--save', save);
    expect([found.code, found.stderr]).toEqual([1, '']);
    expect(found.stdout).toMatch(/^The smallest sequence found that fails every time, \d+ steps before and 4 now:$/m);
    expect(found.stdout).toMatch(/^ {2}< open id 2 in text/m);
    expect(found.stdout).toContain(`again: portlab conform ${target.join(' ')} --run ${save} --seed 7`);
    expect(await readFile(save, 'utf8')).toContain('id: EXPLORED-SEQUENCE-01');
    const again = await runInProcess(['conform', ...target, '--run', save, '--json']);
    expect(again.code).toBe(1);
    const { results } = JSON.parse(again.stdout) as ConformResult;
    expect(results[0]!.evidence!.actual).toBe('the end of the connection');
  });

  it('of nobody exits 3', async () => {
    const { refused } = await openConformTarget();
    const { code, stderr } = await explore(refused);
    expect([code, stderr]).toEqual([3, expect.stringContaining('no responder answers')]);
  });

  it('of a target that dies on the way exits 3, and says after which sequence', async () => {
    const { agent, profile, folder } = await openConformTarget({ serves: 12 });
    const save = `${folder}/last.yaml`;
    const { code, stdout, stderr } = await explore(agent, '--profile', profile, '--seed', '7', '--save', save);
    expect([code, stderr]).toEqual([3, expect.stringContaining('stopped answering after that sequence')]);
    expect(stdout).toContain(save);
    expect(await readFile(save, 'utf8')).toContain('id: EXPLORED-SEQUENCE-01');
  });

  it('that is interrupted ends at once, and exits 130', async () => {
    const { agent, profile, asked } = await openConformTarget();
    const words = [agent, '--profile', profile, '--explore', '--time', '1h', '--seed', '7', '--no-color'];
    const portlab = startPortlab(['conform', ...words]);
    await asked;
    portlab.kill('SIGINT');
    const { code, stdout } = await portlab.ended;
    expect([code, stdout]).toEqual([130, expect.stringContaining('seed 7')]);
  });

  it.each([
    [['127.0.0.1:9', '--run', 'A'], '--run'],
    [[], 'say what to explore'],
  ])('of %j exits 2', async (words, why) => {
    const { code, stderr } = await explore(...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });
});
