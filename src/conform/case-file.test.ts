import { describe, expect, test } from 'vitest';
import { SourceError } from '../source/diagnostic.ts';
import type { ScriptedCase } from './case.ts';
import { loadCases, writeCases } from './case-file.ts';
import { suite } from './suite.ts';

const clauses = ['STATUS-3', ...suite.flatMap(({ cases }) => cases.flatMap(({ requirements }) => requirements))];
const scripted = suite.flatMap(({ cases }) => cases.filter((one): one is ScriptedCase => 'script' in one));

/** `line:column message (help)`, for everything that is wrong. */
function faultsIn(yaml: string): string[] {
  try {
    loadCases(yaml, 'cases.yaml', clauses);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return error.diagnostics.map(({ line, column, message, help = '' }) => `${line}:${column} ${message} (${help})`);
  }
  return [];
}

const head = '- id: STATUS-TEST-01\n  title: a test\n  requirements: [STATUS-3]\n  level: MUST\n  script:\n';

describe('a file of cases', () => {
  test('holds every scripted case of the suite as it is', () => {
    expect(loadCases(writeCases(scripted), 'cases.yaml', clauses)).toEqual(scripted);
  });

  test.each([
    ['    - expect: { mesage: open }', '6:17 unknown key `mesage` (did you mean `message`?)'],
    ['    - expect: { message: opne }', '6:26 `opne` is not one of'],
    ['    - finnish', '6:7 `finnish` is not one of'],
    ['    - send: [{ message: end, too: open }]', '6:30 unknown key `too` (did you mean `to`?)'],
    ['    - silence: a whil', '6:16 '],
    [
      '    - send: [{ message: information-request, want: [port], attributes: [[WANT, os]] }]',
      '6:72 `attributes` excludes `want`: both are the whole body',
    ],
  ])('shows what is wrong in %j', (step, fault) => {
    expect(faultsIn(`${head}${step}\n`)[0]).toContain(fault);
  });

  test('has each id once, and clauses that there are', () => {
    const one = `${head}    - finish\n`;
    expect(faultsIn(`${one}${one.replace('STATUS-3', 'STATUS-33')}`)).toEqual([
      '7:7 two cases are called `STATUS-TEST-01` ()',
      '9:18 no clause is called `STATUS-33` (did you mean `STATUS-3`?)',
    ]);
  });
});
