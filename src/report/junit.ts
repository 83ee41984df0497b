import { expectationOutcome, type Outcome, scenarioOutcome } from '../results/outcome.ts';
import type { ExpectationResult } from '../results/run.ts';
import type { RunReport, ScenarioReport } from '../results/run-report.ts';
import { buildXml, propertiesElement, seconds, withOwnNames } from './junit-xml.ts';
import { rerunCommand, type WorldChoice } from './rerun.ts';
import { escapeAttribute, escapeContent } from './xml-text.ts';

/**
 * A run as JUnit XML, in the form that the xunit plugin of Jenkins checks: one suite for each scenario, one case for each
 * expectation, which is skipped where an interrupt left it undecided. Expectations take no time of their own, so only
 * suites have one.
 */
export function renderJunit({ scenarios }: RunReport, choice: WorldChoice = {}): string {
  const suites = scenarios.map((scenario, index) => suiteOf(scenario, index, choice));
  const total = (pick: (suite: Suite) => number) => suites.reduce((sum, suite) => sum + pick(suite), 0);
  return buildXml({
    testsuites: {
      '@name': 'portlab run',
      '@tests': total(({ cases }) => cases.length),
      '@failures': total((suite) => countOf(suite, 'failed')),
      '@errors': 0,
      '@time': seconds(scenarios.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0)),
      testsuite: suites.map(suiteElement),
    },
  });
}

interface Suite {
  readonly scenario: ScenarioReport;
  readonly index: number;
  readonly again: string;
  readonly cases: readonly Case[];
}

interface Case extends ExpectationResult {
  readonly name: string;
}

/** A scenario that expects nothing proves nothing, and says so in a case of its own. */
function suiteOf(scenario: ScenarioReport, index: number, choice: WorldChoice): Suite {
  const { expectations } = scenario;
  const nothing: ExpectationResult = { text: 'something is expected', passed: false, actual: 'nothing was expected' };
  const cases = expectations.length === 0 ? [nothing] : expectations;
  return { scenario, index, again: rerunCommand(scenario, choice), cases: withOwnNames(cases, ({ text }) => text) };
}

function countOf({ cases }: Suite, outcome: Outcome): number {
  return cases.filter((each) => expectationOutcome(each) === outcome).length;
}

function suiteElement(suite: Suite) {
  const { scenario, index, again, cases } = suite;
  const { name, file, backend, proxy, seed, elapsedMs, timeline } = scenario;
  const outcome = scenarioOutcome(scenario);
  const began = timeline?.[0]?.kind === 'began' ? timeline[0].wallClock : undefined;
  return {
    '@name': escapeAttribute(name),
    '@id': index,
    '@tests': cases.length,
    '@failures': countOf(suite, 'failed'),
    '@errors': 0,
    '@skipped': countOf(suite, 'interrupted'),
    '@time': seconds(elapsedMs),
    ...(began === undefined ? {} : { '@timestamp': escapeAttribute(began) }),
    properties: propertiesElement({
      ...(outcome === 'interrupted' && { outcome }),
      seed: String(seed),
      backend,
      proxy,
      file,
      again,
    }),
    testcase: cases.map((each) => caseElement(each, className(file), again)),
  };
}

function caseElement(one: Case, classname: string, again: string) {
  const { name, text, actual = 'something else' } = one;
  const outcome = expectationOutcome(one);
  const attributes = { '@classname': escapeAttribute(classname), '@name': escapeAttribute(name) };
  if (outcome === 'passed') return attributes;
  if (outcome === 'interrupted') {
    const found = one.actual === undefined ? '' : `, found ${one.actual}`;
    return { ...attributes, skipped: { '@type': outcome, '@message': escapeAttribute(`interrupted${found}`) } };
  }
  return {
    ...attributes,
    failure: {
      '@type': 'expectation',
      '@message': escapeAttribute(`found ${actual}`),
      '#text': escapeContent(`expected: ${text}\nfound:    ${actual}\nagain:    ${again}`),
    },
  };
}

/** Readers group cases by what dots part: `scenarios/slow.yaml` is `scenarios.slow`. */
function className(file: string): string {
  const steps = file.replace(/\.ya?ml$/, '').split(/[/\\]/);
  return steps.filter((step) => step !== '' && step !== '.' && step !== '..').join('.') || file;
}
