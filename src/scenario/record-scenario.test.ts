import { afterAll, beforeAll, describe, it } from 'vitest';
import { Recording } from '../engines/recording.ts';
import type { ScenarioResult } from '../results/run.ts';
import type { PortResult } from '../results/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { AttemptBook } from './attempt-book.ts';
import { loadScenarioFile } from './load.ts';
import type { Scenario } from './model.ts';
import { scannerDefaults } from './model.ts';
import { type Recorded, recordScenario } from './record-scenario.ts';
import { runScenario } from './run-scenario.ts';
import { type Loopback, openLoopback } from './testing/loopback.ts';
import { lookOf, scanOf } from './testing/recorded-scan.ts';
import { sampleScenario } from './testing/samples.ts';

/** A world is scanned, what the scan met is written as a scenario, and a run of that meets the same. */

let loopback: Loopback;

beforeAll(async () => {
  loopback = await openLoopback();
});
afterAll(() => loopback.server.close());

/** Where nothing is late in the world, nothing of the machine that tests is to look so. */
const stopped: Clock = { now: () => 0, setTimer: () => ({ cancel() {} }) };

/** Runs the scenario, and records its scan. */
async function recorded(scenario: Scenario, clock: Clock): Promise<{ first: ScenarioResult; recorded: Recorded }> {
  const book = new AttemptBook();
  const recording = new Recording(clock, book.take, { name: scenario.name, seed: 7, wallClock: '' });
  const first = await runScenario(scenario, { ...loopback.parts, recording });
  const hosts = scenario.hosts.map(({ name, address }) => ({
    address,
    ports: first.ports
      .filter(({ host }) => host === name)
      .map(({ scanner: _scanner, realisedBy: _by, ...port }) => ({ ...port, host: address })),
  }));
  const [scanner] = scenario.scanners;
  const look = lookOf(scanner!, scannerDefaults, scenario.hosts[0]!.agent?.port);
  const { probe } = scanner!;
  return { first, recorded: recordScenario(scanOf(hosts, { probe }), book, look, 'from a test') };
}

const closed = { state: 'closed', reason: 'refused' } as const;

function verdictsOf({ ports }: ScenarioResult): string[] {
  return ports.map(({ port, state, reason }) => `${port} ${state} ${reason}`);
}

/** The lines of the recorded target, without what is the same for all. */
function linesOf({ yaml }: Recorded): string[] {
  const [, target] = /^ {2}ports:\n((?: {4}.*\n)*)/m.exec(yaml!) ?? [];
  return (target ?? '').split('\n').flatMap((line) => (line === '' ? [] : [line.trim()]));
}

/** Whatever comes comes in time, on a busy machine too. */
const scan = 'scan: { timeout: 10s }';

/** So long is waited for what never comes. */
const brief = 'timeout: 1s, retries: 0';

const behaviours: Readonly<
  Record<string, { yaml: string /** Of worlds where nothing is late. */; lines?: readonly string[] }>
> = {
  'open, closed and filtered': {
    yaml: `target: { ports: { "22,24": open, 23: closed, 80-89: filtered } }\nscan: { ${brief} }`,
    lines: ['default: filtered', '22,24: open', '23: closed'],
  },
  'what open ports say': {
    yaml: `target: { ports: { 22: { state: open, service: ssh, product: "Open: SSH", banner: "a\\tb" }, 23: open } }
scan: { info: true, timeout: 10s }`,
    lines: ['22: { state: open, service: ssh, product: "Open: SSH", banner: "a\\tb" }', '23: open'],
  },
  'binary, and IPv6': {
    yaml: 'target: { address: "::1", ports: { 22: open, 23: { state: open, cut: 30 } } }\nscan: { encoding: binary }',
    lines: ['22: open', '23: { state: open, cut: 30 }'],
  },
  silent: { yaml: `target: { ports: { 22-24: silent } }\nscan: { ${brief} }`, lines: ['22-24: silent'] },
  slow: { yaml: `target: { ports: { 22-24: { state: open, slow: 200ms } } }\n${scan}` },
  'slow with jitter': { yaml: `target: { ports: { 22-29: { state: open, slow: 250ms, jitter: 80ms } } }\n${scan}` },
  'slow, too late': {
    yaml: `target: { ports: { 22: { state: open, slow: 4s } } }\nscan: { ${brief} }`,
    lines: ['22: silent'],
  },
  bandwidth: { yaml: `target: { ports: { 22: { state: open, bandwidth: 1kB/s } } }\n${scan}` },
  sliced: { yaml: `target: { ports: { 22: { state: open, sliced: { size: 60, delay: 5ms } } } }\n${scan}` },
  tarpit: { yaml: `target: { ports: { 22: { state: open, tarpit: 1ms } } }\n${scan}` },
  'a tarpit, too late': { yaml: `target: { ports: { 22: { state: open, tarpit: 50ms } } }\nscan: { ${brief} }` },
  cut: {
    yaml: `target: { ports: { 22: { state: open, cut: 20 } } }\n${scan}`,
    lines: ['22: { state: open, cut: 20 }'],
  },
  'slow close': { yaml: `target: { ports: { 22: { state: open, hangup: true, slow_close: 200ms } } }\n${scan}` },
  'reset and hangup': {
    yaml: `target: { ports: { 22: { state: open, reset: true }, 23: { state: open, hangup: true } } }\n${scan}`,
    lines: ['22: { state: open, reset: true }', '23: { state: open, hangup: true }'],
  },
  garbage: {
    yaml: `target: { ports: { 22: { state: open, garbage: 64 } } }\n${scan}`,
    lines: ['22: { state: open, garbage: 64 }'],
  },
  speaks: {
    yaml: `target: { ports: { 22: { state: open, speaks: "220 r\\u00e9ady\\r\\n" } } }\n${scan}`,
    lines: ['22: { state: open, speaks: "220 réady\\r\\n" }'],
  },
  'speaks, late': {
    yaml: `target: { ports: { 22: { state: open, speaks: { banner: "220 ready", after: 200ms } } } }\n${scan}`,
  },
  'busy and denied': {
    yaml: `target: { ports: { 22: { state: open, busy: true }, 23: { state: open, denied: true } } }\n${scan}`,
    lines: ['22: { state: open, busy: true }', '23: { state: open, denied: true }'],
  },
  'first dropped': {
    yaml: `target: { ports: { 22: { state: open, first: { dropped: 1 } } } }\nscan: { timeout: 1s }`,
    lines: ['22: { state: open, first: { dropped: 1 } }'],
  },
  'first dropped, then reset': {
    yaml: `target: { ports: { 22: { state: open, reset: true, first: { dropped: 1 } } } }\nscan: { timeout: 1s }`,
    lines: ['22: { state: open, reset: true, first: { dropped: 1 } }'],
  },
  'first refused': {
    yaml: `target: { ports: { 22: { state: open, first: { refused: 1 } } } }\n${scan}`,
    lines: ['default: closed'],
  },
  'TCP probes': {
    yaml: `target: { ports: { 22: open, 23: silent, 24: closed, 25: filtered } }\nscan: { probe: tcp, ${brief} }`,
    lines: ['default: closed', '22-23: open', '25: filtered'],
  },
  'by way of an agent': {
    yaml: `target: { agent: 4545, ports: { 22: { state: open, service: ssh }, 23: closed, 24: filtered } }
scan: { via: agent, info: true, ${brief} }`,
    lines: ['default: closed', '22: { state: open, service: ssh }', '24: filtered'],
  },
  'several hosts': {
    yaml: `hosts:
  one: { address: 192.0.2.1, ports: { 22: open, 23: silent } }
  other: { address: 192.0.2.2, ports: { 22: closed, 23: { state: open, speaks: "220 $$\${x}" } } }
scan: { ${brief} }`,
  },
  'an agent that denies': {
    yaml: `target: { agent: { port: 4545, denied: true }, ports: { 22: open } }\nscan: { via: agent, timeout: 10s }`,
  },
  'an agent that is busy': {
    yaml: `target: { agent: { port: 4545, busy: true }, ports: { 22-24: open } }
scan: { via: agent, timeout: 10s }\nexpect: { 22-24: error }`,
  },
};

describe.concurrent('a recorded scan, run', () => {
  for (const [name, { yaml, lines }] of Object.entries(behaviours)) {
    it(`finds the same: ${name}`, async ({ expect }) => {
      const { first, recorded: record } = await recorded(
        sampleScenario(yaml),
        lines === undefined ? nodeClock : stopped,
      );
      const second = await runScenario(loadScenarioFile(record.yaml!, 'recorded.yaml')[0]!, loopback.parts);
      expect(second.expectations.filter(({ passed }) => !passed)).toEqual([]);
      expect(second.passed).toBe(true);
      if (name === 'an agent that is busy') expect(record.notices).toHaveLength(1);
      else {
        expect(verdictsOf(second)).toEqual(verdictsOf(first));
        expect(record.notices).toEqual([]);
      }
      if (lines !== undefined) expect(linesOf(record)).toEqual(lines);
    });
  }
});

describe('a recorded scan', () => {
  const look = { probe: 'psap', encoding: 'text', via: 'direct', timeoutMs: 1_000, retries: 1, info: false } as const;
  const address = '192.0.2.1';

  it('may have tables whose keys are longer than a line of YAML lets them be', ({ expect }) => {
    const ports = Array.from({ length: 1_000 }, (_, index): PortResult => {
      const verdict = index % 2 === 0 ? ({ state: 'open', reason: 'syn-ack' } as const) : closed;
      return { host: address, port: 1_001 + index, ...verdict, elapsedMs: 1, attempts: 1 };
    });
    const { yaml } = recordScenario(scanOf([{ address, ports }]), new AttemptBook(), look, 'from a test');
    const [scenario] = loadScenarioFile(yaml!, 'recorded.yaml');
    const { ports: truths } = scenario!.hosts[0]!;
    for (const { port, state } of ports) expect(truths.get(port).behaviour.state).toBe(state);
  });

  it('leaves out what this machine failed, and says so in its place', ({ expect }) => {
    const failed = { state: 'error', reason: 'local:EMFILE' } as const;
    const port = { host: address, elapsedMs: 1, attempts: 1 };
    const ports = [
      { ...port, port: 22, ...closed },
      { ...port, port: 80, ...failed },
      { ...port, port: 81, ...failed },
    ];
    const { yaml, notices } = recordScenario(scanOf([{ address, ports }]), new AttemptBook(), look, 'a\nheader');
    expect(notices).toEqual(['ports 80-81 of 192.0.2.1 left out: error (local:EMFILE)']);
    expect(yaml).toBe(`# a
# header

name: Recorded from 192.0.2.1
target:
  address: 192.0.2.1
  # ports 80-81 of 192.0.2.1 left out: error (local:EMFILE)
  ports:
    default: closed
scan:
  ports: 22
  timeout: 1000ms
  retries: 1
expect:
  22: { state: closed, reason: refused }
`);
  });
});
