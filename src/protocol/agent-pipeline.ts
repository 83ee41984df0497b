import type { Endpoint } from './address.ts';
import { isError, judgeAnswer, judgeBadAnswer } from './answer.ts';
import type { Outcome } from './exchange-machine.ts';
import { IdWindow } from './id-window.ts';
import type { Message } from './message.ts';
import type { Request } from './request.ts';
import type { Violation } from './violation.ts';

/** What a pipelined request asks. */
export type AgentQuestion = Pick<Request, 'question' | 'destination' | 'encoding'>;

/**
 * What came of a pipelined request. `displaced`: its connection ended before its turn, after others were answered; it is
 * asked again and that is no attempt (AGENT-8).
 */
export type AgentOutcome = Outcome | { readonly kind: 'displaced' };

export interface Settled<T> {
  readonly tag: T;
  readonly outcome: AgentOutcome;
}

interface Waiting<T> {
  readonly request: Request;
  readonly tag: T;
}

/**
 * The requests of one agent connection that wait for their answers (clauses AGENT-*, ID-*): answers are matched by id,
 * whatever their order; unknown ids and second answers are ignored. Each request has a tag of the owner's. No clock and
 * no I/O in here: the owner tells what arrived, what expired and how the connection ended, and is told what settled.
 */
export class AgentPipeline<T> {
  readonly #waiting = new IdWindow<Waiting<T>>();
  /** Whether the connection gave an answer; errors without an id do not count (ID-9). */
  #answered = false;

  /** Requests without an answer. */
  get size(): number {
    return this.#waiting.size;
  }

  /** The request that has waited longest, or undefined. */
  get oldest(): { readonly id: number; readonly tag: T } | undefined {
    const id = this.#waiting.oldestId;
    return id === undefined ? undefined : { id, tag: this.#waiting.get(id)!.tag };
  }

  /** Takes a request up; send its message. `source` is this side's end of the connection. */
  ask({ question, destination, encoding }: AgentQuestion, source: Endpoint, tag: T): Request {
    const id = this.#waiting.nextId;
    // Field by field, here and wherever there is one for every message: a spread costs more than all the rest.
    const request: Request = { question, id, source, destination, encoding };
    this.#waiting.add({ request, tag });
    return request;
  }

  /** A whole message came, other than `end`. Undefined where it answers nothing that waits. */
  take(message: Message): Settled<T> | undefined {
    // An error without an id is about the oldest request; any other message without one is about none (ID-8, ID-11).
    const id = message.id === 0 && isError(message) ? this.#waiting.oldestId : message.id;
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return undefined;
    if (message.id !== 0) this.#answered = true;
    return this.#settle(id, judgeAnswer(waiting.request, message));
  }

  /** Octets came that break the specification: nothing after them can be read, so everything is settled (AGENT-10, 11). */
  violate(violation: Violation): Settled<T>[] {
    const outcome = judgeBadAnswer(violation);
    const id = this.#waiting.get(violation.echo.id) === undefined ? this.#waiting.oldestId : violation.echo.id;
    if (id === undefined) return [];
    return [this.#settle(id, outcome), ...this.lose(outcome)];
  }

  /** The oldest request's time limit ended: without an answer, or in the midst of one (AGENT-5, AGENT-6). */
  expire(kind: 'no-reply' | 'cut'): Settled<T> | undefined {
    const id = this.#waiting.oldestId;
    return id === undefined ? undefined : this.#settle(id, { kind });
  }

  /** The connection ended so: what waits is displaced where it gave an answer before, else it ended so too (AGENT-7, 8). */
  lose(outcome: Outcome): Settled<T>[] {
    // A failure of this machine says nothing about the agent, whatever it answered.
    const fate = this.#answered && outcome.kind !== 'local' ? ({ kind: 'displaced' } as const) : outcome;
    return this.#waiting.ids().map((id) => this.#settle(id, fate));
  }

  /** Drops the requests whose tag matches: late answers to them are ignored like every unknown id. */
  forget(matches: (tag: T) => boolean): void {
    for (const id of this.#waiting.ids()) if (matches(this.#waiting.get(id)!.tag)) this.#waiting.take(id);
  }

  #settle(id: number, outcome: AgentOutcome): Settled<T> {
    return { tag: this.#waiting.take(id)!.tag, outcome };
  }
}
