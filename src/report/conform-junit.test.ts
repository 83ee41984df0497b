import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseVerdicts } from '../results/conform.ts';
import { renderConformJunit } from './conform-junit.ts';
import { caseResult, conformResult, evidence } from './testing/conform-runs.ts';
import { readXml } from './testing/read-xml.ts';

const sections = new Map([
  ['10', 'Exchanges'],
  ['13', 'Timers & limits'],
]);
const choice = { profile: 'my target.yaml' };
const failed = caseResult('STATUS-CLOSED-01', 'fail', { evidence, runs: { failed: 1, of: 3 } });
const every = conformResult([
  caseResult('STATUS-OPEN-01', 'pass'),
  failed,
  caseResult('STATUS-OPEN-02', 'warn', { level: 'SHOULD', evidence, runs: { failed: 3, of: 3 } }),
  caseResult('STATUS-OPEN-03', 'unsupported', { reason: 'the profile declares no: os' }),
  caseResult('TIME-IDLE-01', 'inconclusive', { section: '13', reason: 'this machine failed with EMFILE' }),
  caseResult('TIME-IDLE-02', 'suite-error', { section: '13', reason: 'TypeError: oops\n    at somewhere' }),
  caseResult('TIME-IDLE-03', 'known-failure', { section: '13', reason: 'see "issue" <12>', evidence }),
  caseResult('TIME-IDLE-04', 'unexpected-pass', { section: '13', reason: 'known.yaml:3 says that it fails: so' }),
]);

const render = (result = every) => renderConformJunit(result, choice, sections);

test('a suite for each section, with what there was and how to run it again', () => {
  const { attributes, children } = readXml(render());
  expect(attributes).toEqual({ name: 'portlab conform', tests: '8', failures: '2', errors: '1', time: '0.812' });
  expect(children.map((suite) => suite.attributes)).toEqual([
    { name: '10 Exchanges', id: '0', tests: '4', failures: '1', errors: '0', skipped: '1', time: '0.005' },
    { name: '13 Timers & limits', id: '1', tests: '4', failures: '1', errors: '1', skipped: '2', time: '0.005' },
  ]);
  const [properties] = children[0]!.children;
  expect(properties!.children.map(({ attributes: { name, value } }) => `${name}=${value}`)).toEqual([
    'suite=psap/1',
    'target=127.0.0.1:4545',
    'seed=7',
    'round trip=0.3 ms',
    'ended=finished',
    "again=portlab conform 127.0.0.1:4545 --profile 'my target.yaml' --run STATUS-CLOSED-01 --run TIME-IDLE-02 --run TIME-IDLE-04 --seed 7",
  ]);
});

test('a case for each case, with what became of it', () => {
  const cases = readXml(render()).children.flatMap(({ children: [, ...each] }) => each);
  expect(cases.map(({ attributes, children: [outcome] }) => [attributes.name!.split(' ')[0], outcome?.name])).toEqual([
    ['STATUS-OPEN-01', undefined],
    ['STATUS-CLOSED-01', 'failure'],
    ['STATUS-OPEN-02', 'system-out'],
    ['STATUS-OPEN-03', 'skipped'],
    ['TIME-IDLE-01', 'skipped'],
    ['TIME-IDLE-02', 'error'],
    ['TIME-IDLE-03', 'skipped'],
    ['TIME-IDLE-04', 'failure'],
  ]);
  const outcome = (index: number) => cases[index]!.children[0]!;
  expect(cases[0]!.attributes).toEqual({
    classname: 'psap-1.10 Exchanges',
    name: 'STATUS-OPEN-01 What STATUS-OPEN-01 is about',
    time: '0.001',
  });
  expect(outcome(1).attributes).toEqual({ type: 'fail', message: 'fail: open id 7 in text' });
  expect(outcome(1).text).toBe(
    [
      'fail, in 1 of 3 runs: STATUS-4 (MUST)',
      `expected: ${evidence.expected}`,
      'found:    open id 7 in text',
      '  0.1 ms > SYN 127.0.0.1:4545',
      '  0.4 ms < SYN+ACK',
      `  0.4 ms > ${evidence.conversation[2]!.text}`,
      '  0.6 ms < open 7 text 127.0.0.1:81 → 127.0.0.1:34634',
      `received: ${evidence.received!.octets}`,
      "again:    portlab conform 127.0.0.1:4545 --profile 'my target.yaml' --run STATUS-CLOSED-01 --seed 7",
    ].join('\n'),
  );
  expect(outcome(5).attributes.message).toBe('TypeError: oops');
  expect(outcome(6).attributes).toEqual({ type: 'known-failure', message: 'see "issue" <12>' });
});

test('a SHOULD that is broken fails where the run is strict', () => {
  const strict = readXml(render({ ...every, strict: true }));
  expect(strict.attributes.failures).toBe('3');
});

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

describe('the schema', () => {
  beforeEach((context) => context.skip(!hasXmllint, 'xmllint is not installed (libxml2-utils)'));

  const schema = fileURLToPath(new URL('testing/junit.xsd', import.meta.url));
  const evil = { ...evidence, actual: '\0\x1b<![CDATA[', conversation: [] };

  test.each([
    ['every verdict', every],
    ['a strict run', { ...every, strict: true }],
    ['a run of nothing', conformResult([])],
    [
      'texts that no XML can carry',
      conformResult(caseVerdicts.map((verdict) => caseResult('\0', verdict, { evidence: evil, title: verdict }))),
    ],
  ])('takes %s', (_, result) => {
    execFileSync('xmllint', ['--noout', '--schema', schema, '-'], { input: render(result), stdio: 'pipe' });
  });
});
