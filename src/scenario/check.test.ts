import { describe, expect, test } from 'vitest';
import { parsePortList } from '../protocol/port-list.ts';
import type { PortResult, StateCounts } from '../results/scan.ts';
import { checkPorts, checkPortsSoFar, checkSummary } from './check.ts';
import type { PortsExpected, Wanted } from './expect.ts';
import type { CountBound, SummaryExpectation, TimeBound } from './model.ts';
import { nowhere } from './testing/samples.ts';

const open: Omit<PortResult, 'port'> = {
  host: '192.0.2.1',
  state: 'open',
  reason: 'syn-ack',
  elapsedMs: 12.34,
  attempts: 1,
};
const refused = { ...open, state: 'closed', reason: 'refused' } as const;

const times = (limit: number, operator: CountBound['operator'] = '=='): CountBound => ({ operator, limit });

/** Checks what is wanted of a list of ports against what was found, list by list. */
function check(ports: string, wanted: Wanted, ...found: Found[]) {
  return checkPorts(...parts(ports, wanted, found));
}

type Found = [ports: string, result: Omit<PortResult, 'port'>];

function parts(ports: string, wanted: Wanted, found: readonly Found[]): Parameters<typeof checkPorts> {
  const expected: PortsExpected = { scanner: 'default', host: 'web', ports: parsePortList(ports), ...wanted };
  const results = new Map<number, PortResult>();
  for (const [list, result] of found) {
    for (const { first, last } of parsePortList(list)) {
      for (let port = first; port <= last; port += 1) results.set(port, { ...result, port });
    }
  }
  return [expected, results];
}

test('a scan that was interrupted leaves ports undecided, unless others break what was expected', () => {
  const sofar = (...found: Found[]) => checkPortsSoFar(...parts('20-29', { state: 'closed' }, found));
  expect(sofar(['20-29', refused])).toEqual({ text: 'ports 20-29 closed', passed: true });
  expect(sofar(['20-24', refused])).toEqual({
    text: 'ports 20-29 closed',
    passed: false,
    undecided: true,
    actual: 'ports 25-29 not decided',
  });
  expect(sofar(['20-24', open])).toEqual({
    text: 'ports 20-29 closed',
    passed: false,
    actual: 'ports 20-24 open (syn-ack); ports 25-29 not decided',
  });
});

describe('what was expected reads', () => {
  const textOf = (ports: string, wanted: Wanted) => check(ports, wanted).text;

  test.each<[string, string, Wanted]>([
    ['port 22 open (syn-ack)', '22', { state: 'open', reason: 'syn-ack' }],
    ['port 22 closed', '22', { state: 'closed' }],
    ['port 22 hangup', '22', { reason: 'hangup' }],
    ['ports 22,80 filtered (no-response)', '22,80', { state: 'filtered', reason: 'no-response' }],
    ['ports 8000-8010 filtered', '8000-8010', { state: 'filtered' }],
    ['ports 1,3,5,7-8 open', '1,3,5,7-8', { state: 'open' }],
    ['ports 1,3,5,… (7 ports) open', '1,3,5,7,9-11', { state: 'open' }],
    ['port 22 open in >= 250 ms', '22', { state: 'open', time: { operator: '>=', limitMs: 250 } }],
    ['port 22 open after 1 attempt', '22', { state: 'open', attempts: times(1) }],
    ['port 22 open after >= 2 attempts', '22', { attempts: times(2, '>='), state: 'open' }],
    ['port 22 filtered after 2 attempts', '22', { state: 'filtered', attempts: times(2) }],
    ['port 22 open with service ssh, version 9.2', '22', { state: 'open', info: { service: 'ssh', version: '9.2' } }],
    ['port 22 open with information', '22', { state: 'open', info: {} }],
    [
      'port 22 open (syn-ack) in < 1000 ms after 1 attempt with service ssh',
      '22',
      {
        state: 'open',
        reason: 'syn-ack',
        time: { operator: '<', limitMs: 1_000 },
        attempts: times(1),
        info: { service: 'ssh' },
      },
    ],
  ])('%s', (text, ports, wanted) => {
    expect(textOf(ports, wanted)).toBe(text);
  });
});

test('what was found as expected passes, with no more to say', () => {
  expect(check('22-23', { state: 'open', reason: 'syn-ack', attempts: times(1) }, ['1-100', open])).toEqual({
    text: 'ports 22-23 open (syn-ack) after 1 attempt',
    passed: true,
  });
});

describe('what was found instead reads', () => {
  const actualOf = (...all: Parameters<typeof check>) => {
    const { passed, actual } = check(...all);
    expect(passed).toBe(false);
    return actual;
  };

  test('state and reason, also where one of them is right', () => {
    expect(actualOf('22', { state: 'open', reason: 'syn-ack' }, ['22', refused])).toBe('port 22 closed (refused)');
    expect(actualOf('22', { state: 'closed', reason: 'reset' }, ['22', refused])).toBe('port 22 closed (refused)');
    expect(actualOf('22', { reason: 'reset' }, ['22', refused])).toBe('port 22 closed (refused)');
  });

  test('a port without a verdict', () => {
    expect(actualOf('22', { state: 'open' })).toBe('port 22 not decided');
  });

  test('the time, the attempts and the information where something is wanted of them', () => {
    const wanted: Wanted = {
      time: { operator: '<', limitMs: 10 },
      attempts: times(2),
      info: { service: 'ssh', version: '9' },
    };
    const info = { service: 'http', transport: 'tcp', product: 'nginx' };
    expect(actualOf('22', wanted, ['22', { ...open, info }])).toBe(
      'port 22 open (syn-ack) in 12.3 ms after 1 attempt with service http, no version',
    );
    expect(actualOf('22', { info: { service: 'ssh' } }, ['22', open])).toBe(
      'port 22 open (syn-ack) with no information',
    );
    expect(actualOf('22', { info: {} }, ['22', open])).toBe('port 22 open (syn-ack) with no information');
  });

  test('ports alike together, and no more than a person reads', () => {
    const wanted: Wanted = { state: 'open' };
    expect(actualOf('1-65535', wanted, ['1-1023,1025-65535', refused], ['1024', open])).toBe(
      'ports 1-1023,1025-65535 closed (refused)',
    );
    expect(
      actualOf(
        '1-10',
        wanted,
        ['1,3', refused],
        ['2,5-6', { ...refused, reason: 'reset' }],
        ['4', { ...refused, reason: 'hangup' }],
        ['7-8', { ...refused, reason: 'rst' }],
      ),
    ).toBe('ports 1,3 closed (refused); ports 2,5-6 closed (reset); port 4 closed (hangup); and 4 more ports');
    expect(
      actualOf('1-4', { time: { operator: '>', limitMs: 100 } }, ['1', open], ['2', { ...open, elapsedMs: 1 }]),
    ).toBe('port 1 open (syn-ack) in 12.3 ms; port 2 open (syn-ack) in 1.0 ms; ports 3-4 not decided');
  });
});

describe('each thing that is wanted can fail by itself', () => {
  const info = { service: 'ssh', transport: 'tcp', product: 'OpenSSH' };

  test.each<[string, Wanted, Wanted]>([
    ['state', { state: 'open' }, { state: 'closed' }],
    ['reason', { reason: 'syn-ack' }, { reason: 'error-reply' }],
    ['attempts', { attempts: times(1) }, { attempts: times(2) }],
    ['attempts within a bound', { attempts: times(1, '<=') }, { attempts: times(1, '>') }],
    [
      'information',
      { info: { service: 'ssh', product: 'OpenSSH' } },
      { info: { service: 'ssh', product: 'dropbear' } },
    ],
  ])('%s', (_name, right, wrong) => {
    expect(check('22', right, ['22', { ...open, info }]).passed).toBe(true);
    expect(check('22', wrong, ['22', { ...open, info }]).passed).toBe(false);
  });

  test.each<[TimeBound['operator'], number, boolean]>([
    ['<', 12.34, false],
    ['<', 12.35, true],
    ['<=', 12.33, false],
    ['<=', 12.34, true],
    ['>', 12.34, false],
    ['>', 12.33, true],
    ['>=', 12.35, false],
    ['>=', 12.34, true],
  ])('time %s %d', (operator, limitMs, passed) => {
    expect(check('22', { time: { operator, limitMs } }, ['22', open]).passed).toBe(passed);
  });
});

describe('a summary', () => {
  const found: StateCounts = { open: 2, closed: 10, filtered: 0, error: 0 };
  const summary = (counts: SummaryExpectation['counts']): SummaryExpectation => {
    return { kind: 'summary', scanner: 'default', counts, place: nowhere };
  };

  test('passes where every count that is named is right', () => {
    expect(checkSummary(summary({ open: 2, filtered: 0 }), found)).toEqual({
      text: 'summary 2 open, 0 filtered',
      passed: true,
    });
  });

  test('else says how many there were of each that is named, and of others that there were', () => {
    expect(checkSummary(summary({ open: 2, closed: 9 }), found)).toEqual({
      text: 'summary 2 open, 9 closed',
      passed: false,
      actual: '2 open, 10 closed',
    });
    expect(checkSummary(summary({ open: 3, error: 1 }), found).actual).toBe('2 open, 10 closed, 0 error');
  });
});
