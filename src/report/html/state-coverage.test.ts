import { expect, test } from 'vitest';
import { readXml } from '../testing/read-xml.ts';
import { stateCoverageOf } from '../testing/state-coverages.ts';
import { stateCoverage } from './state-coverage.ts';

test('colours each way of the machine as the worst of its rows', () => {
  const { text } = stateCoverage(stateCoverageOf());
  expect(text).toMatch(/<g class="way w-wrong"><title>message: end: wrong\ndrain: not reached<\/title>/);
  expect(text).toMatch(/<g class="way w-not-reached"><title>timer: not reached<\/title>/);
  expect(text).toContain('>0/2</text>');
});

test('has a cell for each row, which says what and why', () => {
  const { text } = stateCoverage(stateCoverageOf());
  expect(text).toContain('class="cell s-broken" title="idle, message: end → closing\nwrong, 2 times\nEND-2"');
  expect(text).toContain(
    'class="cell s-uncovered" title="closed, timer → closed\nnot reached\nthe connection is gone\nCONN-9"',
  );
});

test('shows what was wrong, and lets nothing of it into the markup', () => {
  const { text } = stateCoverage(stateCoverageOf('<script>\u0007'));
  expect(text).toContain('<dd class="actual">&#60;script&#62;\\x07</dd>');
  expect(() => readXml(text)).not.toThrow();
});
