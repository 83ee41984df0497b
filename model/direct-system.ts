import type {
  Exchange,
  ExchangeEffect,
  ExchangeEvent,
  ExchangeState,
  Outcome,
} from '../src/protocol/exchange-machine.ts';
import type { Encoding } from '../src/protocol/message.ts';
import type { Question } from '../src/protocol/request.ts';
import type {
  ResponderEffect,
  ResponderEvent,
  ResponderState,
  SubjectState,
} from '../src/protocol/responder-machine.ts';
import { blankEcho, toViolation } from '../src/protocol/violation.ts';
import type { Move, System } from './explore.ts';
import type { Machines } from './machines.ts';
import { begin, type Direction, EMPTY, type Item, keyOf, kill, nameItem, only, put, rest } from './wire.ts';
import { type Policy, policies, RESPONDER, responderOf, SCANNER, SUBJECT_ADDRESS } from './world.ts';

/**
 * One exchange in direct mode: the exchange machine, a channel that may lose, delay, cut, end or reset, and the
 * responder machine, or a peer that is none.
 */

export interface DirectWorld {
  readonly question: Question;
  readonly encoding: Encoding;
  /** What the subject port does with a SYN; `self`: the kernel connects the socket to itself. */
  readonly tcp: 'accepts' | 'refuses' | 'drops' | 'unreachable' | 'local-failure' | 'self';
  /** Who accepted: a responder, one with no room left, somebody who speaks no PSAP, or a later version of it. */
  readonly peer: 'responder' | 'busy' | 'stranger' | 'newer';
  readonly truth: SubjectState;
  readonly policy: Policy;
  readonly served: boolean;
  /** How many things may go wrong. */
  readonly faults: number;
}

export interface DirectState {
  readonly world: DirectWorld;
  readonly exchange: ExchangeState;
  readonly exchangeTimer: boolean;
  /** Undefined until the connection is accepted, and where the peer is no responder. */
  readonly responder: ResponderState | undefined;
  readonly responderTimer: boolean;
  readonly link: 'none' | 'dialling' | 'up' | 'closed';
  readonly up: Direction;
  readonly down: Direction;
  readonly outcomes: readonly Outcome[];
  /** The scanner has got octets of an answer that is not whole. */
  readonly begun: boolean;
  readonly responderEnded: boolean;
  /** The responder has seen the scanner's end. */
  readonly peerEnded: boolean;
  readonly sentAfterEnd: boolean;
  readonly drained: boolean;
  readonly faults: number;
}

const PORT = 80;

/** Every world with so many faults. */
export function directWorlds(faults: number): DirectWorld[] {
  const asks = [
    ['tcp', 'text'],
    ['status', 'text'],
    ['status', 'binary'],
    ['port', 'text'],
    ['os', 'text'],
  ] as const;
  const worlds: DirectWorld[] = [];
  for (const [question, encoding] of asks) {
    const base = { question, encoding, peer: 'responder', truth: 'open', policy: 'all', served: true, faults } as const;
    for (const tcp of ['refuses', 'drops', 'unreachable', 'local-failure', 'self'] as const)
      worlds.push({ ...base, tcp });
    for (const peer of ['busy', 'stranger', 'newer'] as const) worlds.push({ ...base, tcp: 'accepts', peer });
    for (const truth of ['open', 'closed', 'filtered'] as const) {
      for (const policy of policies) {
        for (const served of [true, false]) worlds.push({ ...base, tcp: 'accepts', truth, policy, served });
      }
    }
  }
  return worlds;
}

/** The system over these worlds. */
export function directSystem(machines: Machines, worlds: readonly DirectWorld[]): System<DirectState> {
  return {
    initial: worlds.map((world) => initialState(machines, world)),
    moves: (state) => movesOf(machines, state),
    key: keyOf,
    judge,
  };
}

function initialState(machines: Machines, world: DirectWorld): DirectState {
  const exchange: Exchange = {
    question: world.question,
    encoding: world.encoding,
    id: 1,
    subject: { address: SUBJECT_ADDRESS, port: PORT },
    timeoutMs: 1_000,
  };
  const state: DirectState = {
    world,
    exchange: { phase: 'done' },
    exchangeTimer: false,
    responder: undefined,
    responderTimer: false,
    link: 'none',
    up: EMPTY,
    down: EMPTY,
    outcomes: [],
    begun: false,
    responderEnded: false,
    peerEnded: false,
    sentAfterEnd: false,
    drained: false,
    faults: world.faults,
  };
  return applyExchange(state, machines.beginExchange(exchange));
}

// --- effects ---------------------------------------------------------------------------------------------------------

function applyExchange(
  before: DirectState,
  [exchange, effects]: readonly [ExchangeState, readonly ExchangeEffect[]],
): DirectState {
  let state: DirectState = { ...before, exchange };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'connect':
        state = { ...state, link: 'dialling' };
        break;
      case 'send':
        state = { ...state, up: put(state.up, { kind: 'message', message: effect.message, begun: false }) };
        break;
      case 'set-timer':
        state = { ...state, exchangeTimer: true };
        break;
      case 'settle':
        state = {
          ...state,
          outcomes: [...state.outcomes, effect.outcome],
          exchangeTimer: false,
          link: 'closed',
          up: put(state.up, { kind: 'end' }),
          down: EMPTY,
        };
        break;
    }
  }
  return state;
}

function applyResponder(
  before: DirectState,
  [responder, effects]: readonly [ResponderState, readonly ResponderEffect[]],
): DirectState {
  let state: DirectState = { ...before, responder };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'send':
        state = {
          ...towardsScanner(state, { kind: 'message', message: effect.message, begun: false }),
          sentAfterEnd: state.sentAfterEnd || state.responderEnded,
        };
        break;
      case 'set-timer':
        state = { ...state, responderTimer: true };
        break;
      case 'end':
        state = { ...towardsScanner(state, { kind: 'end' }), responderEnded: true };
        break;
      case 'close':
        state = { ...state, responderTimer: false, up: EMPTY };
        if (!state.responderEnded) state = { ...towardsScanner(state, { kind: 'end' }), responderEnded: true };
        break;
    }
  }
  return state;
}

function towardsScanner(state: DirectState, item: Item): DirectState {
  return state.link === 'up' ? { ...state, down: put(state.down, item) } : state;
}

// --- moves -----------------------------------------------------------------------------------------------------------

function movesOf(machines: Machines, state: DirectState): Move<DirectState>[] {
  const moves = [...connecting(machines, state), ...arriving(machines, state)];
  const quiet = moves.length === 0;
  return [...moves, ...timing(machines, state, quiet), ...failing(machines, state)];
}

function stepExchange(machines: Machines, state: DirectState, event: ExchangeEvent): DirectState {
  return applyExchange(state, machines.stepExchange(state.exchange, event));
}

function stepResponder(machines: Machines, state: DirectState, event: ResponderEvent): DirectState {
  if (state.responder === undefined) return state;
  return applyResponder(state, machines.stepResponder(responderIn(state), state.responder, event));
}

function responderIn({ world }: DirectState) {
  const { policy, served, truth } = world;
  return responderOf({ policy, served, truth: () => truth });
}

/** What the SYN meets. */
function connecting(machines: Machines, state: DirectState): Move<DirectState>[] {
  if (state.link !== 'dialling') return [];
  const failed = (errno: string) => [
    { label: `scanner: connect fails with ${errno}`, next: stepExchange(machines, state, { kind: 'failed', errno }) },
  ];
  switch (state.world.tcp) {
    case 'refuses':
      return failed('ECONNREFUSED');
    case 'unreachable':
      return failed('EHOSTUNREACH');
    case 'local-failure':
      return failed('EMFILE');
    case 'drops':
      return [];
    case 'self': {
      const connected = { kind: 'connected', local: SCANNER, remote: SCANNER } as const;
      return [{ label: 'scanner: connected to itself', next: stepExchange(machines, state, connected) }];
    }
    case 'accepts': {
      const connected = { kind: 'connected', local: SCANNER, remote: RESPONDER } as const;
      const next = stepExchange(machines, accept(machines, { ...state, link: 'up' }), connected);
      return [{ label: 'TCP: connected', next }];
    }
  }
}

function accept(machines: Machines, state: DirectState): DirectState {
  const fault = { offset: 0, expected: 'PSAP/1', actual: 'something else' };
  switch (state.world.peer) {
    case 'responder':
      return applyResponder(state, machines.acceptConnection(responderIn(state)));
    case 'busy':
      return applyResponder(state, machines.rejectConnection(responderIn(state)));
    case 'stranger':
      return towardsScanner(state, {
        kind: 'violation',
        violation: toViolation({ code: 'bad-magic', ...fault }, 0, blankEcho('text')),
      });
    case 'newer':
      return towardsScanner(state, {
        kind: 'violation',
        violation: toViolation({ code: 'bad-version', ...fault }, 0, blankEcho('text')),
      });
  }
}

/** What is under way arrives: a message whole, or its first segment and then the rest. */
function arriving(machines: Machines, state: DirectState): Move<DirectState>[] {
  const moves: Move<DirectState>[] = [];
  const [upward] = state.up.items;
  if (upward !== undefined && state.responder !== undefined && state.responder.phase !== 'closed') {
    moves.push(...arrivingAtResponder(machines, state, upward));
  }
  if (state.responderEnded && state.peerEnded && state.responder?.phase !== 'closed') {
    const next = stepResponder(machines, state, { kind: 'lost' });
    moves.push({ label: 'responder: both sides have ended', next });
  }
  const [downward] = state.down.items;
  if (downward !== undefined && state.link === 'up') moves.push(...arrivingAtScanner(machines, state, downward));
  return moves;
}

function arrivingAtResponder(machines: Machines, state: DirectState, item: Item): Move<DirectState>[] {
  const label = `scanner → responder: ${nameItem(item)}`;
  const taken = { ...state, up: rest(state.up) };
  switch (item.kind) {
    case 'message': {
      const { message } = item;
      const whole = { label, next: stepResponder(machines, taken, { kind: 'message', message }) };
      if (item.begun) return [whole];
      const first = { ...state, up: begin(state.up) };
      const next = stepResponder(machines, first, { kind: 'begun', encoding: message.encoding });
      return [whole, { label: `${label} (first segment)`, next }];
    }
    case 'end':
      return [{ label, next: stepResponder(machines, { ...taken, peerEnded: true }, { kind: 'ended' }) }];
    case 'reset':
      return [{ label, next: stepResponder(machines, taken, { kind: 'lost' }) }];
    case 'violation':
      return [{ label, next: stepResponder(machines, taken, { kind: 'violation', violation: item.violation }) }];
  }
}

function arrivingAtScanner(machines: Machines, state: DirectState, item: Item): Move<DirectState>[] {
  const label = `responder → scanner: ${nameItem(item)}`;
  const taken = { ...state, down: rest(state.down) };
  switch (item.kind) {
    case 'message': {
      const whole = {
        label,
        next: stepExchange(machines, { ...taken, begun: false }, { kind: 'message', message: item.message }),
      };
      if (item.begun) return [whole];
      const first = { ...state, down: begin(state.down), begun: true };
      return [whole, { label: `${label} (first segment)`, next: stepExchange(machines, first, { kind: 'begun' }) }];
    }
    case 'violation':
      return [{ label, next: stepExchange(machines, taken, { kind: 'violation', violation: item.violation }) }];
    case 'end':
      return [{ label, next: stepExchange(machines, taken, { kind: 'ended' }) }];
    case 'reset':
      return [{ label, next: stepExchange(machines, taken, { kind: 'failed', errno: 'ECONNRESET' }) }];
  }
}

/**
 * Without a fault a timer ends only when nothing else can happen, the scanner's before the responder's, which are
 * longer. A delay past a limit is a fault: the timer ends although something is under way.
 */
function timing(machines: Machines, state: DirectState, quiet: boolean): Move<DirectState>[] {
  const moves: Move<DirectState>[] = [];
  if (state.exchangeTimer && (quiet || state.faults > 0)) {
    const paid = { ...state, exchangeTimer: false, faults: quiet ? state.faults : state.faults - 1 };
    moves.push({ label: 'scanner: the time limit ends', next: stepExchange(machines, paid, { kind: 'timer' }) });
  }
  const early = state.exchangeTimer || !quiet;
  if (state.responderTimer && (!early || state.faults > 0)) {
    const paid = { ...state, responderTimer: false, faults: early ? state.faults - 1 : state.faults };
    const label = `responder: its timer ends (${state.responder?.phase})`;
    moves.push({ label, next: stepResponder(machines, paid, { kind: 'timer' }) });
  }
  return moves;
}

/** What may go wrong on the way. */
function failing(machines: Machines, before: DirectState): Move<DirectState>[] {
  if (before.faults === 0 || before.link !== 'up') return [];
  const state = { ...before, faults: before.faults - 1 };
  const end: Item = { kind: 'end' };
  const reset: Item = { kind: 'reset' };
  const moves: Move<DirectState>[] = [
    { label: 'channel: the connection is reset', next: { ...state, up: only(reset), down: only(reset) } },
    {
      label: 'channel: the connection is ended',
      next: { ...state, up: put(state.up, end), down: put(state.down, end) },
    },
    { label: 'channel: the connection is cut short', next: { ...state, up: only(end), down: only(end) } },
  ];
  if (!state.up.dead) moves.push({ label: 'channel: what the scanner sends is lost', next: { ...state, up: kill() } });
  if (!state.down.dead)
    moves.push({ label: 'channel: what the responder sends is lost', next: { ...state, down: kill() } });
  if (state.responder !== undefined && !state.drained) {
    const next = stepResponder(machines, { ...state, drained: true }, { kind: 'drain' });
    moves.push({ label: 'responder: it is shut down', next });
  }
  return moves;
}

// --- properties ------------------------------------------------------------------------------------------------------

function judge(state: DirectState, atRest: boolean): string | undefined {
  const { outcomes, exchange, responder, world } = state;
  const [outcome, second] = outcomes;
  if (second !== undefined) return `two outcomes: ${outcome!.kind} and ${second.kind}`;
  if (state.sentAfterEnd) return 'the responder sent a message after its end';
  if (exchange.phase === 'done' && outcome === undefined) return 'the exchange is done without an outcome';
  if (atRest && exchange.phase !== 'done') return `deadlock: the exchange is ${exchange.phase} for ever`;
  if (atRest && responder !== undefined && responder.phase !== 'closed') {
    return `the responder's connection stays ${responder.phase} for ever`;
  }
  if (outcome === undefined) return undefined;
  const octetsBegun = state.begun && ['no-reply', 'hangup', 'reset'].includes(outcome.kind);
  if (octetsBegun) return `${outcome.kind}, although octets of an answer came`;
  const wanted = rightOutcome(world);
  const got = nameOutcome(outcome);
  if (got === wanted) return undefined;
  if (world.faults > 0 && blamesTheChannel(outcome, world)) return undefined;
  return `${got}, where ${wanted} is right`;
}

/** What must be found where nothing goes wrong: the verdict table, written down a second time. */
function rightOutcome({ question, tcp, peer, truth, policy, served }: DirectWorld): string {
  switch (tcp) {
    case 'refuses':
    case 'self':
      return 'refused';
    case 'drops':
      return 'no-response';
    case 'unreachable':
      return 'unreachable';
    case 'local-failure':
      return 'local EMFILE';
    case 'accepts':
  }
  if (question === 'tcp') return 'connected';
  if (peer === 'busy') return 'error-reply busy';
  if (peer === 'stranger') return 'not-psap';
  if (peer === 'newer') return 'bad-reply';
  if (policy === 'none' || (policy === 'status' && question !== 'status')) return 'error-reply denied';
  if (!served) return 'error-reply not-served';
  if (truth === 'filtered') return 'no-reply';
  if (question === 'status') return truth;
  return question === 'port' && truth === 'closed' ? 'error-reply not-open' : 'information';
}

/** Outcomes that say no more than that something was late, lost, cut, ended or reset. */
function blamesTheChannel(outcome: Outcome, { tcp }: DirectWorld): boolean {
  if (tcp !== 'accepts') return outcome.kind === 'no-response';
  if (outcome.kind === 'error-reply') return outcome.code === 'timeout';
  return ['no-response', 'no-reply', 'cut', 'hangup', 'reset'].includes(outcome.kind);
}

function nameOutcome(outcome: Outcome): string {
  if (outcome.kind === 'error-reply') return `error-reply ${outcome.code}`;
  return outcome.kind === 'local' ? `local ${outcome.errno}` : outcome.kind;
}
