import { describe, expect, test } from 'vitest';
import type { MutantResult } from '../../src/conform/mutants/kill-matrix.ts';
import { renderMatrix } from './render-matrix.ts';

const result = (id: string, clauses: readonly string[], killedBy: readonly string[]): MutantResult => ({
  mutant: { id, what: id, clauses, change: {} },
  killedBy,
});

const results = [
  result('order: last first', ['CONN-3'], ['CONN-ORDER-01', 'ID-ANY-01']),
  result('order: each twice', ['CONN-3', 'ID-2'], ['ID-ANY-01']),
  result('row: idle', ['CONN-3', 'END-1'], []),
];
const options = {
  cases: ['ID-ANY-01', 'CONN-ORDER-01', 'MSG-ROW-01'],
  clauses: ['CONN-3', 'ID-2', 'END-1'],
  reasons: { 'row: idle': 'nobody sees it' },
};

describe('the matrix of cases and mutants', () => {
  test('has the mutants that each case noticed first', () => {
    const lines = renderMatrix(results, { ...options, full: false }).split('\n');
    expect(lines).toEqual([
      'family  mutants  noticed',
      'order         2        2',
      'row           1        0',
      '',
      'ID-ANY-01',
      '  order: each twice',
      'CONN-ORDER-01',
      '  order: last first',
      '',
      'survive: nobody sees it',
      '  row: idle',
      '',
      'clauses without a mutant:',
      '  END-1',
      '',
      'clauses with one mutant:',
      '  ID-2',
      '',
      'clauses with 2 mutants:',
      '  CONN-3',
      '',
      '3 mutants, 2 noticed by 3 cases, 1 by none',
      '',
    ]);
  });

  test('has the weakest case first, where all were played', () => {
    const lines = renderMatrix(results, { ...options, full: true, reasons: {} }).split('\n');
    expect(lines.slice(4, 8)).toEqual([
      'notices  alone  case',
      '      0      0  MSG-ROW-01',
      '      1      0  CONN-ORDER-01',
      '      2      1  ID-ANY-01',
    ]);
    expect(lines).toContain('survive: NOBODY KNOWS WHY');
  });
});
