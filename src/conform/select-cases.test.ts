import { describe, expect, test } from 'vitest';
import type { Case, Section } from './case.ts';
import { selectCases } from './select-cases.ts';

const one = (id: string, aliases: string[] = []) => ({ id, aliases }) as unknown as Case;
const sections: Section[] = [
  { number: '9', cases: [one('ERR-A-01'), one('ERR-A-02', ['ERR-OLD-01'])] },
  { number: '10', cases: [one('INFO-A-01')] },
];
const select = (run: string[], skip: string[] = []) => {
  const { cases, unmatched } = selectCases(sections, { run, skip });
  return { ids: cases.map((placed) => placed.one.id), unmatched };
};

describe('cases are chosen', () => {
  test.each([
    [[], [], ['ERR-A-01', 'ERR-A-02', 'INFO-A-01']],
    [['ERR-*'], [], ['ERR-A-01', 'ERR-A-02']],
    [['*-0?'], ['ERR-A-01'], ['ERR-A-02', 'INFO-A-01']],
    [['INFO-A-01', 'ERR-A-01'], [], ['ERR-A-01', 'INFO-A-01']],
    [['err-a-01'], [], ['ERR-A-01']],
    [['ERR-OLD-01'], [], ['ERR-A-02']],
    [['ERR-A-0.'], [], []],
  ])('by %j without %j', (run, skip, ids) => {
    expect(select(run, skip).ids).toEqual(ids);
  });

  test('and patterns that choose nothing are told', () => {
    expect(select(['ERR-*', 'NO-*'], ['NOR-*'])).toEqual({
      ids: ['ERR-A-01', 'ERR-A-02'],
      unmatched: ['NO-*', 'NOR-*'],
    });
    expect(select(['ERR-*'], ['INFO-*']).unmatched).toEqual([]);
  });
});
