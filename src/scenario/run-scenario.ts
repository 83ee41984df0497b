import { AgentProber } from '../engines/agent-prober.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import type { Recording } from '../engines/recording.ts';
import { RecordingDialer } from '../engines/recording-dialer.ts';
import { type Route, RoutedDialer } from '../engines/routed-dialer.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import type { Prober } from '../probe/prober.ts';
import { expandPorts } from '../protocol/port-list.ts';
import type { ExpectationResult, ScenarioPortResult, ScenarioResult } from '../results/run.ts';
import type { PortResult } from '../results/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer } from '../runtime/connection.ts';
import type { ScanReport } from '../scan/scan-report.ts';
import { ScanSession } from '../scan/scan-session.ts';
import { CounterRandom } from '../sim/random.ts';
import { type Backend, type Realisation, TeardownError } from './backend.ts';
import { checkPorts, checkPortsSoFar, checkSummary, summaryText } from './check.ts';
import { checkThreshold, thresholdText } from './check-threshold.ts';
import { type Expected, expectationsOf } from './expect.ts';
import { FaultTeller } from './fault-events.ts';
import { type Change, type Host, type Scanner, type Scenario, scannerDefaults } from './model.ts';
import { playWhile } from './play-while.ts';
import { probesAtOnce } from './probe-room.ts';

export interface RunParts {
  readonly backend: Backend;
  readonly clock: Clock;
  /** Reaches the real addresses that the backend's routes lead to. */
  readonly dialer: Dialer;
  readonly seed: number;
  /** Ends the run early: the scenario is interrupted then, and what was found so far is judged. */
  readonly signal?: AbortSignal;
  /** Takes down what becomes of every connection and port. */
  readonly recording?: Recording;
  /** How many descriptors this process may still open, where that is known. */
  readonly freeDescriptors?: () => number | undefined;
}

/**
 * Brings the scenario's world up, lets its scanners look at it, and judges what they found. The world is torn down in
 * any case. Rejects with a SourceError where its verdicts do not follow, with a RealisationError where its world cannot be had,
 * and with a TeardownError, which has the result, where the world did not come down.
 */
export async function runScenario(scenario: Scenario, parts: RunParts): Promise<ScenarioResult> {
  const { backend, clock, seed } = parts;
  const expected = expectationsOf(scenario, scannerDefaults);
  const beganMs = clock.now();
  const realisation = await backend.realise(scenario);
  return closingAfter(realisation, async () => {
    const concurrencies = probesAtOnce(scenario.scanners, parts.freeDescriptors?.());
    const scans = await whileChanging(scenario, realisation, parts, (signal) =>
      allDone(
        scenario.scanners.map((scanner, index) =>
          scan(scanner, hostsOf(scenario, scanner), realisation, concurrencies[index]!, { ...parts, signal }),
        ),
      ),
    );
    const expectations = scans.flatMap(({ scanner, report }) => judge(scenario, scanner, report, expected));
    const isInterrupted = scans.some(({ report }) => report.end.kind === 'stopped');
    return {
      name: scenario.name,
      file: scenario.file,
      backend: backend.name,
      proxy: realisation.proxy,
      seed,
      passed: !isInterrupted && expectations.length > 0 && expectations.every(({ passed }) => passed),
      ...(isInterrupted && { interrupted: true }),
      elapsedMs: clock.now() - beganMs,
      expectations,
      ports: scans.flatMap(({ scanner, report }) => portResults(scenario, scanner, report, realisation)),
    };
  });
}

/** Uses a world and tears it down. Where the use fails, that is what there is to say, whatever comes of the teardown. */
async function closingAfter(realisation: Realisation, use: () => Promise<ScenarioResult>): Promise<ScenarioResult> {
  let result: ScenarioResult;
  try {
    result = await use();
  } catch (error) {
    await realisation.close().catch(() => {});
    throw error;
  }
  try {
    await realisation.close();
  } catch (error) {
    throw error instanceof TeardownError ? new TeardownError(error.errors, result) : error;
  }
  return result;
}

/** Plays the scenario's timeline for as long as the scans take, and tells what is wrong with the world meanwhile. */
async function whileChanging<T>(
  scenario: Scenario,
  realisation: Realisation,
  { clock, signal, recording }: RunParts,
  scans: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const teller = recording && new FaultTeller(scenario);
  for (const told of teller?.begin() ?? []) recording?.add(told);
  const apply = async (change: Change) => {
    // Before its effects are seen.
    for (const told of teller?.change(change) ?? []) recording?.add(told);
    await realisation.apply(change);
  };
  return playWhile(scenario.timeline, { clock, apply, ...(signal !== undefined && { signal }) }, scans);
}

/** Waits for all of them, also where one fails: no scan goes on while its world is torn down. */
async function allDone<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

interface Scan {
  readonly scanner: Scanner;
  readonly report: ScanReport;
}

async function scan(
  scanner: Scanner,
  hosts: readonly Host[],
  realisation: Realisation,
  concurrency: number,
  { clock, dialer, seed, signal, recording }: RunParts & { readonly signal: AbortSignal },
): Promise<Scan> {
  const { probe: method, info: information, mode } = scanner;
  const { timeoutMs, retries } = { ...scannerDefaults, ...scanner };
  const session = new ScanSession(
    {
      mode,
      method,
      information,
      retries,
      hosts: hosts.map(({ address }) => address),
      ports: expandPorts(scanner.ports),
    },
    {
      prober: createProber(scanner, hosts, (route) => recorded(new RoutedDialer(dialer, route), scanner, recording), {
        realisation,
        clock,
      }),
      pacing: new AdaptivePacing({
        concurrency,
        timeoutMs,
        ...(scanner.ratePerSecond === undefined ? {} : { ratePerSecond: scanner.ratePerSecond }),
      }),
      clock,
      random: new CounterRandom(seed).fork(scanner.name),
      onDecided: (result) => recording?.addVerdict(scanner.name, result),
    },
  );
  const stop = () => session.stop();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return { scanner, report: await session.run() };
  } finally {
    signal.removeEventListener('abort', stop);
    // Probes may be under way where it failed.
    stop();
  }
}

function recorded(dialer: Dialer, scanner: Scanner, recording: Recording | undefined): Dialer {
  return recording === undefined ? dialer : new RecordingDialer(dialer, recording, scanner.name);
}

function createProber(
  { via, encoding }: Scanner,
  hosts: readonly Host[],
  dialerOver: (route: Route) => Dialer,
  { realisation, clock }: { readonly realisation: Realisation; readonly clock: Clock },
): Prober {
  if (via === 'direct') {
    // A route of its own, so that no other scanner's connections are counted as its first.
    return new DirectProber({ dialer: dialerOver(realisation.routeOfScanner()), clock, encoding });
  }
  // The loader has made sure that the hosts of one scanner have their agents on one port.
  const agentPort = hosts[0]!.agent!.port;
  return new AgentProber({ dialer: dialerOver(realisation.agentRoute), clock, encoding, agentPort });
}

function hostsOf(scenario: Scenario, scanner: Scanner): Host[] {
  return scenario.hosts.filter(({ name }) => scanner.hosts.includes(name));
}

function judge(scenario: Scenario, scanner: Scanner, report: ScanReport, expected: Expected): ExpectationResult[] {
  const { result, end } = report;
  const isStopped = end.kind === 'stopped';
  const results: ExpectationResult[] = [];
  if (end.kind === 'agent-unreachable') {
    results.push({ text: `the agent of ${end.address} accepts connections`, passed: false, actual: end.code });
  }
  for (const host of hostsOf(scenario, scanner)) {
    const ports = result.hosts.find(({ address }) => address === host.address)?.ports ?? [];
    const found = new Map<number, PortResult>(ports.map((port) => [port.port, port]));
    const ofHost = expected.ports.filter((each) => each.scanner === scanner.name && each.host === host.name);
    results.push(
      ...labelled(
        labelOf(scenario, scanner, host),
        ofHost.map((each) => (isStopped ? checkPortsSoFar(each, found) : checkPorts(each, found))),
      ),
    );
  }
  const label = labelOf(scenario, scanner);
  const summaries = expected.summaries.filter((each) => each.scanner === scanner.name);
  results.push(
    ...labelled(
      label,
      summaries.map((each) => (isStopped ? undecided(summaryText(each)) : checkSummary(each, result.summary))),
    ),
  );
  for (const each of scenario.expectations) {
    if (each.kind !== 'threshold' || each.scanner !== scanner.name) continue;
    const checked = isStopped ? undecided(thresholdText(each)) : checkThreshold(each, report, scenario.hosts);
    results.push(...labelled(label, [checked]));
  }
  return results;
}

/** A figure of a whole scan, where there is none. */
function undecided(text: string): ExpectationResult {
  return { text, passed: false, undecided: true };
}

/** What tells apart the expectations of several scanners, and on several hosts: `outside, web: `. */
function labelOf({ scanners, hosts }: Scenario, scanner: Scanner, host?: Host): string {
  const names = [...(scanners.length > 1 ? [scanner.name] : []), ...(host && hosts.length > 1 ? [host.name] : [])];
  return names.length === 0 ? '' : `${names.join(', ')}: `;
}

function labelled(label: string, results: readonly ExpectationResult[]): ExpectationResult[] {
  return results.map((result) => ({ ...result, text: label + result.text }));
}

function portResults(
  scenario: Scenario,
  scanner: Scanner,
  { result }: ScanReport,
  realisation: Realisation,
): ScenarioPortResult[] {
  return hostsOf(scenario, scanner).flatMap((host) => {
    const ports = result.hosts.find(({ address }) => address === host.address)?.ports ?? [];
    return ports.map((port) => ({
      ...port,
      scanner: scanner.name,
      host: host.name,
      realisedBy:
        scanner.via === 'agent' ? 'agent' : realisation.realisedBy({ address: host.address, port: port.port }),
    }));
  });
}
