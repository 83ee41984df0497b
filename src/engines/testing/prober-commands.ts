import fc from 'fast-check';
import { type FaultyWorld, hosts, type ProberName, ports, probers } from './faulty-world.ts';
import type { ProbeLedger } from './probe-ledger.ts';
import type { Break, Flow } from './relay.ts';

/** What can happen while probes are under way, as commands of a model-based test. */

type Command = fc.AsyncCommand<ProbeLedger, FaultyWorld, false>;

/** One limit for all: what is pipelined on one connection is sent with the same. */
export const TIMEOUT_MS = 1_000;

interface Ask {
  readonly question: 'tcp' | 'status' | 'port' | 'os';
  readonly host: number;
  readonly port: number;
}

class Submit implements Command {
  readonly prober: ProberName;
  readonly asked: readonly Ask[];

  constructor(prober: ProberName, asked: readonly Ask[]) {
    this.prober = prober;
    this.asked = asked;
  }

  check = () => true;

  async run(ledger: ProbeLedger, world: FaultyWorld): Promise<void> {
    const probes = this.asked.map(({ question, host, port }) => {
      const subject = { address: hosts[host]!.address, port: ports[port]!.port };
      // An agent cannot be asked for a TCP answer.
      const asked = question === 'tcp' && this.prober.startsWith('agent') ? 'status' : question;
      return ledger.submit(this.prober, { question: asked, subject, timeoutMs: TIMEOUT_MS }, world.clock.now());
    });
    world.probers.get(this.prober)!.submit(probes);
  }

  toString(): string {
    const asked = this.asked.map(({ question, host, port }) => {
      return `${question} ${hosts[host]!.address} ${ports[port]!.port}`;
    });
    return `ask(${this.prober}: ${asked.join('; ')})`;
  }
}

/** Time passes, and everything observed is held to the model. */
class Advance implements Command {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  check = () => true;

  async run(ledger: ProbeLedger, world: FaultyWorld): Promise<void> {
    await world.clock.advance(this.ms);
    drainAll(ledger, world);
  }

  toString = () => `advance(${this.ms} ms)`;
}

/** Forgets one of the probes that are under way. */
class Cancel implements Command {
  readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check = (ledger: Readonly<ProbeLedger>) => ledger.underWay.length > 0;

  async run(ledger: ProbeLedger, world: FaultyWorld): Promise<void> {
    drainAll(ledger, world);
    const { underWay } = ledger;
    if (underWay.length === 0) return;
    const { prober, probe } = underWay[this.which % underWay.length]!;
    world.probers.get(prober)!.cancel(probe.index);
    ledger.cancel(probe.index);
  }

  toString = () => `cancel(${this.which})`;
}

/** Does something to one of the connections that there are. */
class Harm implements Command {
  readonly which: number;
  readonly name: string;
  readonly act: (flow: Flow) => void;

  constructor(which: number, name: string, act: (flow: Flow) => void) {
    this.which = which;
    this.name = name;
    this.act = act;
  }

  check = () => true;

  async run(_ledger: ProbeLedger, { relay }: FaultyWorld): Promise<void> {
    const { live } = relay;
    if (live.length > 0) this.act(live[this.which % live.length]!);
  }

  toString = () => `${this.name}(connection ${this.which})`;
}

class Resegment implements Command {
  readonly octets: number;

  constructor(octets: number) {
    this.octets = octets;
  }

  check = () => true;

  async run(_ledger: ProbeLedger, world: FaultyWorld): Promise<void> {
    world.segmentOctets = this.octets;
  }

  toString = () => `resegment(${this.octets} octets)`;
}

class DrainResponder implements Command {
  readonly graceMs: number;

  constructor(graceMs: number) {
    this.graceMs = graceMs;
  }

  check = () => true;

  async run(_ledger: ProbeLedger, world: FaultyWorld): Promise<void> {
    world.drainResponder(this.graceMs);
  }

  toString = () => `drain(${this.graceMs} ms)`;
}

/** Takes what every prober observed, and holds it to the model. */
export function drainAll(ledger: ProbeLedger, { probers: all, relay }: FaultyWorld): void {
  for (const [name, prober] of all) {
    for (const observation of prober.drain()) ledger.take(name, observation, relay.flows);
  }
}

const which = fc.nat(7);
const ask = fc.record({
  question: fc.constantFrom('tcp', 'status', 'status', 'port', 'os'),
  host: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(hosts.length - 1)),
  port: fc.nat(ports.length - 1),
});
const octets = fc.oneof(fc.constant(0), fc.nat(400));
const how = fc.constantFrom<Break>('end', 'reset', 'silence');

const submit = fc
  .tuple(fc.constantFrom(...probers, 'agent, text', 'agent, binary'), fc.array(ask, { minLength: 1, maxLength: 8 }))
  .map(([prober, asked]) => new Submit(prober as ProberName, asked));

export const proberCommands = fc.commands<ProbeLedger, FaultyWorld, false>(
  [
    submit,
    submit,
    submit,
    fc.oneof(fc.nat(20), fc.constantFrom(TIMEOUT_MS - 1, TIMEOUT_MS, 31_000)).map((ms) => new Advance(ms)),
    fc.nat(20).map((ms) => new Advance(ms)),
    which.map((one) => new Cancel(one)),
    fc
      .tuple(which, octets, how)
      .map(([one, after, kind]) => new Harm(one, `${kind} after ${after}`, (flow) => flow.breakAfter(after, kind))),
    fc
      .tuple(which, fc.constantFrom(1, 40, TIMEOUT_MS, 3 * TIMEOUT_MS))
      .map(([one, ms]) => new Harm(one, `delay ${ms} ms`, (flow) => flow.delay(ms))),
    fc.constantFrom(7, 50, 1_000_000).map((length) => new Resegment(length)),
    fc.constantFrom(0, 1_000).map((graceMs) => new DrainResponder(graceMs)),
  ],
  { maxCommands: 30, size: 'max' },
);
