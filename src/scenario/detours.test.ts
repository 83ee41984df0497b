import { expect, test } from 'vitest';
import { countDials, type Detour } from './detours.ts';

const gate = { address: '127.0.0.1', port: 1 };
const astray = { address: '127.0.0.1', port: 2 };
const at = (port: number, address = '192.0.2.1') => ({ address, port });

/** The first two dials go astray. */
const firstTwo: Detour = { local: astray, takes: (dial) => dial <= 2 };

/** A route for one scanner, with a detour at every port but 22. */
const route = (detour: () => Detour = () => firstTwo) =>
  countDials(
    () => gate,
    ({ port }) => (port === 22 ? undefined : detour()),
  );

test('leads so many dials to each port astray, and all later ones to the gate', () => {
  const dial = route();
  expect([80, 80, 81, 80, 80, 81, 81].map((port) => dial(at(port)))).toEqual([
    astray,
    astray,
    astray,
    gate,
    gate,
    astray,
    gate,
  ]);
  expect(dial(at(22))).toBe(gate);
  expect(dial(at(80, '192.0.2.2'))).toBe(astray);
});

test('counts for each scanner by itself', () => {
  const [one, other] = [route(), route()];
  for (const dial of [one, other]) expect([1, 2, 3].map(() => dial(at(80)))).toEqual([astray, astray, gate]);
});

test('asks by the number of the dial and the target', () => {
  const asked: string[] = [];
  const detour: Detour = {
    local: astray,
    takes: (dial, { address, port }) => {
      asked.push(`${address} ${port} ${dial}`);
      return dial === 2;
    },
  };
  const dial = route(() => detour);
  expect([80, 80, 81, 80].map((port) => dial(at(port)))).toEqual([gate, astray, gate, gate]);
  expect(asked).toEqual(['192.0.2.1 80 1', '192.0.2.1 80 2', '192.0.2.1 81 1', '192.0.2.1 80 3']);
});

test('counts anew with another detour', () => {
  let detour = firstTwo;
  const dial = route(() => detour);
  expect([1, 2, 3].map(() => dial(at(80)))).toEqual([astray, astray, gate]);
  detour = { ...firstTwo };
  expect([1, 2, 3].map(() => dial(at(80)))).toEqual([astray, astray, gate]);
});
