import { expectationOutcome } from '../../results/outcome.ts';
import type { ExpectationResult } from '../../results/run.ts';
import { count, harmless } from '../plain-text.ts';
import { outcomeMark } from './marks.ts';
import { html, type Markup } from './markup.ts';

/** Expectations that hold are listed up to so many; more are folded. */
const SHOWN_PASSED = 60;

/** What was expected, and what was found where it was not met. */
export function expectationList(expectations: readonly ExpectationResult[]): Markup {
  if (expectations.length === 0) {
    return html`<ul class="expectations"><li class="failed">${outcomeMark('failed')}<p>Nothing was expected</p></li></ul>`;
  }
  const passed = expectations.filter((each) => each.passed);
  const folded = new Set(passed.slice(SHOWN_PASSED));
  const listed = expectations.filter((each) => !folded.has(each));
  const more = html`<details class="more"><summary>${count(folded.size, 'more expectation')} met</summary><ul class="expectations">${[...folded].map(item)}</ul></details>`;
  return html`<ul class="expectations">${listed.map(item)}</ul>${folded.size > 0 ? more : undefined}`;
}

function item(result: ExpectationResult): Markup {
  const { text, passed, actual } = result;
  const outcome = expectationOutcome(result);
  const found = actual === undefined ? undefined : harmless(actual);
  const measured = passed && found ? html`<span class="measured">, found ${found}</span>` : undefined;
  const instead = !passed && found ? html`<p class="found"><span>found</span> ${found}</p>` : undefined;
  return html`<li class="${outcome}">${outcomeMark(outcome)}<div><p>${harmless(text)}${measured}</p>${instead}</div></li>
`;
}
