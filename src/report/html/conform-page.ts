import type { CaseResult, ConformResult } from '../../results/conform.ts';
import type { DecodeResult } from '../../results/decode.ts';
import type { ClauseText } from '../../results/explain.ts';
import type { CoveredClause } from '../conform-list-text.ts';
import type { ConformChoice } from '../rerun.ts';
import { caseEvidence } from './case-evidence.ts';
import { caseList } from './case-list.ts';
import { clauseMatrix } from './clause-matrix.ts';
import { conformHeader, conformVerdictText } from './conform-header.ts';
import * as assets from './conform-page-assets.ts';
import { html } from './markup.ts';
import { renderPage } from './page-frame.ts';
import { slowestCases } from './slowest-cases.ts';
import { stateCoverage } from './state-coverage.ts';

export interface ConformPageParts {
  readonly choice: ConformChoice;
  /** Titles of sections by number. */
  readonly sections: ReadonlyMap<string, string>;
  readonly clauses: ReadonlyMap<string, ClauseText>;
  /** Every clause on responders, in the order of the specification. */
  readonly covered: readonly CoveredClause[];
  /** The octets of a result's evidence, annotated. */
  readonly annotate: (result: CaseResult) => DecodeResult | undefined;
  /** Wall-clock time of the beginning, in ISO 8601 and UTC. */
  readonly began: string;
}

/**
 * A run of the conformance suite as one HTML page that needs nothing else, as the page of a run does. All of it stands
 * there without the script, which copies, filters and opens.
 */
export function renderConformPage(result: ConformResult, parts: ConformPageParts): string {
  return renderPage(assets, {
    title: `${conformVerdictText(result)} · portlab conform`,
    header: conformHeader(result, parts.choice, parts.began),
    main: html`${caseEvidence(result, parts)}
${clauseMatrix(result.results, parts.covered, parts.clauses)}
${caseList(result.results, parts.sections)}
${result.coverage && stateCoverage(result.coverage)}
${slowestCases(result.results)}`,
  });
}
