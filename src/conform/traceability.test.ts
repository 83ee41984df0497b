import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSpecification } from '../source/specification.ts';
import { suite } from './suite.ts';
import { plainLevel, traceClauses } from './traceability.ts';
import { untestable } from './untestable.ts';

/** The gate: every clause on responders has a case, or a reason why none can be. */

const read = (name: string) => readFileSync(new URL(`../../spec/${name}`, import.meta.url), 'utf8');
const { clauses, sections } = readSpecification(read('psap.md'), read('requirements.yaml'));
const traced = traceClauses(clauses, suite);
const cases = suite.flatMap((section) => section.cases.map((one) => ({ ...one, section: section.number })));
const levels = ['MUST', 'SHOULD', 'MAY'];
const clauseOf = (id: string) => clauses.find((clause) => clause.id === id);

describe('the suite', () => {
  test('has a case for every clause on responders, or a reason', () => {
    const without = traced.filter((clause) => clause.cases.length === 0 && clause.untestable === undefined);
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test('gives no reason for a clause that has a case, or is none', () => {
    const needless = Object.keys(untestable).filter((id) => traced.find((one) => one.id === id)?.cases.length !== 0);
    expect(needless).toEqual([]);
  });

  test('has a file for every section with clauses on responders, in their order', () => {
    const numbers = new Set(clauses.filter(({ role }) => role !== 'scanner').map((one) => one.section.split('.')[0]));
    expect(suite.map(({ number }) => number)).toEqual([...numbers]);
    expect(suite.every(({ number }) => sections.has(number))).toBe(true);
  });
});

describe('the cases', () => {
  test('have an id each, which is nobody else’s, nor was', () => {
    const names = cases.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(cases.map((one) => [one.id, one] as const))('%s is about clauses on responders', (id, one) => {
    const named = one.requirements.map((requirement) => clauseOf(requirement));
    expect(named.map((clause) => clause?.role)).not.toContain(undefined);
    expect(named.map((clause) => clause?.role)).not.toContain('scanner');
    // One of them at least stands in the section whose file it is, with the prefix of the id.
    const prefix = id.slice(0, id.indexOf('-'));
    const own = named.filter((clause) => clause?.section.split('.')[0] === one.section);
    expect(own.map((clause) => clause?.id.split('-')[0])).toContain(prefix);
  });

  test.each(cases.map((one) => [one.id, one] as const))(
    '%s has the level of the strongest of its clauses',
    (_, one) => {
      const strongest = Math.min(
        ...one.requirements.map((id) => levels.indexOf(plainLevel(clauseOf(id)?.level ?? ''))),
      );
      expect(one.level).toBe(levels[strongest]);
    },
  );
});
