import { type CaseResult, type ConformResult, failsRun } from '../results/conform.ts';
import { buildXml, propertiesElement, seconds } from './junit-xml.ts';
import { harmless } from './plain-text.ts';
import { type ConformChoice, rerunCaseCommand, rerunSuiteCommand } from './rerun.ts';
import { escapeAttribute, escapeContent } from './xml-text.ts';

/**
 * A run of the conformance suite as JUnit XML: one suite for each section of the specification. What fails the run is a
 * failure or, where it is our fault, an error; what could not be found out, or is known to fail, is skipped; a SHOULD
 * that is broken passes with a word of it, unless the run is strict.
 */
export function renderConformJunit(
  result: ConformResult,
  choice: ConformChoice,
  sections: ReadonlyMap<string, string>,
): string {
  const { results, elapsedMs } = result;
  const numbers = [...new Set(results.map(({ section }) => section))];
  const counts = countsOf(results, result);
  return buildXml({
    testsuites: {
      '@name': 'portlab conform',
      '@tests': counts.tests,
      '@failures': counts.failures,
      '@errors': counts.errors,
      '@time': seconds(elapsedMs),
      testsuite: numbers.map((number, index) => {
        const cases = results.filter(({ section }) => section === number);
        const title = sections.get(number) ?? '';
        return suiteElement(cases, `${number} ${title}`.trim(), index, result, choice);
      }),
    },
  });
}

function suiteElement(
  cases: readonly CaseResult[],
  name: string,
  index: number,
  result: ConformResult,
  choice: ConformChoice,
) {
  const { suite, target, seed, roundTripMs, ended } = result;
  const { tests, failures, errors, skipped } = countsOf(cases, result);
  return {
    '@name': escapeAttribute(name),
    '@id': index,
    '@tests': tests,
    '@failures': failures,
    '@errors': errors,
    '@skipped': skipped,
    // Cases run at the same time: their times add up to more than the run took.
    '@time': seconds(cases.reduce((sum, one) => sum + one.elapsedMs, 0)),
    properties: propertiesElement({
      suite,
      target,
      seed: String(seed),
      'round trip': `${roundTripMs.toFixed(1)} ms`,
      ended,
      again: rerunSuiteCommand(result, choice),
    }),
    testcase: cases.map((one) => caseElement(one, `${suite.replace('/', '-')}.${name}`, result, choice)),
  };
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

function outcomeOf({ verdict }: CaseResult, { strict }: ConformResult): Outcome {
  if (verdict === 'suite-error') return 'error';
  if (failsRun(verdict, strict)) return 'failure';
  return verdict === 'pass' || verdict === 'warn' ? 'passed' : 'skipped';
}

function countsOf(cases: readonly CaseResult[], result: ConformResult) {
  const outcomes = cases.map((one) => outcomeOf(one, result));
  const countOf = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return {
    tests: cases.length,
    failures: countOf('failure'),
    errors: countOf('error'),
    skipped: countOf('skipped'),
  };
}

function caseElement(one: CaseResult, classname: string, result: ConformResult, choice: ConformChoice) {
  const { id, title, verdict, elapsedMs, evidence } = one;
  const attributes = {
    '@classname': escapeAttribute(classname),
    '@name': escapeAttribute(`${id} ${title}`),
    '@time': seconds(elapsedMs),
  };
  const outcome = outcomeOf(one, result);
  const text = escapeContent(caseText(one, rerunCaseCommand(one, result, choice)));
  if (outcome === 'passed') return verdict === 'warn' ? { ...attributes, 'system-out': text } : attributes;
  const [reason] = (one.reason ?? '').split('\n');
  const message = reason || `${verdict}: ${evidence?.actual ?? ''}`;
  return {
    ...attributes,
    [outcome]: { '@type': verdict, '@message': escapeAttribute(message), '#text': text },
  };
}

/** What is known of a case, for people. */
function caseText({ requirements, level, verdict, runs, reason, evidence }: CaseResult, again: string): string {
  const share = runs === undefined ? '' : `, in ${runs.failed} of ${runs.of} runs`;
  const lines = [`${verdict}${share}: ${requirements.join(', ')} (${level})`];
  if (reason !== undefined) lines.push(reason);
  if (evidence !== undefined) {
    const { expected, actual, conversation, received } = evidence;
    lines.push(`expected: ${expected}`, `found:    ${actual}`);
    const several = new Set(conversation.map(({ connection }) => connection)).size > 1;
    for (const { atMs, connection, direction, text } of conversation) {
      lines.push(`  ${atMs.toFixed(1)} ms ${several ? `[${connection}] ` : ''}${direction} ${harmless(text)}`);
    }
    if (received !== undefined && received.octets !== '') lines.push(`received: ${received.octets}`);
  }
  return [...lines, `again:    ${again}`].join('\n');
}
