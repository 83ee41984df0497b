import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSpecification } from './specification.ts';

const read = (name: string) => readFileSync(new URL(`../../spec/${name}`, import.meta.url), 'utf8');
const specification = readSpecification(read('psap.md'), read('requirements.yaml'));

test('the clauses of the real specification, with the tables that belong to them', () => {
  const { clauses } = specification;
  expect(clauses.length).toBeGreaterThan(200);
  const withTables = clauses.flatMap(({ id, table }) => (table === undefined ? [] : [[id, table.rows.length]]));
  expect(withTables).toEqual([
    ['MSG-1', 8],
    ['MSG-5', 8],
    ['BIN-1', 11],
    ['ATTR-2', 17],
    ['TIME-1', 11],
    ['VERDICT-1', 14],
    ['VERDICT-7', 6],
  ]);
});

test('its sections, errors, verdicts, report lines and decisions', () => {
  const { sections, errors, verdicts, reportLines, decisions } = specification;
  expect([sections.get('10'), sections.get('10.1'), sections.get('9.2')]).toEqual(['Exchanges', 'Status', 'The table']);
  expect(errors).toHaveLength(15);
  expect(errors[3]).toEqual({
    rank: 4,
    code: 'bad-flags',
    judged: 'whole header',
    afterwards: 'closed',
    echoes: 'id, addresses, kind',
  });
  expect(verdicts).toHaveLength(14);
  expect(verdicts[5]).toEqual({
    what: 'TCP up, no PSAP answer in the time limit',
    state: 'filtered',
    reason: 'no-reply',
  });
  expect(reportLines).toHaveLength(25);
  expect(reportLines[3]).toEqual({ line: 'S4', clauses: ['STATUS-3', 'VERDICT-1'], satisfiedBy: '`open`' });
  expect(decisions.map(({ id }) => id)).toEqual(
    Array.from({ length: decisions.length }, (_, index) => `D${index + 1}`),
  );
  expect(decisions.length).toBeGreaterThanOrEqual(36);
  expect(decisions[0]?.clauses).toEqual(['ADDR-6', 'ADDR-7', 'ADDR-8']);
  expect(decisions[12]).toEqual({
    id: 'D13',
    title: 'Ids of further attempts',
    clauses: ['ID-5', 'ID-7'],
    text:
      'Each attempt has an id of its own on its connection; late answers to an earlier attempt are ignored. ' +
      'Why: a late answer must not decide another attempt.',
  });
});

test('every clause that a decision or a report line names exists', () => {
  const ids = new Set(specification.clauses.map(({ id }) => id));
  const named = [...specification.decisions, ...specification.reportLines].flatMap(({ clauses }) => clauses);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
  expect(named.length).toBeGreaterThan(100);
});

test('what is no list of requirements is refused', () => {
  expect(() => readSpecification('', '- id: X-1')).toThrow();
});
