import type { Observation, ObservationKind, Probe } from '../../probe/prober.ts';
import { findAttribute } from '../../protocol/attributes.ts';
import { AGENT_PORT, hosts, LATENCY_MS, type ProberName, ports } from './faulty-world.ts';
import type { Flow } from './relay.ts';

/** What became of a probe: its kind, and the code where the truth has one. */
export interface Expected {
  readonly kind: ObservationKind;
  readonly code?: string;
}

interface Entry {
  readonly prober: ProberName;
  readonly probe: Probe;
  readonly submittedMs: number;
}

/** What a channel that does harm may be blamed with; nothing of it is a statement about the subject. */
const blame: ReadonlySet<ObservationKind> = new Set(['no-reply', 'reset', 'hangup', 'cut', 'displaced', 'unreached']);

/** The model: which probes are under way, and what may come of them. */
export class ProbeLedger {
  readonly #underWay = new Map<number, Entry>();
  readonly #sendsAtOnce: boolean;
  #nextIndex = 0;

  /** `sendsAtOnce`: a connection that is up takes every request, so that none is lost before it was sent. */
  constructor(sendsAtOnce: boolean) {
    this.#sendsAtOnce = sendsAtOnce;
  }

  /** Probes that have neither been observed nor cancelled, the oldest first. */
  get underWay(): readonly Entry[] {
    return [...this.#underWay.values()];
  }

  /** Takes up a probe and gives it its index. */
  submit(prober: ProberName, asked: Omit<Probe, 'index'>, submittedMs: number): Probe {
    const probe = { ...asked, index: this.#nextIndex };
    this.#nextIndex += 1;
    this.#underWay.set(probe.index, { prober, probe, submittedMs });
    return probe;
  }

  cancel(index: number): void {
    this.#underWay.delete(index);
  }

  /** Holds an observation to the truth and to what the channel did; each probe is observed once. */
  take(prober: ProberName, observation: Observation, flows: readonly Flow[]): void {
    const { index, kind, code, rttMs, atMs } = observation;
    const entry = this.#underWay.get(index);
    if (entry === undefined) throw new Error(`${index} is observed, and is not under way: ${describe(observation)}`);
    if (entry.prober !== prober) throw new Error(`${index} is observed by ${prober}, but ${entry.prober} was asked`);
    this.#underWay.delete(index);

    const { probe, submittedMs } = entry;
    const expected = expectedOf(entry);
    const told = `${index} (${probe.question} of ${probe.subject.address} ${probe.subject.port}, ${prober})`;
    if (rttMs < 0 || rttMs > 2 * probe.timeoutMs || atMs > submittedMs + 4 * probe.timeoutMs) {
      throw new Error(`${told} took ${rttMs} ms, and ${atMs - submittedMs} in all: ${describe(observation)}`);
    }
    if (kind === 'no-reply' && prober.startsWith('agent') && rttMs !== probe.timeoutMs) {
      throw new Error(`${told} was given up after ${rttMs} ms (TIME-5)`);
    }
    if (kind === expected.kind && code === expected.code) {
      if (kind === 'information') checkInformation(told, probe, observation);
      return;
    }
    const harmed = flows.filter((flow) => wasOnItsWay(flow, entry, atMs));
    const wanted = `${told} is ${describe(observation)}, not ${describe(expected)}`;
    if (harmed.length === 0) throw new Error(`${wanted}, and nothing was done to it`);
    if (!blame.has(kind)) throw new Error(`${wanted}: no harm does that`);
    const answered = flows.some((flow) => isOfHost(flow, entry) && flow.answers > 0);
    if (kind === 'displaced' && this.#sendsAtOnce && !answered) {
      throw new Error(`${wanted}, and no connection had answered before (AGENT-7)`);
    }
  }
}

/** What comes of the probe where nothing is done to its connection. */
function expectedOf({ prober, probe }: Entry): Expected {
  const { question, subject } = probe;
  const host = hosts.find(({ address }) => address === subject.address)!;
  const port = ports.find((one) => one.port === subject.port)!;
  if (prober.startsWith('agent')) {
    if (host.kind === 'refuses') return { kind: 'unreached', code: 'refused' };
    if (host.kind === 'drops') return { kind: 'unreached', code: 'no-response' };
  } else {
    if (host.kind === 'refuses') return { kind: 'refused' };
    if (host.kind === 'drops') return { kind: 'no-response' };
    if (!port.listens) return { kind: port.state === 'filtered' ? 'no-response' : 'refused' };
    if (question === 'tcp') return { kind: 'connected' };
  }
  if (host.kind === 'status only' && question !== 'status') return { kind: 'error-reply', code: 'denied' };
  if (host.kind === 'answers for another') return { kind: 'error-reply', code: 'not-served' };
  if (port.state === 'filtered') return { kind: 'no-reply' };
  if (question === 'status') return { kind: port.state };
  if (question === 'port' && port.state === 'closed') return { kind: 'error-reply', code: 'not-open' };
  return { kind: 'information' };
}

function checkInformation(told: string, { question }: Probe, { attributes = [] }: Observation): void {
  const [name, value] = question === 'os' ? (['OS_FAMILY', 'unknown'] as const) : (['SERVICE', 'unknown'] as const);
  if (findAttribute(attributes, name) === value) return;
  throw new Error(`${told} has no ${name} ${value}: ${JSON.stringify(attributes)}`);
}

/** Whether the relay harmed a connection that the probe's may have been, while the scanner had both. */
function wasOnItsWay(flow: Flow, entry: Entry, observedMs: number): boolean {
  const { harmedMs = Number.POSITIVE_INFINITY, closedMs = Number.POSITIVE_INFINITY } = flow;
  return isOfHost(flow, entry) && harmedMs <= observedMs && closedMs + LATENCY_MS >= entry.submittedMs;
}

function isOfHost({ target }: Flow, { prober, probe: { subject } }: Entry): boolean {
  return target.address === subject.address && target.port === (prober.startsWith('agent') ? AGENT_PORT : subject.port);
}

function describe({ kind, code }: Expected): string {
  return code === undefined ? kind : `${kind} ${code}`;
}
