import fc from 'fast-check';
import type { Encoding } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import { encode } from '../../protocol/testing/arbitraries.ts';
import { ConnectionModel, type Item } from './connection-model.ts';
import { ListeningScanner } from './listening-scanner.ts';
import { end, information, LATENCY_MS, status, type World } from './world.ts';

/** What scanners can do to a responder, as commands of a model-based test. */

/** Connections that the responder serves at once, and the most that are ever opened to it. */
export const SERVED = 2;
const MOST = 4;

export interface Model {
  nowMs: number;
  readonly connections: ConnectionModel[];
}

export interface Real {
  readonly world: World;
  readonly scanners: ListeningScanner[];
}

type Command = fc.AsyncCommand<Model, Real, false>;

/** Of the connections, one that a scanner still has: the model's, and the real one. */
function pick(model: Readonly<Model>, which: number): number | undefined {
  const usable = [...model.connections.keys()].filter((index) => !model.connections[index]!.isOver);
  return usable.length === 0 ? undefined : usable[which % usable.length];
}

/** At the very moment at which a timer ends either may come first: nothing is done then. */
function isClear(model: Readonly<Model>, atMs: number): boolean {
  return model.connections.every(({ phase, deadlineMs }) => phase === 'gone' || deadlineMs !== atMs);
}

/** A command on one connection. */
abstract class OnConnection implements Command {
  readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check(model: Readonly<Model>): boolean {
    const index = pick(model, this.which);
    if (index === undefined || !isClear(model, model.nowMs + LATENCY_MS)) return false;
    return this.fits(model.connections[index]!);
  }

  async run(model: Model, { world, scanners }: Real): Promise<void> {
    const index = pick(model, this.which)!;
    this.act(model.connections[index]!, scanners[index]!, world.clock.now());
  }

  protected abstract fits(model: Readonly<ConnectionModel>): boolean;
  protected abstract act(model: ConnectionModel, scanner: ListeningScanner, nowMs: number): void;
}

class Open implements Command {
  check(model: Readonly<Model>): boolean {
    return model.connections.length < MOST && isClear(model, model.nowMs + 3 * LATENCY_MS);
  }

  async run(model: Model, { world, scanners }: Real): Promise<void> {
    scanners.push(new ListeningScanner(world.clock, world.network));
    await world.clock.advance(3 * LATENCY_MS);
    model.nowMs = world.clock.now();
    for (const connection of model.connections) connection.passUntil(model.nowMs);
    const served = model.connections.filter(({ takesPlace }) => takesPlace).length;
    model.connections.push(new ConnectionModel(model.nowMs, served < SERVED));
  }

  toString = () => 'open()';
}

/** Whole messages in one write, behind the rest of one that was begun, and before the beginning of the next. */
class Send extends OnConnection {
  readonly items: readonly Item[];
  readonly tail: readonly [Item, number] | undefined;

  constructor(which: number, items: readonly Item[], tail: readonly [Item, number] | undefined) {
    super(which);
    this.items = items;
    this.tail = tail;
  }

  protected fits({ pending }: Readonly<ConnectionModel>): boolean {
    return pending !== undefined || this.items.length > 0 || this.tail !== undefined;
  }

  protected act(model: ConnectionModel, { connection }: ListeningScanner, nowMs: number): void {
    const { pending } = model;
    const octets = [...(pending === undefined ? [] : [pending.rest]), ...this.items.map((item) => item.octets)];
    let begun: ConnectionModel['pending'];
    if (this.tail !== undefined) {
      const [item, share] = this.tail;
      const at = 1 + Math.floor(share * (item.octets.length - 1));
      octets.push(item.octets.subarray(0, at));
      begun = { item, rest: item.octets.subarray(at) };
    }
    connection.write(concatenate([...octets, new Uint8Array(0)]));
    model.arrive(nowMs + LATENCY_MS, [...(pending === undefined ? [] : [pending.item]), ...this.items], begun);
  }

  override toString(): string {
    const names = this.items.map(({ name }) => name);
    if (this.tail !== undefined) names.push(`the beginning of ${this.tail[0].name}`);
    return `send(${this.which}: ${names.join(', ')})`;
  }
}

/** Some more octets of a message that was begun, and not its last. */
class Dribble extends OnConnection {
  protected fits({ pending }: Readonly<ConnectionModel>): boolean {
    return pending !== undefined && pending.rest.length > 1;
  }

  protected act(model: ConnectionModel, { connection }: ListeningScanner, nowMs: number): void {
    const { rest } = model.pending!;
    const at = Math.ceil(rest.length / 2);
    connection.write(rest.subarray(0, at));
    model.arriveMore(nowMs + LATENCY_MS, rest.subarray(at));
  }

  override toString = () => `dribble(${this.which})`;
}

class Finish extends OnConnection {
  protected fits = () => true;

  protected act(model: ConnectionModel, { connection }: ListeningScanner, nowMs: number): void {
    connection.end();
    model.finish(nowMs);
  }

  override toString = () => `finish(${this.which})`;
}

class Leave extends OnConnection {
  protected fits = () => true;

  protected act(model: ConnectionModel, { connection }: ListeningScanner, nowMs: number): void {
    connection.destroy();
    model.leave(nowMs);
  }

  override toString = () => `leave(${this.which})`;
}

/** Time passes; then the scanners have heard what the model says, and nothing else. */
class Advance implements Command {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  check = () => true;

  async run(model: Model, { world, scanners }: Real): Promise<void> {
    await world.clock.advance(this.ms);
    model.nowMs = world.clock.now();
    model.connections.forEach((connection, index) => {
      connection.passUntil(model.nowMs);
      const expected = textOf(connection.lines.filter(({ atMs }) => atMs <= model.nowMs));
      const heard = textOf(scanners[index]!.lines);
      if (heard !== expected) throw new Error(`connection ${index} heard\n${heard}\nand had to hear\n${expected}`);
    });
  }

  toString = () => `advance(${this.ms} ms)`;
}

function textOf(lines: ConnectionModel['lines']): string {
  return lines.map(({ atMs, text }) => `  ${atMs} ms ${text}`).join('\n');
}

function itemsIn(encoding: Encoding): readonly Item[] {
  const item = (name: string, octets: Uint8Array, answer?: string): Item => {
    return { name: `${encoding} ${name}`, encoding, octets, ...(answer !== undefined && { answer }) };
  };
  return [
    item('status of open', status(1, 22, encoding), `${encoding} open 1`),
    item('status of closed', status(2, 81, encoding), `${encoding} closed 2`),
    item('status of filtered', status(3, 8_000, encoding)),
    item('status elsewhere', status(4, 22, encoding, '192.0.2.9'), `${encoding} not-served 4`),
    { ...item('end', end(5, encoding)), closes: true },
  ];
}

const binary = (name: string, octets: Uint8Array, answer?: string): Item => {
  return { name, encoding: 'binary', octets, ...(answer !== undefined && { answer }) };
};
const goods: readonly Item[] = [
  ...itemsIn('text'),
  ...itemsIn('binary'),
  binary('information about open', information(6, 22, 'port'), 'binary information 6'),
  binary('information about closed', information(7, 81, 'port', 'os'), 'binary not-open 7'),
  binary('information about filtered', information(8, 8_000, 'os')),
  binary('a want that is unknown', information(9, 22, 'all'), 'binary bad-value 9'),
];
const bads: readonly Item[] = [
  { name: 'another protocol', encoding: 'text', octets: encode('GET / HTTP/1.1\r\n\r\n'), answer: 'text bad-magic 0' },
  { name: 'another version', encoding: 'binary', octets: Uint8Array.of(0x89, 0x50, 2), answer: 'binary bad-version 0' },
  {
    name: 'text without fields',
    encoding: 'text',
    octets: encode('PSAP/1 COMMAND CONNECTION SYN\r\n\r\n'),
    answer: 'text bad-header 0',
  },
].map((item) => ({ ...item, closes: true }) as Item);

const which = fc.nat(MOST - 1);
const good = fc.constantFrom(...goods);
const item = fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bads) });
const share = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1_000);
const tail = fc.option(fc.tuple(good, share), { nil: undefined, freq: 3 });
/** Up to each of the limits, and past it. */
const ms = fc.oneof(fc.nat(20), fc.nat(2_500), fc.constantFrom(1_990, 4_990, 29_980), fc.nat(31_000));

const send = fc.tuple(which, fc.array(item, { maxLength: 4 }), tail).map((parts) => new Send(...parts));

export const scannerCommands = fc.commands<Model, Real, false>(
  [
    fc.constant(new Open()),
    send,
    send,
    send,
    which.map((one) => new Dribble(one)),
    which.map((one) => new Finish(one)),
    which.map((one) => new Leave(one)),
    ms.map((one) => new Advance(one)),
    ms.map((one) => new Advance(one)),
    ms.map((one) => new Advance(one)),
  ],
  { maxCommands: 40, size: 'max' },
);

/** The last thing that is tried: everything that is on its way is heard. */
export const hearTheRest: Command = new Advance(2 * LATENCY_MS);
