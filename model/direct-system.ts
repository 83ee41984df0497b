import type {
  Exchange,
  ExchangeEffect,
  ExchangeEvent,
  ExchangeState,
  Outcome,
} from '../src/protocol/exchange-machine.ts';
import { accept, type Connection, endTimer, judgeConnection, responderMoves, type Site } from './connection.ts';
import { type DirectWorld, rightOutcome } from './direct-worlds.ts';
import type { Move, System } from './explore.ts';
import { connectionFaults, type Fault, failureErrnos, isExplained, withFault } from './faults.ts';
import { Interner } from './intern.ts';
import type { Machines } from './machines.ts';
import { judgeVerdict, nameOutcome } from './verdicts.ts';
import { arrivalsOf, asItem, EMPTY, type Item, labelOf, put } from './wire.ts';
import { OTHER_ADDRESS, RESPONDER, responderOf, SCANNER, SERVED_ADDRESS } from './world.ts';

/** One exchange in direct mode: the exchange machine, a channel that may fail, and the responder or who stands for it. */

interface DirectState {
  readonly world: DirectWorld;
  readonly exchange: ExchangeState;
  /** The exchange's timer, where it runs: the phase that it was set for. */
  readonly timer: ExchangeState['phase'] | undefined;
  /** What the SYN met is not known yet. */
  readonly dialling: boolean;
  /** Undefined until it is accepted. */
  readonly connection: Connection | undefined;
  readonly outcomes: readonly Outcome[];
  /** Octets of an answer have come that is not whole. */
  readonly begun: boolean;
  /** What went wrong. */
  readonly faults: readonly Fault[];
}

/** The system over these worlds. */
export function directSystem(machines: Machines, worlds: readonly DirectWorld[]): System<DirectState> {
  const interner = new Interner();
  const sites = new Map(worlds.map((world) => [world, siteOf(machines, world)]));
  return {
    initial: worlds.map((world) => initialState(machines, world)),
    moves: (state) => new DirectMoves(sites.get(state.world)!, state).all(),
    key: (state) => interner.numberOf(state),
    judge,
  };
}

function siteOf(machines: Machines, { policy, truth, tamper }: DirectWorld): Site {
  return { machines, responder: responderOf(policy, () => truth), tamper };
}

function initialState(machines: Machines, world: DirectWorld): DirectState {
  const exchange: Exchange = {
    question: world.question,
    encoding: world.encoding,
    id: 1,
    subject: { address: world.served ? SERVED_ADDRESS : OTHER_ADDRESS, port: 80 },
    timeoutMs: 1_000,
  };
  const nothing: DirectState = {
    world,
    exchange: { phase: 'done' },
    timer: undefined,
    dialling: false,
    connection: undefined,
    outcomes: [],
    begun: false,
    faults: [],
  };
  return perform(nothing, machines.beginExchange(exchange));
}

function perform(
  before: DirectState,
  [exchange, effects]: readonly [ExchangeState, readonly ExchangeEffect[]],
): DirectState {
  let state: DirectState = { ...before, exchange };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'connect':
        state = { ...state, dialling: true };
        break;
      case 'send':
        state = sendUp(state, asItem(effect.message));
        break;
      case 'set-timer':
        state = { ...state, timer: exchange.phase };
        break;
      case 'settle':
        state = sendUp({ ...state, timer: undefined, outcomes: [...state.outcomes, effect.outcome] }, { kind: 'end' });
        break;
    }
  }
  return state;
}

function sendUp(state: DirectState, item: Item): DirectState {
  const { connection } = state;
  return connection === undefined ? state : { ...state, connection: { ...connection, up: put(connection.up, item) } };
}

/** Everything that can happen in one state. */
class DirectMoves {
  readonly #site: Site;
  readonly #state: DirectState;

  constructor(site: Site, state: DirectState) {
    this.#site = site;
    this.#state = state;
  }

  all(): Move<DirectState>[] {
    const { connection } = this.#state;
    const arriving =
      connection === undefined ? [] : [...this.#arriveAbove(connection), ...this.#arriveBelow(connection)];
    const moves = [...this.#dial(), ...arriving];
    return [...moves, ...this.#endTimers(moves.length === 0), ...this.#fail()];
  }

  #step(state: DirectState, event: ExchangeEvent): DirectState {
    return perform(state, this.#site.machines.stepExchange(state.exchange, event));
  }

  /** What the SYN meets. It is known late where the time limit ended before. */
  #dial(): Move<DirectState>[] {
    const { world, dialling, exchange } = this.#state;
    if (!dialling || world.tcp === 'drops') return [];
    const met: DirectState = { ...this.#state, dialling: false };
    if (world.tcp === 'accepts') {
      const connected: ExchangeEvent = { kind: 'connected', local: SCANNER, remote: RESPONDER };
      const up: DirectState = { ...met, connection: accept(this.#site, world.busy) };
      // Who has given up does not want it any more.
      const next = this.#step(exchange.phase === 'done' ? sendUp(up, { kind: 'end' }) : up, connected);
      return [{ label: 'TCP: connected', next }];
    }
    if (world.tcp === 'self') {
      const connected: ExchangeEvent = { kind: 'connected', local: SCANNER, remote: SCANNER };
      return [{ label: 'scanner: connected to itself', next: this.#step(met, connected) }];
    }
    const next = this.#step(met, { kind: 'failed', errno: world.tcp });
    return [{ label: `scanner: connect fails with ${world.tcp}`, next }];
  }

  #arriveAbove(connection: Connection): Move<DirectState>[] {
    return responderMoves(this.#site, connection).map(({ label, next }) => ({
      label,
      next: { ...this.#state, connection: next },
    }));
  }

  #arriveBelow(connection: Connection): Move<DirectState>[] {
    const { exchange, begun } = this.#state;
    return arrivalsOf(connection.down).map((arrival) => {
      const { isSegment, item, left } = arrival;
      const isOctets = item.kind !== 'end' && item.kind !== 'reset';
      const taken: DirectState = {
        ...this.#state,
        connection: { ...connection, down: left },
        begun: isOctets && exchange.phase === 'waiting' ? isSegment : begun,
      };
      return { label: labelOf(arrival, 'responder → scanner'), next: this.#step(taken, toEvent(isSegment, item)) };
    });
  }

  /**
   * Without a fault a timer ends only when nothing else can happen, the scanner's before the responder's, which are
   * longer.
   */
  #endTimers(isQuiet: boolean): Move<DirectState>[] {
    const { timer, connection } = this.#state;
    const moves: Move<DirectState>[] = [];
    if (timer !== undefined) {
      const expire = (state: DirectState) => this.#step({ ...state, timer: undefined }, { kind: 'timer' });
      const label = 'scanner: the time limit ends';
      if (isQuiet) moves.push({ label, next: expire(this.#state) });
      else moves.push(...this.#paying('delay', label, expire));
    }
    if (connection?.timer !== undefined) {
      const label = `responder: its timer ends (${connection.responder.phase})`;
      const expire = (state: DirectState) => ({ ...state, connection: endTimer(this.#site, connection) });
      if (isQuiet && timer === undefined) moves.push({ label, next: expire(this.#state) });
      else moves.push(...this.#paying('stall', label, expire));
    }
    return moves;
  }

  #fail(): Move<DirectState>[] {
    if (!this.#mayFail) return [];
    const { connection, exchange } = this.#state;
    const moves: Move<DirectState>[] = [];
    if (exchange.phase === 'done') {
      const label = 'scanner: a timer that was stopped goes off';
      moves.push(...this.#paying('stale-timer', label, (state) => this.#step(state, { kind: 'timer' })));
    }
    if (connection === undefined) return moves;
    for (const { label, fault, next } of connectionFaults(this.#site, connection, exchange.phase !== 'done')) {
      moves.push(...this.#paying(fault, label, (state) => ({ ...state, connection: next })));
    }
    if (exchange.phase === 'waiting') moves.push(...this.#breakDown(connection));
    return moves;
  }

  /** The scanner is told that the connection failed; the responder is told nothing. */
  #breakDown(connection: Connection): Move<DirectState>[] {
    const gone = { items: [], dead: true };
    return failureErrnos.flatMap((errno) =>
      this.#paying(errno, `scanner: the connection fails with ${errno}`, (state) =>
        this.#step({ ...state, connection: { ...connection, up: gone, down: EMPTY } }, { kind: 'failed', errno }),
      ),
    );
  }

  /** Whether one thing more may go wrong. */
  get #mayFail(): boolean {
    const { world, faults } = this.#state;
    return faults.length < world.faults;
  }

  /** The move that a fault makes possible. */
  #paying(fault: Fault, label: string, happen: (state: DirectState) => DirectState): Move<DirectState>[] {
    if (!this.#mayFail) return [];
    const { faults } = this.#state;
    return [{ label, next: happen({ ...this.#state, faults: withFault(faults, fault) }) }];
  }
}

function toEvent(isSegment: boolean, item: Item): ExchangeEvent {
  switch (item.kind) {
    case 'message':
      return isSegment ? { kind: 'begun' } : { kind: 'message', message: item.message };
    case 'violation':
      return isSegment ? { kind: 'begun' } : { kind: 'violation', violation: item.violation };
    case 'half':
      return { kind: 'begun' };
    case 'end':
      return { kind: 'ended' };
    case 'reset':
      return { kind: 'failed', errno: 'ECONNRESET' };
  }
}

// --- properties ------------------------------------------------------------------------------------------------------

/** Of outcomes that are about a connection without an octet of an answer, and the one that is about one with some. */
const octetless: readonly string[] = ['no-reply', 'hangup', 'reset', 'refused', 'unreachable', 'no-response'];

function judge(state: DirectState, atRest: boolean): string | undefined {
  const { outcomes, exchange, timer, connection, world, faults, begun } = state;
  const [outcome, second] = outcomes;
  if (second !== undefined) return `two outcomes: ${outcome!.kind} and ${second.kind}`;
  if ((exchange.phase === 'done') !== (outcome !== undefined)) {
    return `the exchange is ${exchange.phase} with ${outcomes.length} outcomes`;
  }
  if (timer !== undefined && timer !== exchange.phase) {
    return `the exchange is ${exchange.phase}, and the timer that runs was set when it was ${timer}`;
  }
  if (atRest && exchange.phase !== 'done') return `deadlock: the exchange is ${exchange.phase} for ever`;
  const wrong = connection && judgeConnection(connection, atRest);
  if (wrong !== undefined) return wrong;
  if (outcome === undefined) return undefined;
  if (begun && octetless.includes(outcome.kind)) return `${outcome.kind}, although octets of an answer came`;
  if (!begun && outcome.kind === 'cut') return 'cut, although no octets of an answer came';
  const problem = judgeVerdict('direct', outcome, {
    isOpen: world.tcp === 'accepts' && world.truth === 'open',
    isGood: world.tamper === 'nothing',
    isFaultless: faults.length === 0,
  });
  if (problem !== undefined) return problem;
  const wanted = rightOutcome(world);
  const got = nameOutcome(outcome);
  return got === wanted || isExplained(got, faults, 'direct') ? undefined : `${got}, where ${wanted} is right`;
}
