import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SourceError } from './diagnostic.ts';
import { findTooDeep, MAX_DEPTH } from './yaml-depth.ts';
import { YamlSource } from './yaml-source.ts';

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, i) => line(i));
const nested = (count: number) => lines(count, (index) => `${' '.repeat(index)}a:\n`).join('');

describe('a text that is nested too deep', () => {
  test.each([
    ['lists in brackets', '['.repeat(5_000) + ']'.repeat(5_000), MAX_DEPTH - 1],
    ['maps in brackets', '{a: '.repeat(5_000) + '}'.repeat(5_000), 4 * (MAX_DEPTH - 1)],
    ['brackets that are not closed', `a:\n  - [{${'['.repeat(100_000)}`, undefined],
    ['brackets over lines', '[\n'.repeat(5_000), undefined],
    ['lists on one line', '- '.repeat(30_000), 0],
    ['keys of keys on one line', '? '.repeat(30_000), 0],
    ['maps by indentation', nested(3_000), undefined],
    ['lists by indentation', lines(2_000, (index) => `${' '.repeat(2 * index)}-\n`).join(''), undefined],
  ])('%s', (_, text, offset) => {
    const found = findTooDeep(text);
    expect(found).toBeDefined();
    if (offset !== undefined) expect(found).toBe(offset);
    expect(() => new YamlSource(text, 'deep.yaml')).toThrow(SourceError);
    expect(() => new YamlSource(text, 'deep.yaml')).toThrow(/^deep\.yaml:\d+:\d+: this is nested more than 100 deep$/);
  });
});

describe('a text that is not', () => {
  test.each([
    ['many lists in a row', '[a], {b: c}, '.repeat(5_000)],
    ['a long list', '- a\n'.repeat(5_000)],
    ['many levels, one after the other', `${nested(20)}b:\n`.repeat(50)],
    ['closing brackets', ']'.repeat(5_000)],
  ])('%s', (_, text) => {
    expect(findTooDeep(text)).toBeUndefined();
  });

  test.each([
    ['brackets', `${'['.repeat(MAX_DEPTH - 1)}${']'.repeat(MAX_DEPTH - 1)}`],
    ['indentation', nested(MAX_DEPTH)],
  ])('up to the limit, by %s', (_, text) => {
    expect(findTooDeep(text)).toBeUndefined();
    expect(() => new YamlSource(text, 'deep.yaml').check(z.unknown())).not.toThrow();
  });
});
