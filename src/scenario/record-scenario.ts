import { Document, isMap, isScalar, type Pair, visit, type YAMLMap } from 'yaml';
import { formatPortRanges, mergePortRanges } from '../protocol/port-list.ts';
import { osInformation } from '../respond/host-schema.ts';
import type { HostResult, OsInformation, PortResult, ScanResult } from '../results/scan.ts';
import type { AttemptBook } from './attempt-book.ts';
import { chooseDelays, type Delay } from './lateness.ts';
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

export interface Recorded {
  /** A scenario of `portlab run`. */
  readonly yaml: string;
  /** What of the scan it does not bring back, a line for each kind and host. */
  readonly notices: readonly string[];
}

/**
 * The scenario whose world is what a scan met, and which expects of it what the scan found. Undefined where the scan
 * found nothing that a scenario could say.
 *
 * @param book what became of its connections; of a scan by way of agents nothing is needed
 * @param header what stands above it, lines without `#`
 */
export function recordScenario(
  result: ScanResult,
  book: AttemptBook,
  scanner: RecordedScanner,
  header: string,
): Recorded | undefined {
  const hosts = result.hosts.map((host) => recordHost(host, book, scanner));
  const [host, ...others] = hosts.filter(({ probed }) => probed.length > 0);
  if (host === undefined) return undefined;
  if (others.length > 0) throw new RangeError('a scenario has one target');

  const document = new Document({
    name: `Recorded from ${host.target.address}`,
    target: host.target,
    scan: describeScan(result, host, scanner),
    expect: host.expect,
  });
  document.commentBefore = comment(header);
  const ports = document.getIn(['target', 'ports']);
  if (isMap(ports)) addRemarks(ports, host);
  const expect = document.get('expect');
  for (const table of [ports, expect]) if (isMap(table)) flow(table);
  if (host.leftOut.length > 0) document.comment = comment(host.leftOut.join('\n'));
  return { yaml: writeYaml(document), notices: [...host.notices, ...host.leftOut] };
}

interface RecordedHost {
  readonly target: { readonly address: string } & Readonly<Record<string, unknown>>;
  readonly expect: ReadonlyMap<string | number, unknown>;
  /** Every port that the scenario has. */
  readonly probed: readonly number[];
  /** Remarks by the key of their ports. */
  readonly remarks: ReadonlyMap<string | number, readonly string[]>;
  readonly notices: readonly string[];
  /** What is said of ports that the scenario does not have. */
  readonly leftOut: readonly string[];
}

function recordHost({ address, os, ports }: HostResult, book: AttemptBook, scanner: RecordedScanner): RecordedHost {
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
    const { info, ...found } = each.found;
    findings.add(JSON.stringify(each.found), scanner.info && info !== undefined ? each.found : found, port);
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
    target: {
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
    target: { address, agent: { port, [refusal!]: true } },
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
    alike.set(same, [...(alike.get(same) ?? []), late.span]);
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
    if (late.span.max > (delay?.delayMs ?? 0) + (delay?.jitterMs ?? 0) + 20) {
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

function describeScan({ mode, complete }: ScanResult, host: RecordedHost, scanner: RecordedScanner): object {
  const { probe, encoding, via, info, timeoutMs, retries, concurrency, ratePerSecond } = scanner;
  const isWhole = complete && host.leftOut.length === 0 && mode !== 'list';
  return {
    ports: isWhole ? mode : keyOf(host.probed),
    ...(probe !== 'psap' && { probe }),
    ...(encoding !== 'text' && { encoding }),
    ...(via !== 'direct' && { via }),
    ...(info && { info }),
    timeout: `${timeoutMs}ms`,
    retries,
    ...(concurrency !== undefined && { concurrency }),
    ...(ratePerSecond !== undefined && { rate: `${ratePerSecond}/s` }),
  };
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
function keyOf(ports: readonly number[]): string | number {
  if (ports.length === 1) return ports[0]!;
  return formatPortRanges(mergePortRanges(ports.map((port) => ({ first: port, last: port }))));
}

function portsText(key: string | number): string {
  return typeof key === 'number' ? `port ${key}` : `ports ${key}`;
}

function addRemarks(ports: YAMLMap, { remarks }: RecordedHost): void {
  for (const { key } of ports.items as Pair[]) {
    if (!isScalar(key)) continue;
    const said = remarks.get(key.value as string | number);
    if (said !== undefined) key.commentBefore = comment(said.join('\n'));
  }
}

/** One line for each port. */
function flow(table: YAMLMap): void {
  for (const { value } of table.items as Pair[]) if (isMap(value)) value.flow = true;
}

/** Texts of strangers may hold characters that move a cursor, or turn what follows: they are spelled out (SEC-9). */
const unwritable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

function writeYaml(document: Document): string {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && unwritable.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const yaml = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  return yaml.replace(new RegExp(unwritable, 'gu'), (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function comment(lines: string): string {
  return lines.replace(/^/gm, ' ');
}
