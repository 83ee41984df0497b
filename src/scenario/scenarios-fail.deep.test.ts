import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expandPorts, mergePortRanges } from '../protocol/port-list.ts';
import { PortMap } from '../protocol/port-map.ts';
import type { Backend } from './backend.ts';
import { expectationsOf, type PortsExpected } from './expect.ts';
import {
  type Change,
  faultOf,
  type Host,
  type PortExpectation,
  type Scenario,
  type SimulatedPort,
  scannerDefaults,
} from './model.ts';
import { portGroups } from './port-groups.ts';
import { runScenario } from './run-scenario.ts';
import { type Loopback, openLoopback } from './testing/loopback.ts';
import { nowhere } from './testing/samples.ts';
import { scenarios } from './testing/shipped-scenarios.ts';

/** The scenarios that are shipped notice a world that is not what they say, and verdicts that are not what they expect. */

describe('can fail:', () => {
  let loopback: Loopback;
  beforeAll(async () => {
    loopback = await openLoopback();
  });
  afterAll(() => loopback.server.close());

  test.concurrent.each(scenarios)('$name ($file) does where something else is expected', async (whole) => {
    const { scenario, expected } = reduced(whole);
    const wrong = expected.map(({ ports, scanner, host, state }): PortExpectation => {
      return { kind: 'ports', scanner, host, ports, state: state === 'open' ? 'closed' : 'open', place: nowhere };
    });
    const result = await runScenario({ ...scenario, expectations: wrong }, loopback.parts);
    expect(result.passed).toBe(false);
    const failures = result.expectations.map(({ text, actual }) => `${text}, found ${actual}`);
    expect(failures).toEqual(
      wrong.map(({ ports, state }, index) => {
        const port = ports[0]!.first;
        const { state: found } = expected[index]!;
        return expect.stringMatching(
          `^([a-z, ]+: )?port ${port} ${state}, found port ${port} ${found} \\([a-z:-]+\\)$`,
        );
      }),
    );
  });

  test.concurrent.each(scenarios)('$name ($file) does in a world that is not what it says', async (whole) => {
    const { scenario } = reduced(whole);
    const { backend, parts } = loopback;
    const result = await runScenario(scenario, { ...parts, backend: lying(backend) });
    expect(result.passed).toBe(false);
    expect(result.expectations.filter(({ passed }) => passed)).toEqual([]);
  });
});

/** The same scenario for one port of each expectation, and what each port must be; all else that is said is left out. */
function reduced(whole: Scenario): { scenario: Scenario; expected: readonly PortsExpected[] } {
  const firsts = expectationsOf(whole, scannerDefaults).ports.map(({ scanner, ports }) => ({ scanner, ...ports[0]! }));
  const scanners = whole.scanners.map((scanner) => {
    const ofScanner = firsts.filter((each) => each.scanner === scanner.name);
    return { ...scanner, ports: mergePortRanges(ofScanner.map(({ first }) => ({ first, last: first }))) };
  });
  const expectations = whole.expectations.filter(({ kind }) => kind === 'ports');
  const scenario = { ...whole, scanners, expectations };
  const expected = expectationsOf(scenario, scannerDefaults).ports.flatMap((each) => {
    return expandPorts(each.ports).map((port) => ({ ...each, ports: [{ first: port, last: port }] }));
  });
  return { scenario, expected };
}

/**
 * A backend whose open ports are closed, unless a scan finds them so, and whose other ports are open. Ports that are to
 * change are at first what they should be, and stay so.
 */
function lying({ name, realise }: Backend): Backend {
  const lie = (port: SimulatedPort): SimulatedPort => {
    const { state, faults } = port.behaviour;
    const isFoundClosed = state === 'closed' || faultOf(faults, 'first')?.fate === 'refused';
    const isClosed = !isFoundClosed && (state === 'open' || state === 'silent');
    return { behaviour: { state: isClosed ? 'closed' : 'open', faults: [] }, place: port.place };
  };
  const lieAbout = (host: Host, timeline: readonly Change[]): Host => {
    const entries = portGroups(host, timeline).flatMap(({ ports, changes }) =>
      ports.map((range) => {
        const port = host.ports.get(range.first);
        return { ...range, value: changes.length > 0 ? port : lie(port) };
      }),
    );
    const { agent, ...rest } = host;
    const honest = agent && { agent: { port: agent.port, place: agent.place } };
    return { ...rest, ...honest, ports: new PortMap(entries, lie(host.ports.default)) };
  };
  return {
    name,
    async realise({ hosts, timeline }) {
      const world = await realise({ hosts: hosts.map((host) => lieAbout(host, timeline)), timeline: [] });
      return Object.assign(world, { apply: async () => {} });
    },
  };
}
