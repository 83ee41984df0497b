import { formatPortRanges } from '../protocol/port-list.ts';
import type {
  PlannedChange,
  PlannedExpectation,
  PlannedHost,
  PlannedScanner,
  ScenarioEntry,
  ScenarioPlan,
} from '../results/scenario-plan.ts';
import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import { expectationText, summaryText } from './check.ts';
import { thresholdText } from './check-threshold.ts';
import { type Expected, expectationsOf, type PortsExpected } from './expect.ts';
import { behaviourKey, type Change, type Host, type Scanner, type Scenario, scannerDefaults } from './model.ts';
import { portGroups } from './port-groups.ts';
import { truthText } from './truth-text.ts';

/** What a scenario says of itself. */
export function listScenario({ name, file, row, description }: Scenario): ScenarioEntry {
  return { name, file, ...(row !== undefined && { row }), ...(description !== undefined && { description }) };
}

/** The plans of all scenarios. Throws a SourceError with what does not follow in all of them. */
export function planAll(scenarios: readonly Scenario[]): readonly ScenarioPlan[] {
  const diagnostics: Diagnostic[] = [];
  const plans = scenarios.flatMap((scenario) => {
    try {
      return [planScenario(scenario)];
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      diagnostics.push(...error.diagnostics);
      return [];
    }
  });
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
  return plans;
}

/**
 * What a run of a scenario would bring up, and hold its scans to. Throws a SourceError where what they must find does not
 * follow.
 */
function planScenario(scenario: Scenario): ScenarioPlan {
  const { hosts, scanners } = scenario;
  const expected = expectationsOf(scenario, scannerDefaults);
  return {
    ...listScenario(scenario),
    hosts: hosts.map(planHost),
    timeline: planTimeline(scenario),
    scanners: scanners.map((scanner) => planScanner(scenario, scanner, expected)),
  };
}

function planHost(host: Host): PlannedHost {
  const { name, address, agent, os } = host;
  const groups = portGroups(host, [], ({ behaviour, info }) => JSON.stringify([behaviourKey(behaviour), info]));
  const ports = groups.map((group) => {
    const { info } = host.ports.get(group.ports[0]!.first);
    return {
      ports: formatPortRanges(group.ports),
      truth: truthText(group.behaviour),
      ...(info !== undefined && { info }),
    };
  });
  const agentText = agent && [agent.port, agent.refusal].filter((part) => part !== undefined).join(', ');
  return {
    name,
    address,
    ...(agentText !== undefined && { agent: agentText }),
    ...(os !== undefined && { os }),
    ports,
  };
}

/** How a world changes, in order of time. */
export function planTimeline({ timeline }: Pick<Scenario, 'timeline'>): PlannedChange[] {
  return timeline.toSorted((one, other) => one.atMs - other.atMs).map(planChange);
}

function planChange({ atMs, everyMs, host, ports, behaviour }: Change): PlannedChange {
  const truth = truthText(behaviour);
  return { atMs, ...(everyMs !== undefined && { everyMs }), host, ports: formatPortRanges(ports), truth };
}

function planScanner(scenario: Scenario, scanner: Scanner, expected: Expected): PlannedScanner {
  const { name, hosts, ports, probe, encoding, via, info, ratePerSecond } = scanner;
  const { timeoutMs, retries, concurrency } = { ...scannerDefaults, ...scanner };
  const said = scenario.expectations.filter((each) => each.scanner === name);
  const expectations: PlannedExpectation[] = [
    ...expected.ports
      .filter((each) => each.scanner === name)
      .map((each) => ({ host: each.host, text: expectationText(each), origin: originOf(scenario, each) })),
    ...said.flatMap((each): PlannedExpectation[] => {
      if (each.kind === 'summary') return [{ text: summaryText(each), origin: 'said' }];
      return each.kind === 'threshold' ? [{ text: thresholdText(each), origin: 'said' }] : [];
    }),
  ];
  return {
    name,
    hosts,
    ports: formatPortRanges(ports),
    probe,
    encoding,
    via,
    info,
    timeoutMs,
    retries,
    concurrency,
    ...(ratePerSecond !== undefined && { ratePerSecond }),
    expectations,
  };
}

/** Ports of which something is said are never expected together with others. */
function originOf({ expectations }: Scenario, { scanner, host, ports }: PortsExpected): PlannedExpectation['origin'] {
  const { first } = ports[0]!;
  const isSaid = expectations.some((each) => {
    if (each.kind !== 'ports' || each.scanner !== scanner || each.host !== host) return false;
    return each.ports.some((range) => range.first <= first && first <= range.last);
  });
  return isSaid ? 'said' : 'follows';
}
