import type { CaseVerdict } from '../../results/conform.ts';
import type { Outcome } from '../../results/outcome.ts';
import type { PortState } from '../../results/scan.ts';
import { cellPath } from './cell-path.ts';
import { html, type Markup } from './markup.ts';

/** Small drawings within text. */

/** Passed, failed, or interrupted. */
export function outcomeMark(outcome: Outcome): Markup {
  return html`<svg class="outcome ${outcome}" viewBox="0 0 20 20" role="img" aria-label="${outcome}"><path d="${outcomePaths[outcome]}"/></svg>`;
}

/** What became of a case, as the console shows it: a tick, a cross, and what is neither. */
export function verdictMark(verdict: CaseVerdict): Markup {
  return html`<svg class="outcome v-${verdict}" viewBox="0 0 20 20" role="img" aria-label="${verdict}"><path d="${verdictPaths[verdict]}"/></svg>`;
}

const tick = 'M4 10.5l4 4 8-9';
const cross = 'M5 5l10 10m0-10l-10 10';
const question = 'M6.5 7.5a3.5 3.5 0 1 1 5.2 3.1c-1.1.7-1.7 1.3-1.7 2.4m0 3v.1';
const outcomePaths: Readonly<Record<Outcome, string>> = { passed: tick, failed: cross, interrupted: question };
const verdictPaths: Readonly<Record<CaseVerdict, string>> = {
  pass: tick,
  fail: cross,
  warn: 'M10 4v7.5m0 4v.1',
  unsupported: 'M5 10h10',
  inconclusive: question,
  'suite-error': cross,
  'known-failure': tick,
  'unexpected-pass': cross,
};

/** A state as it is drawn in grids and lanes. */
export function stateMark(state: PortState): Markup {
  const d = cellPath(state, 1, 1, 10);
  return html`<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><path class="fill-${state}" d="${d}"/></svg>`;
}
