import { readFileSync } from 'node:fs';
import { readSpecification } from '../../source/specification.ts';
import { suite } from '../suite.ts';
import { traceClauses } from '../traceability.ts';

/** The clauses on responders that a case can test. */
export function testedClauses(): string[] {
  const read = (name: string) => readFileSync(new URL(`../../../spec/${name}`, import.meta.url), 'utf8');
  const { clauses } = readSpecification(read('psap.md'), read('requirements.yaml'));
  return traceClauses(clauses, suite)
    .filter(({ untestable }) => untestable === undefined)
    .map(({ id }) => id);
}
