import { describe, expect, test, vi } from 'vitest';
import { NoRouteError } from '../engines/routed-dialer.ts';
import { expectNoLeak } from '../faults/testing/sockets.ts';
import { waitUntil } from '../faults/testing/wait.ts';
import { formatPortRanges } from '../protocol/port-list.ts';
import { renderScenario } from '../report/run-text.ts';
import { type Backend, type Realisation, TeardownError } from './backend.ts';
import type { Scanner, Scenario } from './model.ts';
import { type RunParts, runScenario } from './run-scenario.ts';
import { CountingClock, loopbackForTest, openLoopback } from './testing/loopback.ts';
import { sampleScenario } from './testing/samples.ts';

const plainColours = { bold: String, dim: String, red: String, green: String } as never;

/** The same backend, with worlds that are changed in some ways; every scanner takes the one route. */
function changed(
  backend: Backend,
  change: (world: Realisation) => Partial<Omit<Realisation, 'routeOfScanner'>>,
): Backend {
  return {
    name: backend.name,
    async realise(scene) {
      const world = await backend.realise(scene);
      const made: Omit<Realisation, 'routeOfScanner'> = {
        proxy: world.proxy,
        route: world.route,
        agentRoute: world.agentRoute,
        realisedBy: (target) => world.realisedBy(target),
        apply: (applied) => world.apply(applied),
        close: () => world.close(),
        ...change(world),
      };
      return { ...made, routeOfScanner: () => made.route };
    },
  };
}

describe('a run', () => {
  test('says what was expected, what was found, and what stood behind it', async () => {
    const { parts } = await loopbackForTest();
    const scenario = sampleScenario(`
name: Three states
target:
  name: web
  address: 192.0.2.1
  ports: { 22: open, 23: closed, 8000: filtered }
scan: { timeout: 150ms, retries: 0 }
expect:
  22: { attempts: 1 }
  summary: { open: 1, closed: 1, filtered: 1, error: 0 }
`);
    const port = { scanner: 'default', host: 'web', attempts: 1, elapsedMs: expect.any(Number) };
    const result = await runScenario(scenario, parts);
    expect(result).toEqual({
      name: 'Three states',
      file: 'sample.yaml',
      backend: 'loopback',
      proxy: 'embedded',
      seed: 7,
      passed: true,
      elapsedMs: expect.any(Number),
      expectations: [
        { text: 'port 22 open (syn-ack) after 1 attempt', passed: true },
        { text: 'port 23 closed (refused)', passed: true },
        { text: 'port 8000 filtered (no-response)', passed: true },
        { text: 'summary 1 open, 1 closed, 1 filtered, 0 error', passed: true },
      ],
      ports: [
        { ...port, port: 22, state: 'open', reason: 'syn-ack', realisedBy: 'toxiproxy' },
        { ...port, port: 23, state: 'closed', reason: 'refused', realisedBy: 'refused-port' },
        { ...port, port: 8000, state: 'filtered', reason: 'no-response', realisedBy: 'saturated-listener' },
      ],
    });
    expect(result.elapsedMs).toBeGreaterThanOrEqual(150);
  });

  test('says agent where an agent answered', async () => {
    const { parts } = await loopbackForTest();
    const scenario = sampleScenario('{ target: { agent: 4545, ports: { 22: open } }, scan: { via: agent } }');
    const { passed, ports } = await runScenario(scenario, parts);
    expect(passed).toBe(true);
    expect(ports).toMatchObject([{ port: 22, state: 'open', realisedBy: 'agent' }]);
  });

  test('fails with one expectation, and says what was found instead', async () => {
    const { parts } = await loopbackForTest();
    const scenario = sampleScenario('{ target: { ports: { 22: open, 23: closed } }, expect: { 22: closed } }');
    const { passed, expectations } = await runScenario(scenario, parts);
    expect(passed).toBe(false);
    expect(expectations).toEqual([
      { text: 'port 22 closed', passed: false, actual: 'port 22 open (syn-ack)' },
      { text: 'port 23 closed (refused)', passed: true },
    ]);
  });

  test('lets several scanners look at several hosts at once', async () => {
    const { parts } = await loopbackForTest();
    const base = sampleScenario(`
target: { name: web, address: 192.0.2.1, agent: 4545, ports: { 22: open, 9000: silent } }
scan: { timeout: 200ms, retries: 0 }
`);
    const other = sampleScenario('target: { name: db, address: 192.0.2.2, agent: 4545, ports: { 5432: open } }');
    const [scanner] = base.scanners;
    const scenario: Scenario = {
      ...base,
      hosts: [...base.hosts, ...other.hosts],
      scanners: [
        { ...scanner!, name: 'psap' },
        { ...scanner!, name: 'tcp', probe: 'tcp', hosts: ['web', 'db'] },
        { ...scanner!, name: 'agents', via: 'agent', hosts: ['db', 'web'], ports: [{ first: 5432, last: 5432 }] },
      ],
    };
    const { passed, ports } = await runScenario(scenario, parts);
    expect(passed).toBe(true);
    expect(ports.map(({ scanner, host, port, state, reason }) => [scanner, host, port, state, reason])).toEqual([
      ['psap', 'web', 22, 'open', 'syn-ack'],
      ['psap', 'web', 9000, 'filtered', 'no-reply'],
      ['tcp', 'web', 22, 'open', 'syn-ack'],
      ['tcp', 'web', 9000, 'open', 'syn-ack'],
      ['tcp', 'db', 22, 'closed', 'refused'],
      ['tcp', 'db', 9000, 'closed', 'refused'],
      ['agents', 'web', 5432, 'closed', 'rst'],
      ['agents', 'db', 5432, 'open', 'syn-ack'],
    ]);
  });

  test('fails where the world is not what the scenario says', async () => {
    const { backend, parts } = await loopbackForTest();
    const lying = changed(backend, ({ route }) => ({ route: ({ address }) => route({ address, port: 22 }) }));
    const scenario = sampleScenario('{ target: { ports: { 22: open } }, scan: { ports: "20-24" } }');
    const { passed, expectations } = await runScenario(scenario, { ...parts, backend: lying });
    expect(passed).toBe(false);
    expect(expectations).toEqual([
      // The responder is asked about ports that it does not answer for.
      { text: 'ports 20-21,23-24 closed (refused)', passed: false, actual: 'ports 20-21,23-24 open (error-reply)' },
      { text: 'port 22 open (syn-ack)', passed: true },
    ]);
  });

  test('fails where the agent is not there', async () => {
    const { backend, parts } = await loopbackForTest();
    const agentless = changed(backend, ({ route }) => ({
      agentRoute: ({ address }) => route({ address, port: 1 }),
    }));
    const scenario = sampleScenario(`
target: { address: 192.0.2.1, agent: 4545, ports: { 22: open } }
scan: { via: agent }
`);
    const { passed, expectations } = await runScenario(scenario, { ...parts, backend: agentless });
    expect(passed).toBe(false);
    expect(expectations).toEqual([
      { text: 'the agent of 192.0.2.1 accepts connections', passed: false, actual: 'refused' },
      { text: 'port 22 open (syn-ack)', passed: false, actual: expect.stringMatching(/^port 22 /) },
    ]);
  });
});

describe('however a run ends', () => {
  const patient = sampleScenario(`
target: { ports: { 22: open, 8000: filtered, 9000: silent, 80: { state: open, slow: 1h } } }
scan: { timeout: 50m }
`);

  /** Runs in vain or not; the promise is settled, and nothing may be left. */
  const leavingNothing = (
    scenario: Scenario,
    change: (parts: RunParts, proxies: () => Promise<unknown[]>) => Partial<RunParts>,
    use: (run: () => ReturnType<typeof runScenario>) => Promise<void>,
  ) =>
    expectNoLeak(async () => {
      const clock = new CountingClock();
      const { server, parts } = await openLoopback({ clock });
      const proxies = () => server.client.proxies();
      await use(() => runScenario(scenario, { ...parts, ...change(parts, proxies) }));
      expect(await proxies()).toEqual([]);
      await server.close();
      expect(clock.pending).toBe(0);
    });

  test('well, nothing is left', () =>
    leavingNothing(
      sampleScenario('{ target: { ports: { 22: open, 8000: filtered } }, scan: { timeout: 150ms, retries: 0 } }'),
      () => ({}),
      async (run) => expect(await run()).toMatchObject({ passed: true }),
    ));

  test('aborted, nothing is left, and what was found is judged', async () => {
    const abort = new AbortController();
    const dialled = vi.fn();
    await leavingNothing(
      patient,
      ({ backend }) => ({
        signal: abort.signal,
        backend: changed(backend, ({ route }) => ({
          route: (target) => {
            dialled();
            return route(target);
          },
        })),
      }),
      async (run) => {
        const running = run();
        await waitUntil(
          () => dialled.mock.calls.length === 4,
          () => 'no probes',
        );
        abort.abort();
        const { passed, interrupted, expectations } = await running;
        expect({ passed, interrupted }).toEqual({ passed: false, interrupted: true });
        expect(expectations.find(({ text }) => text.startsWith('port 8000'))).toEqual({
          text: 'port 8000 filtered (no-response)',
          passed: false,
          undecided: true,
          actual: 'port 8000 not decided',
        });
      },
    );
  });

  test.each(['before it begins', 'while the world is brought up'])('aborted %s, nothing is sent', async (when) => {
    const abort = new AbortController();
    const dial = vi.fn();
    await leavingNothing(
      patient,
      ({ backend }) => ({
        signal: abort.signal,
        dialer: { dial },
        backend: changed(backend, () => {
          abort.abort();
          return {};
        }),
      }),
      async (run) => {
        if (when === 'before it begins') abort.abort();
        const { passed, interrupted, ports } = await run();
        expect({ passed, interrupted, ports }).toEqual({ passed: false, interrupted: true, ports: [] });
        expect(dial).not.toHaveBeenCalled();
      },
    );
  });

  test('with a port that has no route, nothing is left', () =>
    leavingNothing(
      patient,
      ({ backend }) => ({
        backend: changed(backend, ({ route }) => ({ route: (to) => (to.port === 9000 ? undefined : route(to)) })),
      }),
      (run) => expect(run()).rejects.toBeInstanceOf(NoRouteError),
    ));

  test('with a teardown that fails as well, what went wrong first is said', () =>
    leavingNothing(
      patient,
      ({ backend }) => ({
        backend: changed(backend, (world) => ({
          route: () => undefined,
          close: () => world.close().then(() => Promise.reject(new TeardownError([new Error('gone')]))),
        })),
      }),
      (run) => expect(run()).rejects.toBeInstanceOf(NoRouteError),
    ));

  test('a teardown that fails by itself is said, with what was found before', () =>
    leavingNothing(
      sampleScenario('{ target: { ports: { 22: open } } }'),
      ({ backend }) => ({
        backend: changed(backend, (world) => ({
          close: () => world.close().then(() => Promise.reject(new TeardownError([new Error('gone')]))),
        })),
      }),
      (run) =>
        expect(run()).rejects.toMatchObject({
          message: 'the world was not torn down cleanly: gone',
          result: { passed: true, ports: [{ port: 22, state: 'open' }] },
        }),
    ));
});

describe('the seed', () => {
  const scenario = sampleScenario(
    '{ target: { ports: { 22: open } }, scan: { ports: "1-400" }, expect: { 23: open } }',
  );
  const [scanner] = scenario.scanners;

  /** The ports in the order in which they are probed, and what the result says. */
  async function probe(parts: RunParts, name = scanner!.name) {
    const order: number[] = [];
    const listening = changed(parts.backend, ({ route }) => ({
      route: (target) => {
        order.push(target.port);
        return route(target);
      },
    }));
    const named: Scanner = { ...scanner!, name };
    const result = await runScenario(
      { ...scenario, scanners: [named], expectations: [] },
      { ...parts, backend: listening },
    );
    return { order, result };
  }

  test('alone decides the order of probes, whatever ran before', async () => {
    const { parts } = await loopbackForTest();
    const { order } = await probe(parts);
    expect(order.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
    expect(order).not.toEqual(order.toSorted((one, other) => one - other));
    expect((await probe({ ...parts, seed: 8 })).order).not.toEqual(order);
    expect((await probe(parts, 'another')).order).not.toEqual(order);
    expect((await probe(parts)).order).toEqual(order);
  });

  test('of the line that a failure ends with reproduces the run', async () => {
    const { parts } = await loopbackForTest();
    const { order } = await probe({ ...parts, seed: 123_456_789 });
    const failed = await runScenario(scenario, { ...parts, seed: 123_456_789 });
    const [, file, seed, proxy] =
      /again: portlab run (\S+) --seed (\d+) --toxiproxy (\S+)/.exec(renderScenario(failed, plainColours)) ?? [];
    expect({ file, proxy }).toEqual({ file: 'sample.yaml', proxy: 'embedded' });
    expect((await probe({ ...parts, seed: Number(seed) })).order).toEqual(order);
  });
});

test('ports of a result are those that were scanned, in ascending order', async () => {
  const { parts } = await loopbackForTest();
  const scenario = sampleScenario('{ target: { ports: { 1-300: open } }, scan: { ports: "5-9,100-120,299" } }');
  const { ports } = await runScenario(scenario, parts);
  expect(formatPortRanges(ports.map(({ port }) => ({ first: port, last: port })))).toBe(
    [5, 6, 7, 8, 9, ...Array.from({ length: 21 }, (_, index) => 100 + index), 299].join(),
  );
});
