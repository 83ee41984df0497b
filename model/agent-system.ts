import type { AgentOutcome, AgentPipeline, Settled } from '../src/protocol/agent-pipeline.ts';
import type { Outcome } from '../src/protocol/exchange-machine.ts';
import type { Encoding, Message } from '../src/protocol/message.ts';
import type {
  ResponderEffect,
  ResponderEvent,
  ResponderState,
  SubjectState,
} from '../src/protocol/responder-machine.ts';
import type { Move, System } from './explore.ts';
import type { Machines } from './machines.ts';
import { begin, type Direction, EMPTY, type Item, keyOf, kill, nameItem, only, put, rest } from './wire.ts';
import { responderOf, SCANNER, SUBJECT_ADDRESS } from './world.ts';

/** Agent mode: up to three pipelined requests, a channel that may fail, and the responder machine. */

/** A question, and the truth about its subject. */
export interface Asked {
  readonly question: 'status' | 'port' | 'os';
  readonly truth: SubjectState;
}

export interface AgentWorld {
  readonly asks: readonly Asked[];
  readonly encoding: Encoding;
  readonly faults: number;
}

/** What the pipeline was told, in order: it has no clone, so it is made anew from this. */
type Told =
  | { readonly kind: 'ask'; readonly tag: number }
  | { readonly kind: 'take'; readonly message: Message }
  | { readonly kind: 'expire'; readonly as: 'no-reply' | 'cut' }
  | { readonly kind: 'lose'; readonly outcome: Outcome };

export interface AgentState {
  readonly world: AgentWorld;
  readonly told: readonly Told[];
  readonly settled: readonly Settled<number>[];
  readonly link: 'up' | 'closed';
  readonly responder: ResponderState;
  readonly responderTimer: boolean;
  readonly responderEnded: boolean;
  readonly peerEnded: boolean;
  readonly up: Direction;
  readonly down: Direction;
  /** The scanner has got octets of an answer that is not whole. */
  readonly begun: boolean;
  /** Ids of what the responder sent, in order. */
  readonly sentIds: readonly number[];
  readonly faults: number;
}

const FIRST_PORT = 80;

/** All sequences of one to `most` questions, with so many faults. */
export function agentWorlds(most: number, faults: number): AgentWorld[] {
  const kinds: readonly Asked[] = [
    { question: 'status', truth: 'open' },
    { question: 'status', truth: 'closed' },
    { question: 'status', truth: 'filtered' },
    { question: 'port', truth: 'open' },
    { question: 'port', truth: 'closed' },
    { question: 'os', truth: 'closed' },
  ];
  let sequences: readonly (readonly Asked[])[] = [[]];
  const worlds: AgentWorld[] = [];
  for (let length = 1; length <= most; length += 1) {
    sequences = sequences.flatMap((sequence) => kinds.map((kind) => [...sequence, kind]));
    for (const asks of sequences) {
      for (const encoding of ['text', 'binary'] as const) worlds.push({ asks, encoding, faults });
    }
  }
  return worlds;
}

/** The system over these worlds. */
export function agentSystem(machines: Machines, worlds: readonly AgentWorld[]): System<AgentState> {
  return {
    initial: worlds.map((world) => initialState(machines, world)),
    moves: (state) => movesOf(machines, state),
    key: (state) => keyOf({ ...state, told: undefined, waiting: waitingOf(state), answered: hasAnswered(state) }),
    judge: (state, atRest) => judge(state, atRest),
  };
}

function initialState(machines: Machines, world: AgentWorld): AgentState {
  const base: AgentState = {
    world,
    told: [],
    settled: [],
    link: 'up',
    responder: { phase: 'idle', encoding: 'text' },
    responderTimer: false,
    responderEnded: false,
    peerEnded: false,
    up: EMPTY,
    down: EMPTY,
    begun: false,
    sentIds: [],
    faults: world.faults,
  };
  return applyResponder(base, machines.acceptConnection(responderIn(world)));
}

/** The subject of the request with that tag. */
function subjectOf(tag: number) {
  return { address: SUBJECT_ADDRESS, port: FIRST_PORT + tag };
}

function responderIn({ asks }: AgentWorld) {
  return responderOf({ policy: 'all', served: true, truth: (port) => asks[port - FIRST_PORT]!.truth });
}

function waitingOf({ told, settled }: AgentState): number[] {
  const done = new Set(settled.map(({ tag }) => tag));
  return told.flatMap((each) => (each.kind === 'ask' && !done.has(each.tag) ? [each.tag] : []));
}

/** What the pipeline remembers beyond what waits: whether an answer with an id came. */
function hasAnswered({ told }: AgentState): boolean {
  return told.some((each) => each.kind === 'take' && each.message.id !== 0);
}

// --- the scanner's side ----------------------------------------------------------------------------------------------

/** Tells the pipeline, and gives what it says settled and what it wants sent. */
function tell(machines: Machines, state: AgentState, news: Told): AgentState {
  const pipeline = machines.createPipeline();
  for (const earlier of state.told) apply(pipeline, earlier, state.world);
  const { settled, message } = apply(pipeline, news, state.world);
  return {
    ...state,
    told: [...state.told, news],
    settled: [...state.settled, ...settled],
    up: message === undefined ? state.up : put(state.up, { kind: 'message', message, begun: false }),
  };
}

function apply(
  pipeline: AgentPipeline<number>,
  news: Told,
  world: AgentWorld,
): { settled: readonly Settled<number>[]; message?: Message } {
  const listed = (settled: Settled<number> | undefined) => ({ settled: settled === undefined ? [] : [settled] });
  switch (news.kind) {
    case 'ask': {
      const { question } = world.asks[news.tag]!;
      const asked = { question, destination: subjectOf(news.tag), encoding: world.encoding };
      return { settled: [], message: pipeline.ask(asked, SCANNER, news.tag) };
    }
    case 'take':
      return listed(pipeline.take(news.message));
    case 'expire':
      return listed(pipeline.expire(news.as));
    case 'lose':
      return { settled: pipeline.lose(news.outcome) };
  }
}

/** The scanner gives the connection up: what waits is settled, and the responder sees its end. */
function lose(machines: Machines, state: AgentState, outcome: Outcome): AgentState {
  const lost = tell(machines, state, { kind: 'lose', outcome });
  return { ...lost, link: 'closed', up: put(lost.up, { kind: 'end' }), down: EMPTY };
}

// --- the responder's side --------------------------------------------------------------------------------------------

function stepResponder(machines: Machines, state: AgentState, event: ResponderEvent): AgentState {
  return applyResponder(state, machines.stepResponder(responderIn(state.world), state.responder, event));
}

function applyResponder(
  before: AgentState,
  [responder, effects]: readonly [ResponderState, readonly ResponderEffect[]],
): AgentState {
  let state: AgentState = { ...before, responder };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'send': {
        const { message } = effect;
        const sentIds = [...state.sentIds, message.id];
        state = { ...towardsScanner(state, { kind: 'message', message, begun: false }), sentIds };
        break;
      }
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

function towardsScanner(state: AgentState, item: Item): AgentState {
  return state.link === 'up' ? { ...state, down: put(state.down, item) } : state;
}

// --- moves -----------------------------------------------------------------------------------------------------------

function movesOf(machines: Machines, state: AgentState): Move<AgentState>[] {
  const moves = [...asking(machines, state), ...arriving(machines, state)];
  const quiet = moves.length === 0;
  return [...moves, ...timing(machines, state, quiet), ...failing(state)];
}

function asking(machines: Machines, state: AgentState): Move<AgentState>[] {
  const tag = state.told.filter(({ kind }) => kind === 'ask').length;
  const asked = state.world.asks[tag];
  if (state.link !== 'up' || asked === undefined) return [];
  return [
    {
      label: `scanner: asks ${asked.question} of a port that is ${asked.truth}`,
      next: tell(machines, state, { kind: 'ask', tag }),
    },
  ];
}

function arriving(machines: Machines, state: AgentState): Move<AgentState>[] {
  const moves: Move<AgentState>[] = [];
  const [upward] = state.up.items;
  if (upward !== undefined && state.responder.phase !== 'closed') {
    moves.push(...arrivingAtResponder(machines, state, upward));
  }
  if (state.responderEnded && state.peerEnded && state.responder.phase !== 'closed') {
    moves.push({ label: 'responder: both sides have ended', next: stepResponder(machines, state, { kind: 'lost' }) });
  }
  const [downward] = state.down.items;
  if (downward !== undefined && state.link === 'up') moves.push(...arrivingAtScanner(machines, state, downward));
  return moves;
}

function arrivingAtResponder(machines: Machines, state: AgentState, item: Item): Move<AgentState>[] {
  const label = `scanner → responder: ${nameItem(item)}`;
  const taken = { ...state, up: rest(state.up) };
  if (item.kind === 'message') {
    const { message } = item;
    const whole = { label, next: stepResponder(machines, taken, { kind: 'message', message }) };
    if (item.begun) return [whole];
    const next = stepResponder(
      machines,
      { ...state, up: begin(state.up) },
      { kind: 'begun', encoding: message.encoding },
    );
    return [whole, { label: `${label} (first segment)`, next }];
  }
  if (item.kind === 'end')
    return [{ label, next: stepResponder(machines, { ...taken, peerEnded: true }, { kind: 'ended' }) }];
  return [{ label, next: stepResponder(machines, taken, { kind: 'lost' }) }];
}

function arrivingAtScanner(machines: Machines, state: AgentState, item: Item): Move<AgentState>[] {
  const label = `responder → scanner: ${nameItem(item)}`;
  const taken = { ...state, down: rest(state.down) };
  if (item.kind === 'message') {
    const { message } = item;
    const over = { ...taken, begun: false };
    const next =
      message.name === 'end'
        ? lose(machines, over, { kind: 'hangup' })
        : tell(machines, over, { kind: 'take', message });
    if (item.begun) return [{ label, next }];
    return [
      { label, next },
      { label: `${label} (first segment)`, next: { ...state, down: begin(state.down), begun: true } },
    ];
  }
  const kind = state.begun ? 'cut' : item.kind === 'end' ? 'hangup' : 'reset';
  return [{ label, next: lose(machines, taken, { kind }) }];
}

/** As in direct mode: without a fault a limit ends only when nothing else can happen, the scanner's first. */
function timing(machines: Machines, state: AgentState, quiet: boolean): Move<AgentState>[] {
  const moves: Move<AgentState>[] = [];
  const waits = state.link === 'up' && waitingOf(state).length > 0;
  const late = { ...state, faults: state.faults - 1 };
  if (waits && (quiet || state.faults > 0)) {
    const as = state.begun ? 'cut' : 'no-reply';
    const expired = tell(machines, quiet ? state : late, { kind: 'expire', as });
    const next = state.begun ? lose(machines, expired, { kind: 'cut' }) : expired;
    moves.push({ label: "scanner: the oldest request's time limit ends", next });
  }
  if (state.link === 'up' && !waits && quiet) {
    // All is asked and settled: the scanner closes.
    moves.push({ label: 'scanner: closes', next: lose(machines, state, { kind: 'hangup' }) });
  }
  const early = waits || !quiet || state.link === 'up';
  if (state.responderTimer && (!early || state.faults > 0)) {
    const fired = { ...(early ? late : state), responderTimer: false };
    const next = stepResponder(machines, fired, { kind: 'timer' });
    moves.push({ label: `responder: its timer ends (${state.responder.phase})`, next });
  }
  return moves;
}

function failing(before: AgentState): Move<AgentState>[] {
  if (before.faults === 0 || before.link !== 'up') return [];
  const state = { ...before, faults: before.faults - 1 };
  const end: Item = { kind: 'end' };
  const reset: Item = { kind: 'reset' };
  const moves: Move<AgentState>[] = [
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
  return moves;
}

// --- properties ------------------------------------------------------------------------------------------------------

function judge(state: AgentState, atRest: boolean): string | undefined {
  const { settled, world, sentIds, responder } = state;
  const tags = settled.map(({ tag }) => tag);
  if (new Set(tags).size < tags.length) return `request ${tags.at(-1)! + 1} was settled twice`;
  const ids = sentIds.filter((id) => id !== 0);
  if (ids.some((id, index) => index > 0 && id <= ids[index - 1]!)) return `answers out of order: ids ${ids.join(', ')}`;
  if (atRest && waitingOf(state).length > 0) return `request ${waitingOf(state)[0]! + 1} waits for ever`;
  if (atRest && responder.phase !== 'closed') return `the responder's connection stays ${responder.phase} for ever`;
  for (const { tag, outcome } of settled) {
    const wanted = rightOutcome(world.asks[tag]!);
    const got = outcome.kind === 'error-reply' ? `error-reply ${outcome.code}` : outcome.kind;
    if (got === wanted || (world.faults > 0 && blamesTheChannel(outcome))) continue;
    return `request ${tag + 1}: ${got}, where ${wanted} is right`;
  }
  return undefined;
}

/** What must be found where nothing goes wrong. */
function rightOutcome({ question, truth }: Asked): string {
  if (truth === 'filtered') return 'no-reply';
  if (question === 'status') return truth;
  return question === 'port' && truth === 'closed' ? 'error-reply not-open' : 'information';
}

function blamesTheChannel(outcome: AgentOutcome): boolean {
  if (outcome.kind === 'error-reply') return outcome.code === 'timeout';
  return ['no-reply', 'cut', 'hangup', 'reset', 'displaced'].includes(outcome.kind);
}
