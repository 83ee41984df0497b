import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { renderJunit } from './junit.ts';
import { readXml } from './testing/read-xml.ts';
import { runReport, scenarioReport } from './testing/runs.ts';

const passed = scenarioReport();
const failed = scenarioReport({
  name: 'Reset <after> "accept"',
  file: "./it's/reset.yaml",
  proxy: 'toxiproxy 2.12.0',
  elapsedMs: 12.3,
  expectations: [
    { text: 'port 22 open', passed: true },
    { text: 'ports 8080-8083 closed (reset)', passed: false, actual: 'port 8080 open (syn-ack)' },
    { text: 'port 22 open', passed: false },
  ],
  timeline: [{ kind: 'began', atMs: 0, name: 'Reset', seed: 42, wallClock: '2031-05-06T07:08:09.123Z' }],
});
const interrupted = scenarioReport({
  passed: false,
  interrupted: true,
  expectations: [
    { text: 'port 22 open', passed: true },
    { text: 'port 23 closed', passed: false, undecided: true, actual: 'port 23 not decided' },
    { text: 'duration < 1 ms', passed: false, undecided: true },
    { text: 'port 24 closed', passed: false, actual: 'port 24 open (syn-ack)' },
  ],
});
const empty = scenarioReport({ passed: false, expectations: [] });

test('what an interrupt left undecided is skipped, and no failure', () => {
  const document = readXml(renderJunit(runReport([interrupted])));
  expect(document.attributes).toMatchObject({ tests: '4', failures: '1' });
  const [suite] = document.children;
  expect(suite!.attributes).toMatchObject({ tests: '4', failures: '1', skipped: '2' });
  const [properties, ...cases] = suite!.children;
  expect(properties!.children[0]!.attributes).toEqual({ name: 'outcome', value: 'interrupted' });
  expect(cases.map(({ children: [child] }) => [child?.name, child?.attributes.message])).toEqual([
    [undefined, undefined],
    ['skipped', 'interrupted, found port 23 not decided'],
    ['skipped', 'interrupted'],
    ['failure', 'found port 24 open (syn-ack)'],
  ]);
});

test('a suite for each scenario, a case for each expectation', () => {
  expect(renderJunit(runReport([passed, failed]), { allow: ['192.0.2.0/24'] })).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="portlab run" tests="4" failures="2" errors="0" time="0.825">
      <testsuite name="Filtered ports answer nothing" id="0" tests="1" failures="0" errors="0" skipped="0" time="0.812">
        <properties>
          <property name="seed" value="42"/>
          <property name="backend" value="loopback"/>
          <property name="proxy" value="embedded"/>
          <property name="file" value="scenarios/filtered.yaml"/>
          <property name="again" value="portlab run scenarios/filtered.yaml --seed 42 --toxiproxy embedded --allow 192.0.2.0/24"/>
        </properties>
        <testcase classname="scenarios.filtered" name="port 22 open"/>
      </testsuite>
      <testsuite name="Reset &#60;after&#62; &#34;accept&#34;" id="1" tests="3" failures="2" errors="0" skipped="0" time="0.012" timestamp="2031-05-06T07:08:09.123Z">
        <properties>
          <property name="seed" value="42"/>
          <property name="backend" value="loopback"/>
          <property name="proxy" value="toxiproxy 2.12.0"/>
          <property name="file" value="./it&apos;s/reset.yaml"/>
          <property name="again" value="portlab run &apos;./it&apos;\\&apos;&apos;s/reset.yaml&apos; --seed 42 --allow 192.0.2.0/24"/>
        </properties>
        <testcase classname="it&apos;s.reset" name="port 22 open"/>
        <testcase classname="it&apos;s.reset" name="ports 8080-8083 closed (reset)">
          <failure type="expectation" message="found port 8080 open (syn-ack)">expected: ports 8080-8083 closed (reset)
    found:    port 8080 open (syn-ack)
    again:    portlab run './it'\\''s/reset.yaml' --seed 42 --allow 192.0.2.0/24</failure>
        </testcase>
        <testcase classname="it&apos;s.reset" name="port 22 open (2)">
          <failure type="expectation" message="found something else">expected: port 22 open
    found:    something else
    again:    portlab run './it'\\''s/reset.yaml' --seed 42 --allow 192.0.2.0/24</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('a scenario that expects nothing has a case that fails', () => {
  const [suite] = readXml(renderJunit(runReport([empty]))).children;
  expect(suite!.attributes).toMatchObject({ tests: '1', failures: '1' });
  const [, nothing] = suite!.children;
  expect(nothing!.children[0]!.attributes.message).toBe('found nothing was expected');
});

test('counts and times add up', () => {
  const { attributes } = readXml(renderJunit(runReport([passed, failed, empty])));
  expect(attributes).toEqual({ name: 'portlab run', tests: '5', failures: '3', errors: '0', time: '1.637' });
});

test.each([
  ['scenarios/slow.yaml', 'scenarios.slow'],
  ['./a/../b/slow.yml', 'a.b.slow'],
  ['c:\\lab\\slow.yaml', 'c:.lab.slow'],
  ['/slow', 'slow'],
  ['..', '..'],
])('%s is of class %s', (file, name) => {
  const [suite] = readXml(renderJunit(runReport([scenarioReport({ file })]))).children;
  expect(suite!.children[1]!.attributes.classname).toBe(name);
});

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

describe('the schema', () => {
  beforeEach((context) => context.skip(!hasXmllint, 'xmllint is not installed (libxml2-utils)'));

  const schema = fileURLToPath(new URL('testing/junit.xsd', import.meta.url));
  const validate = (xml: string) =>
    execFileSync('xmllint', ['--noout', '--schema', schema, '-'], { input: xml, stdio: 'pipe' });

  test.each([
    ['a run', runReport([passed, failed, empty])],
    ['a run that was interrupted', runReport([passed, interrupted], 5)],
    ['no scenario', runReport([])],
    ['texts that no XML can carry', runReport([scenarioReport({ name: '\0\ud800\uffff', file: '\x1b' })])],
  ])('takes %s', (_, report) => {
    validate(renderJunit(report));
  });

  test('refuses what is not of it', () => {
    expect(() => validate('<testsuites name="x"/>')).toThrow(/attribute 'time' is required/);
  });
});
