import type { AgentPipeline, Settled } from '../src/protocol/agent-pipeline.ts';
import { classifyFailure, type Outcome } from '../src/protocol/exchange-machine.ts';
import type { Message } from '../src/protocol/message.ts';
import { requestMessage } from '../src/protocol/request.ts';
import type { Violation } from '../src/protocol/violation.ts';
import { type AgentWorld, rightOutcomes } from './agent-worlds.ts';
import { accept, type Connection, endTimer, judgeConnection, responderMoves, type Site } from './connection.ts';
import type { Move, System } from './explore.ts';
import { connectionFaults, type Fault, failureErrnos, isExplained, withFault } from './faults.ts';
import { Interner } from './intern.ts';
import type { Machines } from './machines.ts';
import { judgeVerdict, nameOutcome } from './verdicts.ts';
import { arrivalsOf, asItem, EMPTY, type Item, labelOf, put } from './wire.ts';
import { OTHER_ADDRESS, responderOf, SCANNER, SERVED_ADDRESS } from './world.ts';

/** Agent mode: pipelined requests on one connection, a channel that may fail, and the responder machine. */

/** What the pipeline was told, in order: it has no copy, so it is made anew from this. */
type Told =
  | { readonly kind: 'ask'; readonly tag: number }
  | { readonly kind: 'take'; readonly message: Message }
  | { readonly kind: 'violate'; readonly violation: Violation }
  | { readonly kind: 'expire'; readonly as: 'no-reply' | 'cut' }
  | { readonly kind: 'lose'; readonly outcome: Outcome };

interface AgentState {
  readonly world: AgentWorld;
  readonly told: readonly Told[];
  readonly settled: readonly Settled<number>[];
  /** How many requests were asked. */
  readonly asked: number;
  /** Whether the connection gave an answer that has the id of a request that waited (AGENT-9). */
  readonly answered: boolean;
  /** The scanner has closed the connection. */
  readonly closed: boolean;
  /** Octets of an answer have come that is not whole. */
  readonly begun: boolean;
  readonly connection: Connection;
  readonly faults: readonly Fault[];
  readonly wrong: string | undefined;
}

const FIRST_PORT = 80;

/** The system over these worlds. */
export function agentSystem(machines: Machines, worlds: readonly AgentWorld[]): System<AgentState> {
  const interner = new Interner();
  const sites = new Map(worlds.map((world) => [world, siteOf(machines, world)]));
  return {
    initial: worlds.map((world) => initialState(sites.get(world)!, world)),
    moves: (state) => new AgentMoves(sites.get(state.world)!, state).all(),
    // The pipeline is as what it was asked, what it settled, and whether it was answered have left it.
    key: (state) => interner.numberOf({ ...state, told: undefined }),
    judge,
  };
}

function siteOf(machines: Machines, { policy, tamper, asks }: AgentWorld): Site {
  return { machines, responder: responderOf(policy, (port) => asks[port - FIRST_PORT]!.truth), tamper };
}

/** The connection has just come up. The first request is sent at once, before anything can arrive (VERDICT-18). */
function initialState(site: Site, world: AgentWorld): AgentState {
  const state: AgentState = {
    world,
    told: [],
    settled: [],
    asked: 0,
    answered: false,
    closed: false,
    begun: false,
    connection: accept(site, world.busy),
    faults: [],
    wrong: undefined,
  };
  return new AgentMoves(site, state).ask();
}

function waitingIn({ asked, settled }: AgentState): number[] {
  const done = new Set(settled.map(({ tag }) => tag));
  return Array.from({ length: asked }, (_, tag) => tag).filter((tag) => !done.has(tag));
}

/** Everything that can happen in one state. */
class AgentMoves {
  readonly #site: Site;
  readonly #state: AgentState;

  constructor(site: Site, state: AgentState) {
    this.#site = site;
    this.#state = state;
  }

  all(): Move<AgentState>[] {
    const { world, asked, closed } = this.#state;
    const next = closed ? undefined : world.asks[asked];
    const asking = next && {
      label: `scanner: asks ${next.question} of a port that is ${next.truth}`,
      next: this.ask(),
    };
    const moves = [...(asking === undefined ? [] : [asking]), ...this.#arriveAbove(), ...this.#arriveBelow()];
    return [...moves, ...this.#endTimers(moves.length === 0), ...this.#fail()];
  }

  /** The next request is asked. */
  ask(): AgentState {
    const { asked: tag } = this.#state;
    return this.#tell({ ...this.#state, asked: tag + 1 }, { kind: 'ask', tag });
  }

  #arriveAbove(): Move<AgentState>[] {
    return responderMoves(this.#site, this.#state.connection).map(({ label, next }) => ({
      label,
      next: { ...this.#state, connection: next },
    }));
  }

  #arriveBelow(): Move<AgentState>[] {
    const { connection, closed } = this.#state;
    if (closed) return [];
    return arrivalsOf(connection.down).map((arrival) => {
      const { isSegment, item, left } = arrival;
      const taken = { ...this.#state, connection: { ...connection, down: left } };
      const next = isSegment ? { ...taken, begun: true } : this.#receive(taken, item);
      return { label: labelOf(arrival, 'responder → scanner'), next };
    });
  }

  /** The scanner's side does with what arrives what the engine does (src/engines/agent-connection.ts). */
  #receive(state: AgentState, item: Item): AgentState {
    switch (item.kind) {
      case 'message': {
        const { message } = item;
        const whole = { ...state, begun: false };
        if (message.name === 'end') return this.#lose(whole, { kind: 'hangup' });
        return this.#tell(whole, { kind: 'take', message });
      }
      case 'violation': {
        const violated = this.#tell({ ...state, begun: false }, { kind: 'violate', violation: item.violation });
        return this.#lose(violated, { kind: 'bad-reply' });
      }
      case 'end':
        return this.#lose(state, { kind: state.begun ? 'cut' : 'hangup' });
      case 'reset':
        return this.#lose(state, classifyFailure('ECONNRESET', state.begun));
      case 'half':
        return state;
    }
  }

  /** As in direct mode: without a fault a limit ends only when nothing else can happen, the scanner's first. */
  #endTimers(isQuiet: boolean): Move<AgentState>[] {
    const { closed, begun, connection } = this.#state;
    const waits = !closed && waitingIn(this.#state).length > 0;
    const moves: Move<AgentState>[] = [];
    const stuck = (state: AgentState) => this.#lose(this.#tell(state, { kind: 'expire', as: 'cut' }), { kind: 'cut' });
    const unanswered = (state: AgentState) => this.#tell(state, { kind: 'expire', as: 'no-reply' });
    if (waits) {
      const label = "scanner: the oldest request's time limit ends";
      if (isQuiet) {
        moves.push({ label, next: begun ? stuck(this.#state) : unanswered(this.#state) });
      } else {
        // Between two segments of an answer that flows a limit ends as between two answers (AGENT-6).
        moves.push(...this.#paying('delay', label, unanswered));
        if (begun) moves.push(...this.#paying('delay', `${label} in the midst of an answer`, stuck));
      }
    } else if (!closed && isQuiet) {
      moves.push({ label: 'scanner: closes', next: this.#lose(this.#state, { kind: 'hangup' }) });
    }
    if (connection.timer !== undefined) {
      const label = `responder: its timer ends (${connection.responder.phase})`;
      const expire = (state: AgentState) => ({ ...state, connection: endTimer(this.#site, connection) });
      if (isQuiet && closed) moves.push({ label, next: expire(this.#state) });
      else moves.push(...this.#paying('stall', label, expire));
    }
    return moves;
  }

  #fail(): Move<AgentState>[] {
    if (!this.#mayFail) return [];
    const { connection, closed, begun } = this.#state;
    const moves = connectionFaults(this.#site, connection, !closed).flatMap(({ label, fault, next }) =>
      this.#paying(fault, label, (state) => ({ ...state, connection: next })),
    );
    if (closed) return moves;
    const dead = { ...connection, up: { items: [], dead: true } };
    for (const errno of failureErrnos) {
      const label = `scanner: the connection fails with ${errno}`;
      const fail = (state: AgentState) => this.#lose({ ...state, connection: dead }, classifyFailure(errno, begun));
      moves.push(...this.#paying(errno, label, fail));
    }
    return moves;
  }

  /** The scanner gives the connection up: what waits is settled, and the responder sees its end. */
  #lose(state: AgentState, outcome: Outcome): AgentState {
    const lost = this.#tell(state, { kind: 'lose', outcome });
    const up = put(lost.connection.up, { kind: 'end' });
    return { ...lost, closed: true, connection: { ...lost.connection, up, down: EMPTY } };
  }

  /** Tells the pipeline, and takes over what it settles and what it wants sent. */
  #tell(state: AgentState, news: Told): AgentState {
    const pipeline = this.#site.machines.createPipeline();
    for (const earlier of state.told) tellPipeline(pipeline, earlier, state.world);
    const { settled, message } = tellPipeline(pipeline, news, state.world);
    const { connection, answered } = state;
    return {
      ...state,
      told: [...state.told, news],
      settled: [...state.settled, ...settled],
      answered: answered || (news.kind === 'take' && news.message.id !== 0 && settled.length > 0),
      connection: message === undefined ? connection : { ...connection, up: put(connection.up, asItem(message)) },
      wrong: state.wrong ?? judgeLoss(state, news, settled),
    };
  }

  /** Whether one thing more may go wrong. */
  get #mayFail(): boolean {
    const { world, faults } = this.#state;
    return faults.length < world.faults;
  }

  /** The move that a fault makes possible. */
  #paying(fault: Fault, label: string, happen: (state: AgentState) => AgentState): Move<AgentState>[] {
    if (!this.#mayFail) return [];
    const { faults } = this.#state;
    return [{ label, next: happen({ ...this.#state, faults: withFault(faults, fault) }) }];
  }
}

function tellPipeline(
  pipeline: AgentPipeline<number>,
  news: Told,
  { asks, encoding }: AgentWorld,
): { settled: readonly Settled<number>[]; message?: Message } {
  const listed = (settled: Settled<number> | undefined) => ({ settled: settled === undefined ? [] : [settled] });
  switch (news.kind) {
    case 'ask': {
      const { question, served } = asks[news.tag]!;
      const address = served ? SERVED_ADDRESS : OTHER_ADDRESS;
      const destination = { address, port: FIRST_PORT + news.tag };
      return {
        settled: [],
        message: requestMessage(pipeline.ask({ question, destination, encoding }, SCANNER, news.tag)),
      };
    }
    case 'take':
      return listed(pipeline.take(news.message));
    case 'violate':
      return { settled: pipeline.violate(news.violation) };
    case 'expire':
      return listed(pipeline.expire(news.as));
    case 'lose':
      return { settled: pipeline.lose(news.outcome) };
  }
}

// --- properties ------------------------------------------------------------------------------------------------------

/** AGENT-7, AGENT-8: what waits when the connection ends is asked again only where it gave an answer before. */
function judgeLoss({ answered }: AgentState, news: Told, settled: readonly Settled<number>[]): string | undefined {
  if (news.kind !== 'lose') return undefined;
  const isDisplaced = answered && news.outcome.kind !== 'local';
  const other = settled.find(({ outcome }) => (outcome.kind === 'displaced') !== isDisplaced);
  if (other === undefined) return undefined;
  return `request ${other.tag + 1} is ${other.outcome.kind} after ${answered ? 'an answer' : 'no answer'}`;
}

function judge(state: AgentState, atRest: boolean): string | undefined {
  const { settled, world, connection, faults } = state;
  const tags = settled.map(({ tag }) => tag);
  if (new Set(tags).size < tags.length) return `request ${tags.at(-1)! + 1} was settled twice`;
  if (state.wrong !== undefined) return state.wrong;
  if (atRest && waitingIn(state).length > 0) return `request ${waitingIn(state)[0]! + 1} waits for ever`;
  const wrong = judgeConnection(connection, atRest);
  if (wrong !== undefined) return wrong;
  for (const { tag, outcome } of settled) {
    const { question, truth, served } = world.asks[tag]!;
    const mayBeTold = served && (world.policy === 'all' || world.policy === 'status');
    const isOpen = truth === 'open' && mayBeTold;
    const isGood = world.tamper === 'nothing';
    const isFaultless = faults.length === 0;
    const problem = question === 'status' ? judgeVerdict('agent', outcome, { isOpen, isGood, isFaultless }) : undefined;
    if (problem !== undefined) return `request ${tag + 1}: ${problem}`;
    const right = rightOutcomes(world, tag);
    const got = nameOutcome(outcome);
    if (right.includes(got) || isExplained(got, faults, 'agent')) continue;
    const isAfterEnd = got === 'displaced' && (faults.length > 0 || world.tamper !== 'nothing');
    if (!isAfterEnd) return `request ${tag + 1}: ${got}, where ${right.join(' or ')} is right`;
  }
  return undefined;
}
