import { describe, expect, test } from 'vitest';
import type { MessageSeen, ScenarioReport } from '../../results/run-report.ts';
import type { TimelineEvent } from '../../results/timeline.ts';
import { scenarioReport } from '../testing/runs.ts';
import { ADDRESS, portFound, tellTimeline } from '../testing/told-timelines.ts';
import { connectionBars } from './connection-bars.ts';
import { lanesOf } from './lanes.ts';
import { portFields } from './port-fields.ts';

const hosts = [{ name: 'web', address: ADDRESS }];

function lanesFor(more: Partial<ScenarioReport>) {
  const scenario = scenarioReport({ hosts, ...more });
  return lanesOf(scenario, scenario.timeline!, portFields(scenario.ports));
}

describe('a lane', () => {
  test('tells what happened to a port, connection by connection, and the verdict', () => {
    const ports = [portFound(22, 'open', 'syn-ack', { elapsedMs: 10 })];
    const { lanes } = lanesFor({ ports, ...tellTimeline(ports) });
    expect(lanes).toHaveLength(1);
    expect(lanes[0]).toMatchObject({ scanner: 'default', host: 'web', port: 22 });
    expect(lanes[0]!.events.map(({ kind, text, size }) => [kind, text, size])).toEqual([
      ['dial', '127.0.0.1:40022', undefined],
      ['up', 'from port 50001', undefined],
      ['sent', 'status-request 1', 68],
      ['received', '', 30],
      ['received', 'open 1', 54],
      ['close', 'by the scanner', undefined],
      ['verdict', 'open (syn-ack) after 1 attempt in 10.0 ms', undefined],
    ]);
  });

  test('has the bars of its connections', () => {
    const ports = [portFound(8000, 'filtered', 'no-response', { elapsedMs: 800 }), portFound(81, 'closed', 'reset')];
    const { lanes } = lanesFor({ ports, ...tellTimeline(ports) });
    const [reset, silent] = lanes.map(connectionBars);
    expect(silent).toEqual([
      expect.objectContaining({ connection: 1, dialMs: 0.2, closeMs: 400.2 }),
      expect.objectContaining({ connection: 2, dialMs: 400.2, closeMs: 800.2 }),
    ]);
    expect(silent![0]).not.toHaveProperty('upMs');
    expect(reset).toEqual([expect.objectContaining({ close: expect.objectContaining({ end: 'error' }) })]);
  });

  test('of very many events keeps the first and the last', () => {
    const octets = Array.from(
      { length: 1_000 },
      (_, index): TimelineEvent => ({
        kind: 'octets',
        atMs: 1 + index,
        connection: 1,
        direction: 'received',
        octets: 'ff',
      }),
    );
    const dial = { kind: 'dial', atMs: 0, connection: 1, scanner: 'default', address: ADDRESS, port: 22 } as const;
    const close = { kind: 'close', atMs: 2_000, connection: 1, by: 'peer' } as const;
    const { events } = lanesFor({ timeline: [dial, ...octets, close] }).lanes[0]!;
    expect(events).toHaveLength(240);
    expect(events[199]).toEqual({ kind: 'skipped', at: 199, text: '763 more events, which the trace has' });
    expect(events.at(-1)).toMatchObject({ kind: 'close', text: 'by the peer' });
  });

  test('keeps of very many octets the first', () => {
    const dial = { kind: 'dial', atMs: 0, connection: 1, scanner: 'default', address: ADDRESS, port: 22 } as const;
    const octets = { kind: 'octets', atMs: 1, connection: 1, direction: 'sent', octets: 'ab'.repeat(5_000) } as const;
    const { events } = lanesFor({ timeline: [dial, octets] }).lanes[0]!;
    expect(events[1]).toMatchObject({ size: 5_000, hex: 'ab'.repeat(1_024) });
  });
});

test("an agent's connection has a lane, and so have the ports that its messages are about", () => {
  const dial = { kind: 'dial', atMs: 0, connection: 1, scanner: 'default', address: ADDRESS, port: 4_545 } as const;
  const sent = { kind: 'octets', atMs: 1, connection: 1, direction: 'sent', octets: '0102' } as const;
  const received = { ...sent, atMs: 2, direction: 'received' } as const;
  const about = (port: number) => ({ address: ADDRESS, port });
  const messages: MessageSeen[] = [
    ...[22, 80, 81, 82].map((port) => ({ event: 1, text: `status-request ${port}`, about: about(port) })),
    { event: 2, text: 'closed 81', about: about(81) },
    { event: 2, text: 'bad-version (ERR-2): 9', broken: true },
  ];
  const { lanes } = lanesFor({ timeline: [dial, sent, received], messages });
  const said = Object.fromEntries(lanes.map(({ port, events }) => [port, events.map(({ text }) => text)]));
  expect(said).toEqual({
    22: ['status-request 22'],
    80: ['status-request 80'],
    81: ['status-request 81', 'closed 81'],
    82: ['status-request 82'],
    4545: ['', 'status-request 22, status-request 80, status-request 81, 1 more', 'closed 81, bad-version (ERR-2): 9'],
  });
  const agent = lanes.find(({ port }) => port === 4_545)!;
  expect(agent.events.map(({ bad }) => bad)).toEqual([undefined, undefined, true]);
});

describe('of a crowd', () => {
  const crowd = Array.from({ length: 2_000 }, (_, index) =>
    portFound(index + 1, 'closed', 'refused', { elapsedMs: 1 + (index === 700 ? 5 : 0) }),
  );
  const ports = [...crowd.slice(0, 1_000), portFound(5_000, 'open', 'syn-ack'), ...crowd.slice(1_000)];

  test('the rare come first, then the slowest, and the rest waits or is left out', () => {
    const { lanes, telling, withoutLane } = lanesFor({ ports, ...tellTimeline(ports) });
    expect(lanes.slice(0, telling).map(({ port }) => port)).toEqual([5_000, 1, 2, 701]);
    expect(lanes).toHaveLength(120);
    expect(withoutLane).toBe(2_001 - 120);
  });

  test('that is small all are shown', () => {
    const few = crowd.slice(0, 20);
    expect(lanesFor({ ports: few, ...tellTimeline(few) })).toMatchObject({ telling: 20, withoutLane: 0 });
  });
});

test('without the names of hosts, addresses stand for them', () => {
  const ports = [portFound(22, 'open', 'syn-ack')];
  const { lanes } = lanesFor({ ports, hosts: [], ...tellTimeline(ports) });
  expect(lanes.map(({ host }) => host).sort()).toEqual([ADDRESS, 'web']);
});
