import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../results/scan.ts';
import { diffScans } from './diff-scans.ts';
import { port, saved, scan } from './testing/scans.ts';

const HOST = '127.0.0.1';
const ssh = { service: 'ssh', transport: 'tcp', product: 'OpenSSH', version: '9.2' };
const open22 = port('22 open syn-ack');
const linux = { family: 'Linux', name: 'Debian GNU/Linux', version: '12' };

function diff(old: ScanResult, current: ScanResult) {
  return diffScans(saved(old, 'old.json'), saved(current, 'new.json'));
}

/** The difference between two lists of ports of one host. */
function diffPorts(old: ReturnType<typeof port>[], current: ReturnType<typeof port>[]) {
  return diff(scan({ [HOST]: { up: true, ports: old } }), scan({ [HOST]: { up: true, ports: current } }));
}

describe('a port', () => {
  it('changes in its state, which outweighs its reason and its information', () => {
    const { same, hosts, summary } = diffPorts([port('22 open syn-ack', ssh)], [port('22 closed refused')]);
    expect(same).toBe(false);
    expect(hosts[0]!.ports).toEqual([
      {
        port: 22,
        change: 'state',
        old: { state: 'open', reason: 'syn-ack', info: ssh },
        new: { state: 'closed', reason: 'refused', info: null },
      },
    ]);
    expect(summary).toMatchObject({ comparedPorts: 1, changedPorts: 1, hostsOfChangedPorts: 1 });
  });

  it('changes in its reason alone', () => {
    const { hosts } = diffPorts([port('22 closed refused')], [port('22 closed reset')]);
    expect(hosts[0]!.ports).toMatchObject([{ change: 'reason' }]);
  });

  it.each(['service', 'product', 'version'] as const)('changes in its %s', (key) => {
    const { hosts } = diffPorts([port('22 open syn-ack', ssh)], [port('22 open syn-ack', { ...ssh, [key]: 'other' })]);
    expect(hosts[0]!.ports).toMatchObject([{ change: 'info' }]);
  });

  it('changes where one scan was told a product, and the other was told none', () => {
    const { service, transport } = ssh;
    const { same } = diffPorts([port('22 open syn-ack', ssh)], [port('22 open syn-ack', { service, transport })]);
    expect(same).toBe(false);
  });

  it('does not change with what may hold a time', () => {
    const told = (banner: string) => port('25 open syn-ack', { ...ssh, banner, description: banner });
    expect(diffPorts([told('ready at 10:00')], [told('ready at 11:00')]).same).toBe(true);
  });

  it('does not change where one scan did not ask for information, which is counted', () => {
    const { same, summary } = diffPorts([port('22 open syn-ack', ssh)], [open22]);
    expect([same, summary.infoOnlyOld, summary.infoOnlyNew]).toEqual([true, 1, 0]);
  });

  it('in error is in another state than one that was probed', () => {
    expect(diffPorts([open22], [port('22 error local:EMFILE')]).same).toBe(false);
  });

  it('that one scan alone probed is no difference, and folded with its neighbours in the same state', () => {
    const only = [port('81 closed refused'), port('80 closed refused'), port('82 open syn-ack')];
    const { same, hosts, summary } = diffPorts([open22], [open22, ...only]);
    expect([same, summary.comparedPorts]).toEqual([true, 1]);
    expect(hosts).toMatchObject([
      {
        ports: [],
        onlyOld: [],
        onlyNew: [
          { first: 80, last: 81, state: 'closed' },
          { first: 82, last: 82, state: 'open' },
        ],
      },
    ]);
  });
});

describe('a scan with its open ports alone', () => {
  const counts = (open: number, closed: number) => ({ open, closed, filtered: 0, error: 0 });
  const openAlone = (open: number[], probed: number) =>
    scan({
      [HOST]: {
        up: true,
        ports: open.map((number) => port(`${number} open syn-ack`)),
        summary: counts(open.length, probed - open.length),
      },
    });

  it('says of the others that they are not open, where both probed as many', () => {
    const { hosts } = diff(openAlone([22, 80], 10), openAlone([80, 443], 10));
    expect(hosts[0]!.ports).toEqual([
      expect.objectContaining({ port: 22, change: 'state', new: { state: 'not-open', reason: null, info: null } }),
      expect.objectContaining({ port: 443, change: 'state', old: { state: 'not-open', reason: null, info: null } }),
    ]);
  });

  it('says so where it probed all ports', () => {
    expect(diff(openAlone([22], 10), openAlone([], 65_535)).hosts[0]!.ports).toHaveLength(1);
  });

  it('says nothing of the others where it may not have probed them', () => {
    const { same, hosts } = diff(openAlone([22, 80], 10), openAlone([80], 9));
    expect(same).toBe(true);
    expect(hosts[0]!.onlyOld).toEqual([{ first: 22, last: 22, state: 'open' }]);
  });

  it('agrees with a whole one that a port is not open', () => {
    const whole = scan({ [HOST]: { ports: [open22, port('80 closed refused'), port('81 filtered no-response')] } });
    expect(diff(whole, openAlone([22], 3)).same).toBe(true);
    expect(diff(whole, openAlone([22, 80], 3)).hosts[0]!.ports).toMatchObject([{ port: 80, change: 'state' }]);
  });
});

describe('a host', () => {
  const silent = { ports: [port('22 filtered no-response')] };
  const up = { ports: [open22] };

  it('comes and goes where it answers in one scan, and in the other is silent or not there', () => {
    const before = scan({ '127.0.0.1': up, '127.0.0.2': silent, '127.0.0.3': up });
    const after = scan({ '127.0.0.1': silent, '127.0.0.2': up, '127.0.0.4': up });
    const { hosts, summary } = diff(before, after);
    expect(hosts.map(({ address, change, old, new: current }) => [address, change, old, current])).toEqual([
      ['127.0.0.1', 'went', 'up', 'silent'],
      ['127.0.0.2', 'came', 'silent', 'up'],
      ['127.0.0.3', 'went', 'up', 'absent'],
      ['127.0.0.4', 'came', 'absent', 'up'],
    ]);
    expect([summary.came, summary.went]).toEqual([2, 2]);
  });

  it('that is silent in the one scan that has it is no difference, and told', () => {
    const { same, hosts } = diff(scan({ [HOST]: up }), scan({ [HOST]: up, '127.0.0.2': silent }));
    expect(same).toBe(true);
    expect(hosts).toMatchObject([{ address: '127.0.0.2', change: null, old: 'absent', new: 'silent' }]);
  });

  it('does not come by an answer on a port that only one scan probed', () => {
    const { same } = diff(
      scan({ [HOST]: silent }),
      scan({ [HOST]: { ports: [...silent.ports, port('80 open syn-ack')] } }),
    );
    expect(same).toBe(true);
  });

  it('is not silent where the scan was stopped before it could answer', () => {
    const { hosts } = diff(scan({ [HOST]: silent }, { complete: false }), scan({ [HOST]: up }));
    expect(hosts).toMatchObject([{ change: null, old: 'unknown', ports: [{ change: 'state' }] }]);
  });

  it('changes its system, uptime aside', () => {
    const withOs = (os: typeof linux & { uptimeSeconds?: number }) => scan({ [HOST]: { ports: [open22], os } });
    expect(diff(withOs({ ...linux, uptimeSeconds: 5 }), withOs({ ...linux, uptimeSeconds: 9 })).same).toBe(true);
    const upgraded = { ...linux, version: '13' };
    const { hosts, summary } = diff(withOs(linux), withOs(upgraded));
    expect([hosts[0]!.os, summary.changedSystems]).toEqual([{ old: linux, new: upgraded }, 1]);
    expect(diff(withOs(linux), scan({ [HOST]: up })).same).toBe(true);
  });

  it('stands in the order of addresses', () => {
    const addresses = ['127.0.0.10', '127.0.0.9', '::1'];
    const { hosts } = diff(scan({}), scan(Object.fromEntries(addresses.map((address) => [address, up]))));
    expect(hosts.map(({ address }) => address)).toEqual(['127.0.0.9', '127.0.0.10', '::1']);
  });
});
