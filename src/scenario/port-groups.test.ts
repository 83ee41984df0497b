import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { behaviourKey, type Change } from './model.ts';
import { portGroups } from './port-groups.ts';
import { changeAt, closed, open } from './testing/changes.ts';
import { sampleScenario } from './testing/samples.ts';

const hostOf = (ports: string) => sampleScenario(`target: { name: host, ports: { ${ports} } }`).hosts[0]!;

/** `22,80 open ×0`: the ports, what they do, and how often it changes. */
const groups = (ports: string, timeline: readonly Change[]) =>
  portGroups(hostOf(ports), timeline).map(
    (group) => `${formatPortRanges(group.ports)} ${group.behaviour.state} ×${group.changes.length}`,
  );

test('ports that do the same and never change are one group, unnamed ones among them', () => {
  expect(groups('22: open, 23: closed, "80,90": open', [])).toEqual([
    '1-21,23-79,81-89,91-65535 closed ×0',
    '22,80,90 open ×0',
  ]);
});

test('ports that change together are one group, and those of other hosts are no matter', () => {
  const timeline = [
    changeAt(1, [20, 29], closed),
    changeAt(2, [25, 34], open()),
    changeAt(3, 1, open(), { host: 'other' }),
  ];
  expect(groups('1-65535: open', timeline)).toEqual([
    '1-19,35-65535 open ×0',
    '20-24 open ×1',
    '25-29 open ×2',
    '30-34 open ×1',
  ]);
});

test('every port is in one group, with what it does and every change that names it', () => {
  const range = fc
    .tuple(fc.integer({ min: 1, max: 65_535 }), fc.nat(50))
    .map(([first, more]) => [first, Math.min(first + more, 65_535)] as const);
  fc.assert(
    fc.property(fc.array(range, { maxLength: 8 }), fc.integer({ min: 1, max: 65_535 }), (ranges, port) => {
      const host = hostOf('1-100: open, 200: { state: open, slow: 1s }, 60000-65535: silent');
      const timeline = ranges.map((each) => changeAt(1, each, closed));
      for (const probed of [port, ...ranges.flat()]) {
        const of = portGroups(host, timeline).filter(({ ports }) =>
          ports.some(({ first, last }) => first <= probed && probed <= last),
        );
        expect(of).toHaveLength(1);
        expect(behaviourKey(of[0]!.behaviour)).toBe(behaviourKey(host.ports.get(probed).behaviour));
        const naming = timeline.filter(({ ports: [named] }) => named!.first <= probed && probed <= named!.last);
        expect(of[0]!.changes).toEqual(naming);
      }
    }),
    { numRuns: 50 },
  );
});
