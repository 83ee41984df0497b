import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PortResult, portStates, type ScanResult } from '../results/scan.ts';
import type { HostDiff, ScanDiff } from '../results/scan-diff.ts';
import { diffScans } from './diff-scans.ts';
import { saved, scan } from './testing/scans.ts';

/** What holds of any two scans. */

const info = fc.record({
  service: fc.constantFrom('ssh', 'http'),
  transport: fc.constant('tcp'),
  version: fc.constantFrom('1', '2'),
});
const port = fc.record(
  {
    port: fc.integer({ min: 1, max: 12 }),
    state: fc.constantFrom(...portStates),
    reason: fc.constantFrom<PortResult['reason']>('syn-ack', 'refused', 'no-response'),
    info,
  },
  { requiredKeys: ['port', 'state', 'reason'] },
);
const counts = fc.constantFrom(0, 0, 4);
const host = fc
  .record(
    {
      ports: fc.uniqueArray(port, { selector: (one) => one.port }),
      up: fc.constantFrom(true, null),
      os: fc.record({ family: fc.constantFrom('Linux', 'Plan 9') }),
    },
    { requiredKeys: ['ports', 'up'] },
  )
  .chain((one) =>
    counts.map((closed) => {
      const summary = { open: one.ports.length, closed, filtered: 0, error: 0 };
      return { ...one, summary };
    }),
  );
const addresses = fc.constantFrom('127.0.0.1', '127.0.0.2', '::1');
const scans = fc
  .tuple(fc.dictionary(addresses, host), fc.boolean(), fc.nat(), fc.nat(9_000))
  .map(([hosts, complete, seed, elapsedMs]) => scan(hosts, { complete, seed, elapsedMs }));

const diff = (old: ScanResult, current: ScanResult) => diffScans(saved(old, 'a.json'), saved(current, 'b.json'));

describe('the difference', () => {
  it('of a scan and itself is none', () => {
    fc.assert(
      fc.property(scans, (one) => {
        const { same, hosts } = diff(one, one);
        expect([same, hosts]).toEqual([true, []]);
      }),
    );
  });

  it('is the mirror image of the difference the other way round', () => {
    fc.assert(
      fc.property(scans, scans, (one, other) => {
        const there = diffScans(saved(one, 'a.json'), saved(other, 'b.json'));
        const back = diffScans(saved(other, 'b.json'), saved(one, 'a.json'));
        expect(mirror(back)).toEqual(there);
      }),
    );
  });

  it('does not depend on the order of hosts and ports, on times, attempts or the seed', () => {
    fc.assert(
      fc.property(scans, scans, (one, other) => {
        expect(diff(one, shuffle(other))).toEqual(diff(one, other));
        expect(diff(other, shuffle(other)).same).toBe(true);
      }),
    );
  });

  it('is there exactly where something is counted', () => {
    fc.assert(
      fc.property(scans, scans, (one, other) => {
        const { same, summary } = diff(one, other);
        const { changedPorts, changedSystems, came, went } = summary;
        expect(same).toBe(changedPorts + changedSystems + came + went === 0);
      }),
    );
  });
});

function mirror({ summary, ...whole }: ScanDiff): ScanDiff {
  const { came, went, infoOnlyOld, infoOnlyNew, ...rest } = summary;
  return {
    ...swap(whole),
    hosts: whole.hosts.map(mirrorHost),
    summary: { ...rest, came: went, went: came, infoOnlyOld: infoOnlyNew, infoOnlyNew: infoOnlyOld },
  };
}

function mirrorHost(one: HostDiff): HostDiff {
  const changes = { came: 'went', went: 'came' } as const;
  return {
    ...swap(one),
    change: one.change === null ? null : changes[one.change],
    ports: one.ports.map(swap),
    os: one.os === null ? null : swap(one.os),
    onlyOld: one.onlyNew,
    onlyNew: one.onlyOld,
  };
}

function swap<T extends { readonly old: V; readonly new: V }, V>(pair: T): T {
  return { ...pair, old: pair.new, new: pair.old };
}

function shuffle(whole: ScanResult): ScanResult {
  const hosts = whole.hosts.map((one) => ({
    ...one,
    ports: one.ports.map((each) => ({ ...each, elapsedMs: each.elapsedMs + 5, attempts: 3 })).toReversed(),
  }));
  return { ...whole, hosts: hosts.toReversed(), seed: whole.seed + 1, elapsedMs: 0 };
}
