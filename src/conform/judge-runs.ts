import { toHex } from '../protocol/octets.ts';
import type { CaseResult, CaseVerdict, Evidence } from '../results/conform.ts';
import type { Finding } from './bench.ts';
import type { Case } from './case.ts';
import { describeTimeline } from './conversation.ts';
import type { CaseRun } from './run-case.ts';

/** The verdict of a case from its runs, at least one; the first that failed is the evidence. */
export function judgeRuns({ level }: Case, runs: readonly CaseRun[]): Omit<CaseResult, CaseHeading> {
  const { elapsedMs } = runs[0]!;
  const failed = runs.filter(({ finding }) => finding !== undefined);
  const [first] = failed;
  if (first?.finding === undefined) return { verdict: 'pass', elapsedMs };
  const local = failed.find(({ finding }) => finding?.kind === 'local')?.finding;
  if (local !== undefined) {
    return { verdict: 'inconclusive', elapsedMs, reason: `this machine failed with ${local.actual}` };
  }
  const reason = level === 'MAY' ? { reason: 'the target need not do it, and does not' } : {};
  return {
    verdict: broken[level],
    elapsedMs,
    ...reason,
    runs: { failed: failed.length, of: runs.length },
    evidence: evidenceOf(first, first.finding),
  };
}

type CaseHeading = 'id' | 'title' | 'section' | 'file' | 'requirements' | 'level';

const broken: Readonly<Record<Case['level'], CaseVerdict>> = { MUST: 'fail', SHOULD: 'warn', MAY: 'unsupported' };

function evidenceOf({ timeline }: CaseRun, { expected, actual, received }: Finding): Evidence {
  const conversation = describeTimeline(timeline);
  if (received === undefined) return { expected, actual, conversation };
  const { connection, octets, mark } = received;
  return {
    expected,
    actual,
    conversation,
    received: { connection, octets: toHex(octets), ...(mark !== undefined && { mark }) },
  };
}
