import type { CaseResult, ConformResult } from '../../results/conform.ts';
import type { DecodeResult } from '../../results/decode.ts';
import type { ClauseText } from '../../results/explain.ts';
import type { CoveredClause } from '../conform-list-text.ts';
import type { ConformChoice } from '../rerun.ts';
import { caseEvidence } from './case-evidence.ts';
import { caseList } from './case-list.ts';
import { clauseMatrix } from './clause-matrix.ts';
import { conformHeader, conformVerdictText } from './conform-header.ts';
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from './conform-page-assets.ts';
import { html, Markup } from './markup.ts';
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
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${pageScriptHash}'; style-src 'sha256-${pageStyleHash}'; img-src data:">
<title>${conformVerdictText(result)} · portlab conform</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${conformHeader(result, parts.choice, parts.began)}
<main>
${caseEvidence(result, parts)}
${clauseMatrix(result.results, parts.covered, parts.clauses)}
${caseList(result.results, parts.sections)}
${result.coverage && stateCoverage(result.coverage)}
${slowestCases(result.results)}
</main>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`.text;
}
