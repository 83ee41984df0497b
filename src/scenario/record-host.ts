import { formatPortRanges, portRangesOf } from '../protocol/port-list.ts';
import { osInformation } from '../respond/host-schema.ts';
import type { HostResult, OsInformation, PortResult } from '../results/scan.ts';
import type { AttemptBook } from './attempt-book.ts';
import { chooseDelays, type Delay, mostMs } from './lateness.ts';
import type { Agent, Scanner } from './model.ts';
import { type Found, type Looked, type RecordedPort, recordPort } from './record-port.ts';
import type { Span } from './span.ts';

/** How the scan was made, where it was not left to the scanner. */
export interface RecordedScanner
  extends Looked,
    Required<Pick<Scanner, 'timeoutMs' | 'retries' | 'info'>>,
    Pick<Scanner, 'concurrency' | 'ratePerSecond'> {
  readonly agentPort?: number;
}

/** What a host of a scan becomes in a scenario. */
export interface RecordedHost {
  readonly address: string;
  /** The host as the scenario has it. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly expect: ReadonlyMap<string | number, unknown>;
  /** Every port that the scenario has. */
  readonly probed: readonly number[];
  /** Remarks by the key of their ports. */
  readonly remarks: ReadonlyMap<string | number, readonly string[]>;
  readonly notices: readonly string[];
  /** What is said of ports that the scenario does not have. */
  readonly leftOut: readonly string[];
}

/** What the host becomes; `book` has what became of the connections to it. */
export function recordHost(
  { address, os, ports }: HostResult,
  book: AttemptBook,
  scanner: RecordedScanner,
): RecordedHost {
  const agent = recordAgent(ports, scanner);
  if (agent?.refusal !== undefined) {
    return refusedHost(
      address,
      agent,
      ports.map(({ port }) => port),
    );
  }

  const recorded: [number, RecordedPort][] = [];
  const errors = new Groups<string>();
  const usualConnectMs = book.usualConnectMs(address);
  for (const result of ports) {
    const port = recordPort(result, { attempts: book.of(address, result.port), usualConnectMs }, scanner);
    if (port === undefined) errors.add(result.reason, result.reason, result.port);
    else recorded.push([result.port, port]);
  }
  const delays = delaysOf(recorded, scanner.timeoutMs);

  const truths = new Groups<{ readonly written: unknown; readonly remarks: readonly string[] }>();
  const findings = new Groups<Found>();
  for (const [port, each] of recorded) {
    const truth = write(each, each.late && delays.get(each.late.span), scanner.timeoutMs);
    truths.add(JSON.stringify(truth), truth, port);
    findings.add(JSON.stringify(each.found), each.found, port);
  }

  const rest = mostFrequent(truths);
  const table = truths.list().filter(({ value }) => value !== rest);
  const entries = table.map(({ key, value }): [string | number, unknown] => [key, value.written]);
  const system = os === undefined ? undefined : recordOs(os);
  const remarked = table.filter(({ value }) => value.remarks.length > 0);
  const notices = remarked.flatMap(({ key, value }) =>
    value.remarks.map((remark) => `${portsText(key)} of ${address}: ${remark}`),
  );
  if (os !== undefined && system === undefined) notices.push(`the system of ${address} cannot be said in a scenario`);
  const tableOfPorts = new Map([...(rest === undefined ? [] : [['default', rest.written] as const]), ...entries]);
  return {
    address,
    written: {
      address,
      ...(agent !== undefined && { agent: agent.port }),
      ...(system !== undefined && { os: system }),
      ports: tableOfPorts,
    },
    expect: new Map(findings.list().map(({ key, value }) => [key, value])),
    probed: recorded.map(([port]) => port),
    remarks: new Map(remarked.map(({ key, value }) => [key, value.remarks])),
    notices,
    leftOut: errors.list().map(({ key, value }) => `${portsText(key)} of ${address} left out: error (${value})`),
  };
}

/** An agent that refuses every request tells nothing of the ports. */
function recordAgent(
  ports: readonly PortResult[],
  { via, agentPort }: RecordedScanner,
): Pick<Agent, 'port' | 'refusal'> | undefined {
  if (via === 'direct' || agentPort === undefined) return undefined;
  const reasons = new Set(ports.map(({ reason }) => reason));
  if (reasons.size === 1 && reasons.has('agent:denied')) return { port: agentPort, refusal: 'denied' };
  // A busy one says so once, and hangs up on what else was asked.
  const isBusy = reasons.has('agent:busy') && [...reasons].every((reason) => reason.startsWith('agent:'));
  return isBusy ? { port: agentPort, refusal: 'busy' } : { port: agentPort };
}

function refusedHost(
  address: string,
  { port, refusal }: Pick<Agent, 'port' | 'refusal'>,
  probed: number[],
): RecordedHost {
  const found = refusal === 'busy' ? { state: 'error' } : { state: 'error', reason: `agent:${refusal}` };
  const remark = `the agent of ${address} was busy: which port gets which error changes from scan to scan`;
  return {
    address,
    written: { address, agent: { port, [refusal!]: true } },
    expect: new Map([[keyOf(probed), found]]),
    probed,
    remarks: new Map(),
    notices: refusal === 'busy' ? [remark] : [],
    leftOut: [],
  };
}

/** Ports that are the same but for how late they are can be one range. */
function delaysOf(
  recorded: readonly (readonly [number, RecordedPort])[],
  timeoutMs: number,
): ReadonlyMap<Span, Delay | undefined> {
  const alike = new Map<string, Span[]>();
  for (const [, { late, ...rest }] of recorded) {
    if (late === undefined) continue;
    const same = JSON.stringify([late.key, rest]);
    const spans = alike.get(same);
    if (spans === undefined) alike.set(same, [late.span]);
    else spans.push(late.span);
  }
  return new Map([...alike.values()].flatMap((spans) => [...chooseDelays(spans, timeoutMs)]));
}

/** A port in the words of the language. */
function write(
  { state, keys, late, remarks }: RecordedPort,
  delay: Delay | undefined,
  timeoutMs: number,
): { readonly written: unknown; readonly remarks: readonly string[] } {
  const written: Record<string, unknown> = { state, ...keys };
  const more: string[] = [];
  if (late !== undefined) {
    if (late.span.max > mostMs(delay)) {
      more.push(
        `its answers took up to ${Math.ceil(late.span.max)} ms of ${timeoutMs} ms: less here, so that they come in time`,
      );
    }
    if (delay !== undefined) Object.assign(written, writeDelay(late.key, written.speaks, delay));
  }
  const isPlain = Object.keys(written).length === 1;
  return { written: isPlain ? state : written, remarks: [...remarks, ...more] };
}

function writeDelay(key: 'slow' | 'after' | 'slow_close', banner: unknown, { delayMs, jitterMs }: Delay): object {
  const delay = `${delayMs}ms`;
  switch (key) {
    case 'slow':
      return jitterMs === 0 ? { slow: delay } : { slow: delay, jitter: `${jitterMs}ms` };
    case 'after':
      return { speaks: { banner, after: delay } };
    case 'slow_close':
      return { slow_close: delay };
  }
}

function recordOs({ uptimeSeconds, ...texts }: OsInformation): object | undefined {
  const os = { ...texts, ...(uptimeSeconds !== undefined && { uptime: `${uptimeSeconds}s` }) };
  return osInformation.safeParse(os).success ? os : undefined;
}

/** What most ports are where that is nothing but closed or filtered. */
function mostFrequent<T extends { readonly written: unknown; readonly remarks: readonly string[] }>(
  truths: Groups<T>,
): T | undefined {
  const plain = truths
    .list()
    .filter(({ value }) => (value.written === 'closed' || value.written === 'filtered') && value.remarks.length === 0);
  return plain.sort((one, other) => other.ports.length - one.ports.length)[0]?.value;
}

/** Ports of which the same is true. */
class Groups<T> {
  readonly #groups = new Map<string, { readonly value: T; readonly ports: number[] }>();

  add(same: string, value: T, port: number): void {
    const group = this.#groups.get(same);
    if (group === undefined) this.#groups.set(same, { value, ports: [port] });
    else group.ports.push(port);
  }

  /** In order of their lowest ports; the key is how a table of ports names them. */
  list(): { readonly key: string | number; readonly value: T; readonly ports: readonly number[] }[] {
    return [...this.#groups.values()].map(({ value, ports }) => ({ key: keyOf(ports), value, ports }));
  }
}

/** A port by itself is a number, which YAML need not quote. */
export function keyOf(ports: readonly number[]): string | number {
  if (ports.length === 1) return ports[0]!;
  return formatPortRanges(portRangesOf(ports));
}

function portsText(key: string | number): string {
  return typeof key === 'number' ? `port ${key}` : `ports ${key}`;
}
