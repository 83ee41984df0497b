import { describe, expect, it } from 'vitest';
import { findCycle } from './cycle.ts';
import { explore, type System } from './explore.ts';
import { Interner } from './intern.ts';
import { drawSequence } from './sequence-diagram.ts';

/** Counts from 0 by 1 or 3 up to 10. */
const counting: System<number> = {
  initial: [0],
  moves: (state) => [1, 3].filter((by) => state + by <= 10).map((by) => ({ label: `+${by}`, next: state + by })),
  key: (state) => state,
  judge: () => undefined,
};

describe('an exploration', () => {
  it('counts every state and transition once', () => {
    const size = { states: 11, transitions: 18, atRest: 1, depth: 4 };
    expect(explore(counting)).toEqual({ ...size, counterexample: undefined });
  });

  it('gives a shortest way to what is wrong', () => {
    const judge = (state: number) => (state === 7 ? 'seven' : undefined);
    const { counterexample } = explore({ ...counting, judge });
    expect(counterexample?.problem).toBe('seven');
    expect(counterexample?.trace.toSorted()).toEqual(['+1', '+3', '+3']);
  });

  it('knows where a system has come to rest', () => {
    const judge = (state: number, atRest: boolean) => (atRest ? `stuck in ${state}` : undefined);
    expect(explore({ ...counting, judge }).counterexample?.problem).toBe('stuck in 10');
  });

  it('finds that a system can go round for ever, though it can come to rest too', () => {
    const moves = (state: number) => [...counting.moves(state), ...(state === 5 ? [{ label: 'back', next: 4 }] : [])];
    const { counterexample } = explore({ ...counting, moves });
    expect(counterexample?.problem).toBe('this can go round for ever');
    expect(counterexample?.trace.map(Number)).toEqual([1, 3]);
  });
});

describe('a cycle', () => {
  it.each([
    ['no edge', 3, [], undefined],
    ['two ways to one node', 4, [0, 1, 0, 2, 1, 3, 2, 3], undefined],
    ['a node that leads to itself', 2, [0, 1, 1, 1], 1],
    ['three in a round', 4, [0, 1, 1, 2, 2, 3, 3, 1], 1],
  ])('is found or not: %s', (_name, nodes, edges, found) => {
    expect(findCycle(nodes, edges)).toBe(found);
  });
});

it('numbers equal contents alike', () => {
  const interner = new Interner();
  const number = (value: object) => interner.numberOf(value);
  const shared = { octets: new Uint8Array([1, 2]) };
  expect(number({ a: [shared, 1] })).toBe(number({ a: [{ octets: new Uint8Array([1, 2]) }, 1] }));
  expect(number({ a: [shared, 1] })).not.toBe(number({ a: [shared, 2] }));
  expect(number({ a: [shared] })).not.toBe(number({ a: [{ octets: new Uint8Array([12]) }] }));
  expect(number({ a: undefined })).not.toBe(number({ a: 'undefined' }));
  expect(() => number({ a: () => 1 })).toThrow(TypeError);
});

it('draws a counterexample as a sequence of messages', () => {
  const trace = ['TCP: connected', 'scanner → responder: status-request id 1', 'responder → scanner: open id 1'];
  expect(drawSequence({ problem: 'too good to be true', trace })).toMatchInlineSnapshot(`
    "          scanner                     channel                    responder
                 │                           │                           │
                                        [connected]
                  ──────────────── status-request id 1 ─────────────────▶
                  ◀───────────────────── open id 1 ──────────────────────
                 │                           │                           │
      ✗ too good to be true
    "
  `);
});
