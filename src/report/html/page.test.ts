import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { runReport, scenarioReport } from '../testing/runs.ts';
import { portFound, tellTimeline } from '../testing/told-timelines.ts';
import { renderRunPage } from './page.ts';

const passed = scenarioReport({ ports: [portFound(22, 'open', 'syn-ack')] });
const failed = scenarioReport({
  name: 'Silence',
  file: 'scenarios/silence.yaml',
  expectations: [{ text: 'port 22 filtered', passed: false, actual: 'port 22 open (syn-ack)' }],
});

/** What a reader sees, and nothing of how it looks. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf('<body>'), page.indexOf('<script'));
  return body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

function dataOf(page: string): unknown {
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!);
}

const interrupted = scenarioReport({
  passed: false,
  interrupted: true,
  expectations: [{ text: 'port 22 open', passed: false, undecided: true, actual: 'port 22 not decided' }],
});

describe('without its script the page says', () => {
  test.each([
    [[passed], 'The scenario passed'],
    [[failed], 'The scenario failed'],
    [[passed, passed], 'All 2 scenarios passed'],
    [[failed, failed], 'All 2 scenarios failed'],
    [[passed, failed, passed], '1 of 3 scenarios failed'],
    [[], 'No scenario ran'],
    [[passed, interrupted], '5 scenarios: 1 passed, 1 interrupted, 3 not run', 5],
    [[failed, interrupted], '2 scenarios: 1 failed, 1 interrupted'],
  ])('how it ended: %#', (scenarios, verdict, total = scenarios.length) => {
    const page = renderRunPage(runReport(scenarios, total));
    expect(textOf(page)).toContain(verdict);
    expect(page).toContain(`<title>${verdict} · portlab run</title>`);
  });

  test('how to run it again: all that ran, or what failed of it', () => {
    const choice = { allow: ['192.0.2.0/24'] };
    const all = textOf(renderRunPage(runReport([passed, { ...passed, file: 'b.yaml' }]), choice));
    const command = 'portlab run scenarios/filtered.yaml b.yaml --seed 42 --toxiproxy embedded --allow 192.0.2.0/24';
    expect(all.replaceAll('  ', ' ')).toContain(`Rerun ${command.split(' ').join(' ')}`);
    const some = textOf(renderRunPage(runReport([passed, failed]), choice));
    expect(some).toContain('Rerun what failed portlab run scenarios/silence.yaml --seed 42 ');
  });

  test('what an interrupt left undecided', () => {
    const page = renderRunPage(runReport([passed, interrupted]));
    expect(page).toContain('<header class="interrupted">');
    expect(page).toMatch(/<details class="scenario" id="s2" data-outcome="interrupted"/);
    expect(page).toContain('<li class="interrupted"><svg class="outcome interrupted"');
    expect(textOf(page)).toContain('All 2 Failed 0 Passed 1 Interrupted 1');
    expect(renderRunPage(runReport([passed, interrupted, failed]))).toContain('<header class="failed">');
  });

  test('what was expected, and what was found', () => {
    const text = textOf(renderRunPage(runReport([passed, failed])));
    expect(text).toContain('port 22 filtered found port 22 open (syn-ack)');
    expect(textOf(renderRunPage(runReport([{ ...failed, expectations: [] }])))).toContain('Nothing was expected');
  });

  test('how long ports took, by state and reason', () => {
    const ports = Array.from({ length: 100 }, (_, index) =>
      portFound(index + 1, 'open', 'syn-ack', { elapsedMs: index + 1 }),
    );
    const text = textOf(renderRunPage(runReport([scenarioReport({ ports })])));
    expect(text).toContain('open syn-ack 100 1–100 1 toxiproxy 50.0 ms 90.0 ms 99.0 ms 100 ms');
  });
});

test('what failed first stands open, and a scenario alone', () => {
  const open = (page: string) =>
    [...page.matchAll(/id="s(\d)" data-outcome="(\w+)"( open)?/g)].map(([, id, , is]) => [id, !!is]);
  expect(open(renderRunPage(runReport([passed, failed, failed])))).toEqual([
    ['1', false],
    ['2', true],
    ['3', false],
  ]);
  expect(open(renderRunPage(runReport([passed, passed])))).toEqual([
    ['1', false],
    ['2', false],
  ]);
  expect(open(renderRunPage(runReport([passed])))).toEqual([['1', true]]);
});

test('the page needs nothing else, and lets nothing else in', () => {
  const page = renderRunPage(runReport([passed]));
  expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
  expect(page).not.toMatch(/@import|url\(/);
  const digest = (text: string) => createHash('sha256').update(text).digest('base64');
  const [, script] = /<script>(.*?)<\/script>/s.exec(page)!;
  const [, style] = /<style>(.*?)<\/style>/s.exec(page)!;
  expect(page).toContain(
    `content="default-src 'none'; script-src 'sha256-${digest(script!)}'; style-src 'sha256-${digest(style!)}'; img-src data:"`,
  );
});

test('texts are shown and never obeyed', () => {
  const evil = '</script><script>alert(1)</script><!--"\'\u202e\x1b';
  const ports = [portFound(22, 'open', 'syn-ack', { host: evil, realisedBy: evil })];
  const expectations = [{ text: evil, passed: false, actual: evil }];
  const fault = { kind: 'fault', change: 'begins', atMs: 0, host: evil, ports: evil, fault: evil } as const;
  const told = tellTimeline(ports, { faults: [fault] });
  const messages = told.messages.map((each) => ({ ...each, text: evil }));
  const scenario = scenarioReport({
    ...told,
    messages,
    name: evil,
    file: evil,
    description: evil,
    proxy: evil,
    ports,
    expectations,
  });
  const page = renderRunPage(runReport([scenario, scenario]));
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toContain('alert(1)</script>');
  for (const obeyed of ['\u202e', '\x1b']) expect(page).not.toContain(obeyed);
  expect(JSON.stringify(dataOf(page))).not.toContain('u001b');
});

test('a timeline is told where there is one', () => {
  const ports = [portFound(22, 'open', 'syn-ack')];
  const told = renderRunPage(runReport([scenarioReport({ ports, ...tellTimeline(ports) })]));
  expect(textOf(told)).toContain('Over time');
  expect(textOf(told)).toContain('2031-05-06 07:08:09 UTC');
  expect(dataOf(told)).toMatchObject({ scenarios: [{ story: { telling: 2, withoutLane: 0 } }] });
  const untold = renderRunPage(runReport([scenarioReport({ ports })]));
  expect(textOf(untold)).not.toContain('Over time');
});

test('all ports of a host are no burden', () => {
  const ports = Array.from({ length: 65_535 }, (_, index) => portFound(index + 1, 'closed', 'refused'));
  const page = renderRunPage(runReport([scenarioReport({ ports })]));
  expect(page.length).toBeLessThan(400_000);
});
