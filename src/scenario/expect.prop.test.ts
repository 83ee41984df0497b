import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import { PortMap } from '../protocol/port-map.ts';
import { portStates } from '../results/scan.ts';
import { deriveVerdict } from './derive.ts';
import { expectationsOf } from './expect.ts';
import {
  behaviourStates,
  type Host,
  type PortExpectation,
  type Scanner,
  type SimulatedPort,
  scannerDefaults,
} from './model.ts';
import { nowhere, slow } from './testing/samples.ts';

/** Both ends of the range of ports, where an error by one falls off. */
const corners = { low: 1, high: 65_496, size: 40 };
const cornerPorts = [corners.low, corners.high].flatMap((first) =>
  Array.from({ length: corners.size }, (_, index) => first + index),
);

const value = fc.option(fc.nat(3), { nil: undefined });

/** For some of the ports of the corners one of a few values, as disjoint ranges; the whole middle may be part of one. */
const valuedRanges = fc
  .tuple(fc.array(value, { minLength: cornerPorts.length, maxLength: cornerPorts.length }), value)
  .map(([values, middle]) => {
    const ranges: { first: number; last: number; value: number }[] = [];
    const append = (first: number, last: number, value: number | undefined) => {
      const previous = ranges.at(-1);
      if (value === undefined) return;
      // Now and then two ranges of one value touch.
      if (previous?.value === value && previous.last + 1 === first && first % 7 > 0) previous.last = last;
      else ranges.push({ first, last, value });
    };
    for (const [index, port] of cornerPorts.entries()) {
      if (port === corners.high) append(corners.low + corners.size, corners.high - 1, middle);
      append(port, port, values[index]);
    }
    return ranges;
  });

const simulated: SimulatedPort[] = behaviourStates.map((state) => ({
  behaviour: { state, faults: [] },
  place: nowhere,
}));
const standIn: SimulatedPort = { behaviour: { state: 'open', faults: [slow(5)] }, place: nowhere };

function includes(ranges: readonly PortRange[], port: number): boolean {
  return ranges.some(({ first, last }) => first <= port && port <= last);
}

function rangesOf(ranges: readonly (PortRange & { value: number })[], value: number): readonly PortRange[] {
  return mergePortRanges(ranges.filter((range) => range.value === value));
}

test('every scanned port is covered by exactly one expectation, which is right for it, and no other port by any', () => {
  fc.assert(
    fc.property(valuedRanges, valuedRanges, valuedRanges, (truth, scanned, said) => {
      const entries = truth.map(({ first, last, value }) => ({ first, last, value: simulated[value]! }));
      const host: Host = {
        name: 'host',
        address: '192.0.2.1',
        ports: new PortMap(entries, standIn),
        place: nowhere,
      };
      const scanner: Scanner = {
        ...{ name: 'default', hosts: ['host'], mode: 'list', probe: 'psap', encoding: 'text', via: 'direct' },
        ...{ info: false, ports: mergePortRanges(scanned), place: nowhere },
      } as Scanner;
      const expectations = portStates.map((state, value): PortExpectation => {
        return { kind: 'ports', scanner: 'default', host: 'host', ports: rangesOf(said, value), state, place: nowhere };
      });
      const scenario = { name: '', file: '', hosts: [host], scanners: [scanner], timeline: [], expectations };

      const timesCovered = new Uint8Array(65_536);
      const found = new Map<number, unknown>();
      for (const { ports, state, reason } of expectationsOf(scenario, scannerDefaults).ports) {
        for (const { first, last } of ports) {
          for (let port = first; port <= last; port += 1) timesCovered[port]! += 1;
        }
        for (const port of cornerPorts.filter((port) => includes(ports, port))) found.set(port, { state, reason });
      }

      for (const port of cornerPorts) {
        const isProbed = includes(scanner.ports, port);
        expect([port, timesCovered[port]]).toEqual([port, isProbed ? 1 : 0]);
        if (!isProbed) continue;
        const explicit = expectations.find(({ ports }) => includes(ports, port));
        const { behaviour } = host.ports.get(port);
        const look = { ...scannerDefaults, ...scanner, address: host.address };
        const right = explicit === undefined ? deriveVerdict(behaviour, look) : { state: explicit.state };
        expect([port, found.get(port)]).toEqual([port, right]);
      }
      // The middle is all alike.
      const middle = timesCovered.subarray(corners.low + corners.size, corners.high);
      expect(new Set(middle).size).toBe(1);
      expect(middle[0]).toBe(includes(scanner.ports, 30_000) ? 1 : 0);
    }),
    { numRuns: 100 },
  );
});
