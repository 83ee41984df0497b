import { describe, expect, test, vi } from 'vitest';
import { Recording } from '../engines/recording.ts';
import { expectNoLeak } from '../faults/testing/sockets.ts';
import type { TimelineEvent } from '../results/timeline.ts';
import type { SourceError } from '../source/diagnostic.ts';
import type { Change, Expectation, Scenario } from './model.ts';
import { runScenario } from './run-scenario.ts';
import { changeAt, closed, filtered, open } from './testing/changes.ts';
import { CountingClock, loopbackForTest, openLoopback, proxyChoices } from './testing/loopback.ts';
import { nowhere, sampleScenario, slow } from './testing/samples.ts';

/** A scenario whose world changes, with what is said of its ports. */
function changing(yaml: string, timeline: readonly Change[], ...said: readonly Partial<Expectation>[]): Scenario {
  const scenario = sampleScenario(yaml);
  const expectations = said.map(
    (each) => ({ kind: 'ports', scanner: 'default', host: 'host', place: nowhere, ...each }) as Expectation,
  );
  return { ...scenario, timeline, expectations: [...scenario.expectations, ...expectations] };
}

const port22 = [{ first: 22, last: 22 }];

describe.each(await proxyChoices())('behind $proxy', ({ choice, missing }) => {
  test.skipIf(missing)('a fault that heals while a scan is patient is found healed, and told as it was', async () => {
    const { parts } = await loopbackForTest({ choice });
    const scenario = changing(
      'target: { name: host, ports: { 22: filtered, 23: { state: open, slow: 1ms } } }\nscan: { timeout: 1200ms, retries: 1 }',
      [changeAt(200, 22, open())],
      { ports: port22, state: 'open', reason: 'syn-ack', attempts: { operator: '==', limit: 2 } },
    );
    const timeline: TimelineEvent[] = [];
    const recording = new Recording(parts.clock, (event) => timeline.push(event), { name: '', seed: 7, wallClock: '' });
    const result = await runScenario(scenario, { ...parts, recording });
    expect(result.expectations.filter(({ passed }) => !passed)).toEqual([]);
    const told = timeline.flatMap((event) =>
      event.kind === 'fault' ? [`${event.change} ${event.ports} ${event.fault}`] : [],
    );
    expect(told).toEqual(['begins 22 filtered', 'begins 23 slow 1 ms', 'ends 22 filtered']);
    expect(timeline.map(({ atMs }) => atMs)).toEqual(timeline.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    expect(result.ports).toMatchObject([{ port: 22, realisedBy: 'toxiproxy' }, { port: 23 }]);
  });

  test.skipIf(missing)('a change that cannot be made ends the run, and is what there is to say', async () => {
    const { parts, server } = await openLoopback({ choice });
    const scenario = changing(
      'target: { name: host, ports: { 22: { state: open, slow: 1h } } }\nscan: { timeout: 1h }',
      [changeAt(50, 22, open(slow(5)))],
      { ports: port22, state: 'open' },
    );
    const apply = vi.fn();
    const dying = {
      ...parts.backend,
      async realise(world: Scenario) {
        const realisation = await parts.backend.realise(world);
        return Object.assign(Object.create(realisation), {
          route: realisation.route,
          routeOfScanner: () => realisation.routeOfScanner(),
          close: () => realisation.close(),
          async apply(change: Change) {
            apply();
            await server.close();
            await realisation.apply(change);
          },
        });
      },
    };
    const error = await runScenario(scenario, { ...parts, backend: dying as never }).catch(
      (failure: unknown) => failure,
    );
    expect((error as SourceError).diagnostics).toMatchObject([
      { file: 'sample.yaml', message: expect.stringContaining('the Toxiproxy cannot realise this') },
    ]);
    expect(apply).toHaveBeenCalledTimes(1);
  });
});

test('changes that come after the scans, or while nobody looks any more, are not made', () =>
  expectNoLeak(async () => {
    const clock = new CountingClock();
    const { server, parts } = await openLoopback({ clock });
    const scenario = changing(
      'target: { name: host, ports: { 22: open } }',
      [changeAt(3_600_000, 22, filtered), changeAt(3_600_000, 22, closed, { everyMs: 1 })],
      { ports: port22, state: 'open' },
    );
    expect(await runScenario(scenario, parts)).toMatchObject({ passed: true });
    await server.close();
    expect(clock.pending).toBe(0);
  }));

test('thresholds are judged with the rest', async () => {
  const { parts } = await loopbackForTest();
  const threshold = { kind: 'threshold', operator: '<', limit: 60_000 } as const;
  const scenario = changing(
    'target: { name: host, ports: { 22: open } }',
    [],
    { ...threshold, figure: 'duration' },
    { ...threshold, figure: 'port.time.p99', operator: '<', limit: 0 },
    { ...threshold, figure: 'local errors', operator: '==', limit: 0 },
  );
  const { passed, expectations } = await runScenario(scenario, parts);
  expect(passed).toBe(false);
  expect(expectations).toEqual([
    { text: 'port 22 open (syn-ack)', passed: true },
    { text: 'duration < 60000 ms', passed: true, actual: expect.stringMatching(/^[\d.]+ ms$/) },
    { text: 'port.time.p99 < 0 ms', passed: false, actual: expect.stringMatching(/^[\d.]+ ms \(port 22\)$/) },
    { text: 'local errors == 0', passed: true, actual: '0' },
  ]);
});
