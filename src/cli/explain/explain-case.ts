import { needsOf } from '../../conform/needs.ts';
import { rehearse } from '../../conform/rehearse.ts';
import { describeRehearsal, describeScript } from '../../conform/script-text.ts';
import { selectCases } from '../../conform/select-cases.ts';
import { suite } from '../../conform/suite.ts';
import type { CaseExplanation, Explanation } from '../../results/explain.ts';
import { clauseText, sectionTitle } from './clauses.ts';
import type { Library } from './library.ts';

/** A case of the conformance suite: what it asks for, and the conversation. */

export const { cases } = selectCases(suite, { run: [], skip: [] });

/** The case with that id, or that had it; undefined where there is none. */
export function explainCase(library: Library, name: string): CaseExplanation | undefined {
  const placed = cases.find(({ one: { id, aliases = [] } }) => id === name || aliases.includes(name));
  if (placed === undefined) return undefined;
  const { one, section } = placed;
  const { id, title, level, why = null, aliases = [], requirements } = one;
  return {
    kind: 'case',
    id,
    title,
    level,
    section: sectionTitle(library.specification, section),
    why,
    aliases,
    clauses: requirements.map((requirement) => clauseText(library, requirement)),
    needs: needsOf(one),
    script: describeScript(one),
  };
}

/** Of a case that a program plays, what it says where all is well; everything else as it is. */
export async function withRehearsal(explanation: Explanation): Promise<Explanation> {
  if (explanation.kind !== 'case') return explanation;
  const one = cases.find((placed) => placed.one.id === explanation.id)?.one;
  if (one === undefined || 'script' in one) return explanation;
  return { ...explanation, script: describeRehearsal(await rehearse(one)) };
}
