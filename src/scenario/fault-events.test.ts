import { expect, test } from 'vitest';
import { FaultTeller } from './fault-events.ts';
import { faultTexts } from './fault-text.ts';
import type { Change, PortBehaviour } from './model.ts';
import { changeAt, closed, filtered, open } from './testing/changes.ts';
import {
  bandwidth,
  busy,
  cut,
  denied,
  first,
  garbage,
  hangup,
  reset,
  sampleScenario,
  sliced,
  slow,
  slowClose,
  speaks,
  tarpit,
} from './testing/samples.ts';

/** `begins 443 slow 250 ms`, at first and after each change. */
function told(ports: string, ...timeline: Change[]): string[][] {
  const { hosts } = sampleScenario(`target: { name: host, ports: { ${ports} } }`);
  const teller = new FaultTeller({ hosts, timeline });
  const events = [teller.begin(), ...timeline.map((change) => teller.change(change))];
  return events.map((some) => some.map(({ change, ports: which, fault }) => `${change} ${which} ${fault}`));
}

test('faults that are there from the beginning begin with it; to be closed is none', () => {
  expect(
    told('22: open, 23: closed, "80,443": { state: open, slow: 250ms, jitter: 50ms, cut: 20 }, 8000-8010: silent'),
  ).toEqual([['begins 80,443 slow 250 ms ± 50 ms', 'begins 80,443 cut after 20 octets', 'begins 8000-8010 silent']]);
  expect(told('22: open, default: filtered')).toEqual([['begins 1-21,23-65535 filtered']]);
});

test('a change tells what ends, changes and begins', () => {
  const changes = [open(slow(250)), open(slow(500), cut(9)), open(cut(9)), filtered, open()];
  expect(told('22: open', ...changes.map((behaviour) => changeAt(1, 22, behaviour)))).toEqual([
    [],
    ['begins 22 slow 250 ms'],
    ['changes 22 slow 500 ms', 'begins 22 cut after 9 octets'],
    ['ends 22 slow 500 ms'],
    ['ends 22 cut after 9 octets', 'begins 22 filtered'],
    ['ends 22 filtered'],
  ]);
});

test('an open port that closes has a fault, and one that is closed at first has none', () => {
  expect(told('22: open', changeAt(1, 22, closed), changeAt(2, 22, open()))).toEqual([
    [],
    ['begins 22 closed'],
    ['ends 22 closed'],
  ]);
  expect(told('22: closed', changeAt(1, 22, open()), changeAt(2, 22, closed))).toEqual([[], [], []]);
});

test('what ends is said of the ports of which it was said to begin', () => {
  expect(told('20-29: filtered', changeAt(1, [25, 29], open()), changeAt(2, [28, 30], filtered))).toEqual([
    ['begins 20-24 filtered', 'begins 25-27 filtered', 'begins 28-29 filtered'],
    ['ends 25-27 filtered', 'ends 28-29 filtered'],
    ['begins 28-29 filtered', 'begins 30 filtered'],
  ]);
});

test('each fault has its words, which begin with its kind', () => {
  const all = [
    slow(1),
    bandwidth(1_000),
    sliced(10, 5),
    tarpit(5),
    cut(20),
    slowClose(200),
    reset,
    hangup,
    garbage(64),
    speaks('hi', 50),
    busy,
    denied,
    first('refused', 2),
  ];
  const words = all.map((fault) => [...faultTexts({ state: 'open', faults: [fault] } as PortBehaviour)]);
  for (const [[kind, text]] of words as [[[string, string]]]) expect(text.split(/[ ,]/)[0]).toBe(kind);
  expect(new Set(words.flat().map(([kind]) => kind)).size).toBe(all.length);
});
