import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../results/scan.ts';
import { type Derived, deriveVerdict, type Look } from './derive.ts';
import { type Fault, type PortBehaviour, scannerEncodings } from './model.ts';
import {
  bandwidth,
  busy,
  cut,
  denied,
  first,
  garbage,
  hangup,
  late,
  lossy,
  reset,
  sliced,
  slow,
  slowClose,
  speaks,
  tarpit,
} from './testing/samples.ts';

const OPEN: Verdict = { state: 'open', reason: 'syn-ack' };
const REFUSED: Verdict = { state: 'closed', reason: 'refused' };
const RST: Verdict = { state: 'closed', reason: 'rst' };
const RESET: Verdict = { state: 'closed', reason: 'reset' };
const NO_RESPONSE: Verdict = { state: 'filtered', reason: 'no-response' };
const NO_REPLY: Verdict = { state: 'filtered', reason: 'no-reply' };
const CUT: Verdict = { state: 'filtered', reason: 'cut' };
const HANGUP: Verdict = { state: 'closed', reason: 'hangup' };
const NOT_PSAP: Verdict = { state: 'open', reason: 'not-psap' };
const ERROR_REPLY: Verdict = { state: 'open', reason: 'error-reply' };
const UNCLEAR = { underivable: expect.any(String) };

const look: Look = { probe: 'psap', encoding: 'text', via: 'direct', address: '192.0.2.1', timeoutMs: 300, retries: 1 };
const open = (...faults: Fault[]): PortBehaviour => ({ state: 'open', faults });
const bare = (state: PortBehaviour['state']): PortBehaviour => ({ state, faults: [] });

/** What an agent says, what a TCP probe finds, and what PSAP finds in text and binary, where no time limit matters. */
const timeless: [name: string, behaviour: PortBehaviour, agent: Verdict, tcp: Verdict, psap: Verdict][] = [
  ['open', open(), OPEN, OPEN, OPEN],
  ['closed', bare('closed'), RST, REFUSED, REFUSED],
  ['filtered', bare('filtered'), NO_REPLY, NO_RESPONSE, NO_RESPONSE],
  ['silent', bare('silent'), NO_REPLY, OPEN, NO_REPLY],
  ['reset', open(reset), OPEN, OPEN, RESET],
  ['slow to close', open(slowClose(60_000)), OPEN, OPEN, OPEN],
  ['octet by octet without delay', open(tarpit(0)), OPEN, OPEN, OPEN],
  ['cut within every answer', open(cut(47)), OPEN, OPEN, CUT],
  ['cut behind every answer', open(cut(1_000)), OPEN, OPEN, OPEN],
  ['hangup', open(hangup), OPEN, OPEN, HANGUP],
  ['garbage', open(garbage(64)), OPEN, OPEN, NOT_PSAP],
  ['another service', open(speaks('220 ready')), OPEN, OPEN, NOT_PSAP],
  ['busy', open(busy), OPEN, OPEN, ERROR_REPLY],
  ['busy, cut', open(cut(40), busy), OPEN, OPEN, CUT],
  ['denied', open(denied), OPEN, OPEN, ERROR_REPLY],
  ['denied, slow to close', open(slowClose(60_000), denied), OPEN, OPEN, ERROR_REPLY],
  ['slow by nothing', open(slow(0)), OPEN, OPEN, OPEN],
  ['in slices without delay', open(sliced(1, 0)), OPEN, OPEN, OPEN],
];

describe.each(timeless)('%s', (_name, behaviour, agent, tcp, psap) => {
  const looks = scannerEncodings.flatMap((encoding) => [1, 300, 60_000].map((timeoutMs) => ({ encoding, timeoutMs })));

  test.each(looks)('in $encoding, within $timeoutMs ms', (how) => {
    expect(deriveVerdict(behaviour, { ...look, ...how, probe: 'psap' })).toEqual(psap);
    expect(deriveVerdict(behaviour, { ...look, ...how, probe: 'tcp' })).toEqual(tcp);
    expect(deriveVerdict(behaviour, { ...look, ...how, via: 'agent' })).toEqual(agent);
  });
});

/** By encoding: time limits, and what follows from them. The margin is 100 ms on either side. */
const timed: [name: string, faults: Fault[], text: [number, Derived][], binary: [number, Derived][]][] = [
  [
    'answers 250 ms late',
    [slow(250)],
    [
      [1, NO_REPLY],
      [150, NO_REPLY],
      [151, UNCLEAR],
      [250, UNCLEAR],
      [349, UNCLEAR],
      [350, OPEN],
      [60_000, OPEN],
    ],
    [
      [150, NO_REPLY],
      [151, UNCLEAR],
      [349, UNCLEAR],
      [350, OPEN],
    ],
  ],
  [
    'answers 200 to 300 ms late',
    [slow(250, 50)],
    [
      [100, NO_REPLY],
      [101, UNCLEAR],
      [399, UNCLEAR],
      [400, OPEN],
    ],
    [
      [100, NO_REPLY],
      [101, UNCLEAR],
      [399, UNCLEAR],
      [400, OPEN],
    ],
  ],
  [
    // At most 123 octets as text, 48 in binary. They may come all at once, so that nothing of them is too late for sure.
    'answers at 1 kB/s',
    [bandwidth(1_000)],
    [
      [1, UNCLEAR],
      [222, UNCLEAR],
      [223, OPEN],
    ],
    [
      [1, UNCLEAR],
      [147, UNCLEAR],
      [148, OPEN],
    ],
  ],
  [
    // 119 to 123 slices as text, 48 in binary, or twice as many; the first comes at once.
    'answers octet by octet, 20 ms apart',
    [sliced(1, 20)],
    [
      [99, UNCLEAR],
      [100, CUT],
      [2_260, CUT],
      [2_261, UNCLEAR],
      [5_511, UNCLEAR],
      [5_512, OPEN],
    ],
    [
      [99, UNCLEAR],
      [100, CUT],
      [840, CUT],
      [841, UNCLEAR],
      [2_211, UNCLEAR],
      [2_212, OPEN],
    ],
  ],
  [
    'answers late and in slices',
    [slow(500), sliced(10, 100)],
    [
      [400, NO_REPLY],
      [401, UNCLEAR],
      [599, UNCLEAR],
      [600, CUT],
      [1_500, CUT],
      [1_501, UNCLEAR],
      [3_251, UNCLEAR],
      [3_252, OPEN],
    ],
    [
      [400, NO_REPLY],
      [401, UNCLEAR],
      // Four pauses, which end 900 ms after the request at the earliest.
      [600, CUT],
      [800, CUT],
      [801, UNCLEAR],
      [1_619, UNCLEAR],
      [1_620, OPEN],
    ],
  ],
];

describe.each(timed)('%s', (_name, faults, text, binary) => {
  test.each(text)('in text, within %d ms', (timeoutMs, verdict) => {
    expect(deriveVerdict(open(...faults), { ...look, encoding: 'text', timeoutMs })).toEqual(verdict);
  });

  test.each(binary)('in binary, within %d ms', (timeoutMs, verdict) => {
    expect(deriveVerdict(open(...faults), { ...look, encoding: 'binary', timeoutMs })).toEqual(verdict);
  });

  test.each([...text, ...binary])('seen by TCP or an agent, within %d ms, it is open', (timeoutMs) => {
    for (const encoding of scannerEncodings) {
      expect(deriveVerdict(open(...faults), { ...look, encoding, timeoutMs, probe: 'tcp' })).toEqual(OPEN);
      expect(deriveVerdict(open(...faults), { ...look, encoding, timeoutMs, via: 'agent' })).toEqual(OPEN);
    }
  });
});

/** What comes of other behaviours by time limit, in text. */
const timedFates: [name: string, faults: Fault[], verdicts: [number, Derived][]][] = [
  [
    'a hangup that is 250 ms late',
    [slowClose(250), hangup],
    [
      [150, NO_REPLY],
      [151, UNCLEAR],
      [349, UNCLEAR],
      [350, HANGUP],
    ],
  ],
  [
    'a banner after 250 ms',
    [speaks('220 ready', 250)],
    [
      [150, NO_REPLY],
      [151, UNCLEAR],
      [349, UNCLEAR],
      [350, NOT_PSAP],
    ],
  ],
  // The first octet tells, whenever the others come.
  ['a banner, octet by octet', [tarpit(1_000), speaks('220 ready')], [[1, NOT_PSAP]]],
  [
    'slow garbage',
    [slow(250), garbage(64)],
    [
      [150, NO_REPLY],
      [350, NOT_PSAP],
    ],
  ],
  [
    'a late answer, cut',
    [slow(250), cut(20)],
    [
      [150, NO_REPLY],
      [151, UNCLEAR],
      [350, CUT],
    ],
  ],
  ['octet by octet, and cut', [tarpit(1_000), cut(20)], [[1, CUT]]],
  // 118 pauses at the least, 123 at the most.
  [
    'octet by octet',
    [tarpit(20)],
    [
      [99, UNCLEAR],
      [100, CUT],
      [2_260, CUT],
      [2_261, UNCLEAR],
      [3_789, UNCLEAR],
      [3_790, OPEN],
    ],
  ],
  [
    'denied, and late',
    [slow(250), denied],
    [
      [150, NO_REPLY],
      [350, ERROR_REPLY],
    ],
  ],
];

describe.each(timedFates)('%s', (_name, faults, verdicts) => {
  test.each(verdicts)('within %d ms', (timeoutMs, verdict) => {
    expect(deriveVerdict(open(...faults), { ...look, timeoutMs })).toEqual(verdict);
  });
});

describe('where a share of the connections is lost', () => {
  const look: Look = {
    probe: 'psap',
    encoding: 'text',
    via: 'direct',
    address: '192.0.2.1',
    timeoutMs: 1_000,
    retries: 1,
  };

  test('what stands there is found, after attempts that nobody knows beforehand', () => {
    expect(deriveVerdict(open(lossy(0.2)), look)).toEqual({ state: 'open', reason: 'syn-ack' });
    expect(deriveVerdict(open(hangup, lossy(0.2)), look)).toEqual(HANGUP);
  });

  test('nothing follows for a scan of one attempt', () => {
    expect(deriveVerdict(open(lossy(0.2)), { ...look, retries: 0 })).toEqual({
      underivable: 'some of its connections are lost, and there is one attempt',
    });
  });
});

describe('where a share of the answers is late', () => {
  const look: Look = {
    probe: 'psap',
    encoding: 'text',
    via: 'direct',
    address: '192.0.2.1',
    timeoutMs: 1_000,
    retries: 1,
  };
  const seen = (behaviour: PortBehaviour, how: Partial<Look> = {}) => deriveVerdict(behaviour, { ...look, ...how });

  test('in time, they are as good as others', () => {
    expect(seen(open(late(0.2, 800)), { retries: 0 })).toEqual({ state: 'open', reason: 'syn-ack' });
    expect(seen(open(late(0.2, 950)))).toEqual(UNCLEAR);
  });

  test('too late, they are lost, and further attempts find what stands there', () => {
    expect(seen(open(late(0.2, 1_200)))).toEqual({ state: 'open', reason: 'syn-ack' });
    expect(seen(open(late(0.2, 1_200), garbage(64)))).toEqual(NOT_PSAP);
    expect(seen(open(late(0.2, 1_200), lossy(0.1)))).toEqual({ state: 'open', reason: 'syn-ack' });
    expect(seen(open(late(0.2, 1_200)), { probe: 'tcp', retries: 0 })).toEqual({ state: 'open', reason: 'syn-ack' });
  });

  test('too late, nothing follows for one attempt, nor where the usual is asked again as well', () => {
    expect(seen(open(late(0.2, 1_200)), { retries: 0 })).toEqual(UNCLEAR);
    expect(seen(open(late(0.2, 1_200), cut(20)))).toEqual(UNCLEAR);
  });
});

describe('where the first connections', () => {
  const seenBy = (retries: number, ...faults: Fault[]) => deriveVerdict(open(...faults), { ...look, retries });

  test('are dropped, a retry more than that finds the port, and says how many it took', () => {
    expect([0, 1, 2, 9].map((retries) => seenBy(retries, first('dropped', 2)))).toEqual([
      { ...NO_RESPONSE, attempts: 1 },
      { ...NO_RESPONSE, attempts: 2 },
      { ...OPEN, attempts: 3 },
      { ...OPEN, attempts: 3 },
    ]);
  });

  test('are dropped, what is found later is found as ever', () => {
    expect(seenBy(1, garbage(64), first('dropped', 1))).toEqual({ ...NOT_PSAP, attempts: 2 });
    // It is asked again, as often as that is allowed.
    expect(seenBy(3, hangup, first('dropped', 1))).toEqual(HANGUP);
    expect(seenBy(1, slow(300), first('dropped', 1))).toEqual(UNCLEAR);
  });

  test('are refused, the first is the last', () => {
    expect(seenBy(9, first('refused', 1))).toEqual({ ...REFUSED, attempts: 1 });
    expect(seenBy(9, hangup, first('refused', 5))).toEqual({ ...REFUSED, attempts: 1 });
  });

  test('fail, a TCP probe finds the same and an agent does not know', () => {
    const behaviour = open(hangup, first('dropped', 1));
    expect(deriveVerdict(behaviour, { ...look, probe: 'tcp' })).toEqual({ ...OPEN, attempts: 2 });
    expect(deriveVerdict(behaviour, { ...look, probe: 'tcp', retries: 0 })).toEqual({ ...NO_RESPONSE, attempts: 1 });
    expect(deriveVerdict(behaviour, { ...look, via: 'agent' })).toEqual(OPEN);
  });
});

test('an agent that denies answers for no port, and one that is busy for one at most', () => {
  const asked = (refusal: 'busy' | 'denied') => deriveVerdict(bare('closed'), { ...look, via: 'agent', refusal });
  expect(asked('denied')).toEqual({ state: 'error', reason: 'agent:denied' });
  expect(asked('busy')).toEqual(UNCLEAR);
  expect(deriveVerdict(open(), { ...look, refusal: 'denied' })).toEqual(OPEN);
});

test('an answer that is cut where only some end does not follow', () => {
  const cutAt = (octets: number) => deriveVerdict(open(cut(octets)), look);
  expect([118, 119, 122, 123].map(cutAt)).toEqual([
    CUT,
    { underivable: 'its answers have 119 to 123 octets, and are cut after 119' },
    { underivable: 'its answers have 119 to 123 octets, and are cut after 122' },
    OPEN,
  ]);
});

test('what does not follow says how long answers take, and how long is waited', () => {
  const underivable = (...faults: Fault[]) => deriveVerdict(open(...faults), look);
  expect(underivable(slow(300))).toEqual({
    underivable: 'its answers take 300 ms, too close to the time limit of 300 ms',
  });
  expect(underivable(slow(250, 20), bandwidth(30_000))).toEqual({
    underivable: 'its answers take 230 to 275 ms, too close to the time limit of 300 ms',
  });
});

describe('whatever the faults', () => {
  const delay = fc.integer({ min: 0, max: 1_000 });
  const faults = fc
    .tuple(
      fc.option(
        fc.tuple(delay, delay).map(([one, other]) => slow(Math.max(one, other), Math.min(one, other))),
        { nil: undefined },
      ),
      fc.option(
        fc.integer({ min: 1, max: 100 }).map((rate) => bandwidth(rate * 1_000)),
        { nil: undefined },
      ),
      fc.option(
        fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 50 })).map((slices) => sliced(...slices)),
        { nil: undefined },
      ),
    )
    .map((each) => each.filter((fault) => fault !== undefined));
  const encoding = fc.constantFrom(...scannerEncodings);
  const reasonOf = (derived: Derived) => ('underivable' in derived ? '?' : derived.reason);

  test('more time sees no less of an answer', () => {
    const seen = ['no-reply', 'cut', 'syn-ack'];
    fc.assert(
      fc.property(faults, encoding, delay, delay, (faults, encoding, timeoutMs, moreMs) => {
        const reasons = [timeoutMs, timeoutMs + moreMs]
          .map((limitMs) => reasonOf(deriveVerdict(open(...faults), { ...look, encoding, timeoutMs: limitMs })))
          .filter((reason) => reason !== '?');
        expect(reasons).toEqual([...reasons].sort((one, other) => seen.indexOf(one) - seen.indexOf(other)));
      }),
    );
  });

  test('time limits that say open are twice the margin from those that say filtered', () => {
    fc.assert(
      fc.property(faults, encoding, fc.integer({ min: 1, max: 3_000 }), (faults, encoding, timeoutMs) => {
        const derived = deriveVerdict(open(...faults), { ...look, encoding, timeoutMs });
        const later = deriveVerdict(open(...faults), { ...look, encoding, timeoutMs: timeoutMs + 199 });
        if (reasonOf(derived) === 'no-reply' || reasonOf(derived) === 'cut') expect(later).not.toEqual(OPEN);
      }),
    );
  });
});
