import { expect, test } from 'vitest';
import type { Step } from '../conform/case.ts';
import type { PlacedCase } from '../conform/select-cases.ts';
import { caseResult, conformResult } from '../report/testing/conform-runs.ts';
import { plain } from '../report/testing/palettes.ts';
import { stateCoverageOf } from '../report/testing/state-coverages.ts';
import type { OutputOptions } from './conform-output.ts';
import { ConformView } from './conform-view.ts';
import { readLibrary } from './explain/library.ts';

const placed = (section: string, id: string, script: Step[] = []): PlacedCase => ({
  section,
  one: { id, title: id, requirements: ['STATUS-3'], level: 'MUST', script },
});
const cases = [
  placed('10', 'A-01'),
  placed('10', 'A-02'),
  placed('13', 'B-01', [{ wait: { limit: 'idle', times: 2 } }]),
];
const results = cases.map(({ one, section }) => caseResult(one.id, 'pass', { section, elapsedMs: 1 }));
const whole = conformResult(results, { coverage: stateCoverageOf() });

async function openView(options: Partial<OutputOptions> = {}) {
  const printed: string[] = [];
  const terminal = {
    colours: plain,
    noticeColours: plain,
    interactive: false,
    print: (text: string) => void printed.push(text),
    printAll: async () => {},
    notice: () => {},
  };
  const parts = { cases, limits: { idleMs: 5_000 }, library: await readLibrary(), terminal };
  const view = new ConformView({ target: '127.0.0.1:9', seed: 7 }, { ...parts, options: { color: false, ...options } });
  return { view, printed };
}

test('says what is asked and how long that waits, and shows sections in their order as they are over', async () => {
  const { view, printed } = await openView();
  for (const { one } of cases) view.begin(one.id);
  expect(printed.splice(0)).toEqual(['127.0.0.1:9: 3 cases; the longest waits 10.00 s for limits of the target\n\n']);
  view.end(results[2]!);
  view.end(results[1]!);
  expect(printed).toEqual([]);
  view.end(results[0]!);
  expect(printed.map((text) => text.split('\n', 1)[0])).toEqual(['10 Exchanges', '13 Timers and limits']);
  expect(printed[0]).toMatch(/✓ A-01 .*\n.*✓ A-02 /);
  view.finish(whole);
  expect(printed).toHaveLength(3);
  expect(printed[2]).toMatch(/^states: /);
  expect(printed[2]).toContain('3 cases: 3 pass');
});

test('shows in the end what was not over', async () => {
  const { view, printed } = await openView();
  view.begin('A-02');
  view.end(results[1]!);
  view.finish(conformResult([results[1]!], { ended: 'stopped' }));
  expect(printed[1]).toMatch(/^10 Exchanges\n.*A-02 .*\n\n.*slowest/);
});

test.each([{ run: ['A-*'] }, { skip: ['C-*'] }])('tells of states after the whole suite alone: %j', async (choice) => {
  const { view, printed } = await openView(choice);
  view.finish(whole);
  expect(printed.join('')).not.toContain('states:');
});

test('as JSON prints one document, with the states', async () => {
  const { view, printed } = await openView({ json: true, run: ['A-*'] });
  view.begin('A-01');
  for (const result of results) view.end(result);
  expect(printed).toEqual([]);
  view.finish(whole);
  expect(JSON.parse(printed.join(''))).toHaveProperty('coverage');
});
