import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../source/diagnostic.ts';
import { loadScenarios } from './scenario-files.ts';
import { folderWith } from './testing/places.ts';

const scenario = (name: string) => `name: ${name}\ntarget:\n  ports:\n    22: open\n`;

const names = async (...words: string[]) => (await loadScenarios(words)).map(({ name }) => name);

describe('scenarios are named by', () => {
  it('files, whatever they are called, in the order given', async () => {
    const folder = await folderWith({ 'b.yaml': scenario('B'), 'a.txt': scenario('A') });
    expect(await names(path.join(folder, 'b.yaml'), path.join(folder, 'a.txt'))).toEqual(['B', 'A']);
  });

  it('folders, of which every YAML file is taken, in order', async () => {
    const folder = await folderWith({ 'b.yml': scenario('B'), 'a.yaml': scenario('A'), 'c.md': '# no scenario' });
    expect(await names(folder)).toEqual(['A', 'B']);
  });

  it('folders whose names look like patterns', async () => {
    const folder = await folderWith({ 'a[1].yaml': scenario('A') });
    expect(await names(folder, path.join(folder, 'a[1].yaml'))).toEqual(['A']);
  });

  it('globs', async () => {
    const folder = await folderWith({ 'reset.yaml': scenario('R'), 'refused.yaml': scenario('F'), 'slow.yaml': 'x' });
    expect(await names(`${folder}/re*.yaml`)).toEqual(['F', 'R']);
  });

  it('several words, each file once', async () => {
    const folder = await folderWith({ 'a.yaml': scenario('A'), 'b.yaml': scenario('B') });
    expect(await names(`${folder}/b.yaml`, folder, `${folder}/*.yaml`)).toEqual(['B', 'A']);
  });
});

describe('a word that names nothing is a usage error:', () => {
  it('a file that is not there', async () => {
    await expect(loadScenarios(['nowhere.yaml'])).rejects.toMatchObject({
      exitCode: 2,
      message: 'there is no scenario nowhere.yaml: no such file or folder',
    });
  });

  it('an empty folder', async () => {
    const folder = await folderWith({ 'README.md': '' });
    await expect(loadScenarios([folder])).rejects.toMatchObject({ exitCode: 2 });
  });

  it('a glob that matches nothing', async () => {
    const folder = await folderWith({});
    await expect(loadScenarios([`${folder}/*.yaml`])).rejects.toMatchObject({ exitCode: 2 });
  });
});

it('a file has the name that led to it', async () => {
  const folder = await folderWith({ 'a.yaml': scenario('A') });
  const relative = path.relative(process.cwd(), folder);
  const files = async (...words: string[]) => (await loadScenarios(words)).map(({ file }) => file);
  expect(await files(folder)).toEqual([path.join(folder, 'a.yaml')]);
  expect(await files(relative)).toEqual([path.join(relative, 'a.yaml')]);
  expect(await files(`${relative}/*.yaml`, folder)).toEqual([path.join(relative, 'a.yaml')]);
});

it('what is wrong in several files is told in one go', async () => {
  const folder = await folderWith({ 'a.yaml': 'name: A\nprots: 1\n', 'b.yaml': 'nmae: B\n' });
  const error = await loadScenarios([folder]).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SourceError);
  const files = new Set((error as SourceError).diagnostics.map(({ file }) => path.basename(file)));
  expect(files).toEqual(new Set(['a.yaml', 'b.yaml']));
});

describe('files that scenarios include', () => {
  const including = (part: string) => `include: ${part}\n${scenario('Whole').replace('22: open', '22: ${state}')}`;

  it('are found from the file that includes them', async () => {
    const parts = { 'parts/_a.yaml': 'include: deeper/b.yaml\n', 'parts/deeper/b.yaml': 'let: { state: filtered }\n' };
    const folder = await folderWith({ 'whole/web.yaml': including('../parts/_a.yaml'), ...parts });
    const relative = path.relative(process.cwd(), folder);
    for (const word of [`${folder}/whole`, `${relative}/whole/*.yaml`, `${relative}/whole/web.yaml`]) {
      const [web] = await loadScenarios([word]);
      expect(web!.hosts[0]!.ports.get(22).behaviour.state).toBe('filtered');
    }
  });

  it('are no scenarios where their names begin with `_`, unless one names them', async () => {
    const folder = await folderWith({ 'web.yaml': including('_a.yaml'), '_a.yaml': 'let: { state: open }\n' });
    expect(await names(folder)).toEqual(['Whole']);
    expect(await names(`${folder}/*.yaml`)).toEqual(['Whole']);
    await expect(loadScenarios([`${folder}/_a.yaml`])).rejects.toThrow('there is no host to scan');
    const only = await folderWith({ '_a.yaml': 'let: { state: open }\n' });
    await expect(loadScenarios([only])).rejects.toMatchObject({ exitCode: 2 });
  });

  it('are named in what is wrong with them', async () => {
    const folder = await folderWith({ 'web.yaml': including('a.yml'), 'a.yml': 'let: { state: opne }\n' });
    const error = await loadScenarios([`${folder}/web.yaml`]).catch((reason: unknown) => reason);
    const [{ file, related }] = (error as SourceError).diagnostics as [SourceError['diagnostics'][0]];
    expect([file, related!.place.file]).toEqual([path.join(folder, 'web.yaml'), path.join(folder, 'a.yml')]);
  });
});
