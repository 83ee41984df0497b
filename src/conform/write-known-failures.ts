import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { CaseResult, CaseVerdict } from '../results/conform.ts';
import { UNSAID_REASON } from './known-failures.ts';

/** Failures of a run as the file that `loadKnownFailures` reads, once somebody has said why. */

const failed: ReadonlySet<CaseVerdict> = new Set(['fail', 'warn', 'known-failure']);

/**
 * The failures, each with what it broke as a comment and pinned to what was found. `header` begins the file; `reasonOf`
 * says a reason that is known already.
 */
export function writeKnownFailures(
  results: readonly CaseResult[],
  header: string,
  reasonOf: (id: string) => string | undefined,
): string {
  const list = new YAMLSeq();
  list.items = results.filter(({ verdict }) => failed.has(verdict)).map((one) => entryOf(one, reasonOf(one.id)));
  for (const entry of list.items.slice(1) as YAMLMap[]) entry.spaceBefore = true;
  const document = new Document(list);
  document.commentBefore = comment(header);
  return document.toString({ lineWidth: 120 });
}

function entryOf(one: CaseResult, reason = UNSAID_REASON): YAMLMap {
  const { id, title, requirements, level, evidence, runs } = one;
  const share = runs === undefined ? '' : `, ${runs.failed} of ${runs.of} runs`;
  const lines = [`${title}: ${requirements.join(', ')} (${level}${share})`];
  if (evidence !== undefined) lines.push(`expected ${evidence.expected}`, `actual   ${evidence.actual}`);
  const entry = new YAMLMap();
  entry.add(new Pair('id', id));
  entry.add(new Pair('reason', new Scalar(reason)));
  if (evidence !== undefined) {
    const pins = new YAMLMap();
    pins.add(new Pair('actual', steady(evidence.actual)));
    entry.add(new Pair('pins', pins));
  }
  entry.commentBefore = comment(lines.join('\n'));
  return entry;
}

/** What is another in each run may be anything: times, and ports that the system gives. */
function steady(text: string): string {
  return text.replace(/\b\d+ ms\b/g, '* ms').replace(/(?<=[\d.\]]:)\d+\b/g, '*');
}

/** What a peer said can end no line of a comment. */
function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '\u{fffd}')}`)
    .join('\n');
}
