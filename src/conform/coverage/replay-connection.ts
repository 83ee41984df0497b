import { formatEndpoint, sameEndpoint } from '../../protocol/address.ts';
import { decodeAttributes } from '../../protocol/attributes.ts';
import { Decoder } from '../../protocol/decoder.ts';
import { copyMessage, type Message } from '../../protocol/message.ts';
import {
  type Responder,
  type ResponderEvent,
  type ResponderState,
  rejectConnection,
  stepResponder,
} from '../../protocol/responder-machine.ts';
import { findRow } from '../../source/machine-row.ts';
import type { MachineTable, Row } from '../../source/machine-table.ts';
import { nameOf } from '../match-message.ts';
import type { TargetLimits, TargetProfile } from '../profile.ts';
import { responderGuards } from '../responder-guards.ts';

/** A step that a responder had to take, and what showed of it. */
export interface Taken {
  readonly row: Row;
  readonly atMs: number;
  /** What is still to come of it: messages, then the end of its side. */
  readonly due: (Message | 'end')[];
  /** Whether anything of it comes. */
  readonly isSilent: boolean;
  /** The request that it was about. */
  readonly about: Message | undefined;
  isRight: boolean;
  fault?: { readonly expected: string; readonly actual: string };
}

/** A limit may seem to end a little early: our clock is not the target's. */
const EARLY = 0.9;
const DISCARD_MS = 2_000;

/**
 * Leads the responder machine through one connection, by what we did on it, and holds what came to what it sends. What
 * a responder does of its own accord is concluded from what came. After the first thing that is wrong it says no more:
 * nobody knows what state the target is in.
 */
export class ConnectionReplay {
  readonly taken: Taken[] = [];
  readonly #table: MachineTable;
  readonly #responder: Responder;
  readonly #limits: TargetLimits;
  readonly #isProxied: boolean;
  readonly #requests = new Decoder('requests');
  readonly #answers = new Decoder('answers');
  #state: ResponderState = { phase: 'idle', encoding: 'text' };
  #hasViolation = false;
  /** When the last octet went, or the connection came up. */
  #activeMs: number;
  #begunMs = 0;
  #isOver = false;
  /** It is gone for us: what the target does now does not show. */
  #hasLeft = false;

  constructor(
    table: MachineTable,
    responder: Responder,
    { limits, proxied }: Pick<TargetProfile, 'limits' | 'proxied'>,
    atMs: number,
  ) {
    this.#table = table;
    this.#responder = responder;
    this.#limits = limits;
    this.#isProxied = proxied;
    this.#activeMs = atMs;
    this.#begin('accept', atMs);
  }

  sent(octets: Uint8Array, atMs: number): void {
    if (this.#isOver) return;
    const wasBegun = this.#state.phase === 'receiving';
    this.#requests.push(octets);
    for (let message = this.#requests.next(); message !== undefined; message = this.#requests.next()) {
      this.#step({ kind: 'message', message: copyMessage(message) }, atMs);
    }
    const { violation, begun } = this.#requests;
    if (violation !== undefined && !this.#hasViolation) {
      this.#hasViolation = true;
      this.#step({ kind: 'violation', violation }, atMs);
    }
    if (begun !== undefined) {
      if (!wasBegun) this.#begunMs = atMs;
      this.#step({ kind: 'begun', encoding: begun }, atMs);
    }
    this.#activeMs = atMs;
  }

  /** We ended our side. */
  finished(atMs: number): void {
    this.#step({ kind: 'ended' }, atMs);
  }

  /** We closed it. */
  left(atMs: number): void {
    this.#hasLeft = true;
    this.#step({ kind: this.#state.phase === 'closing' ? 'lost' : 'ended' }, atMs);
    this.#isOver = true;
  }

  received(octets: Uint8Array, atMs: number): void {
    if (this.#isOver) return;
    this.#answers.push(octets);
    for (let message = this.#answers.next(); message !== undefined; message = this.#answers.next()) {
      this.#hear(copyMessage(message), atMs);
    }
    const { violation } = this.#answers;
    if (violation !== undefined) this.#complain(`${violation.code} (${violation.clause}): ${violation.actual}`);
    this.#activeMs = atMs;
  }

  /** The target ended its side. */
  ended(atMs: number): void {
    if (this.#isOver) return;
    this.#timeOut(atMs, 0);
    const head = this.#head();
    if (head?.due[0] === 'end') this.#fulfil(head);
    else this.#complain('the end of the connection');
  }

  /** The target reset the connection, or it was lost. */
  lost(errno: string, atMs: number): void {
    if (this.#isOver) return;
    const closing = this.taken.find(({ row }) => row.next === 'closing');
    const hasDiscarded =
      this.#state.phase === 'closing' && closing !== undefined && atMs - closing.atMs >= EARLY * DISCARD_MS;
    if (hasDiscarded && this.#head() === undefined) {
      this.#step({ kind: 'timer' }, atMs);
      this.taken.at(-1)!.isRight = true;
    } else {
      this.#complain(errno);
    }
    this.#isOver = true;
  }

  /** Nothing more will come; `waitedMs` is how long one has to wait for what is due until it is missing. */
  conclude(atMs: number, { waitedMs, silenceMs }: { readonly waitedMs: number; readonly silenceMs: number }): void {
    this.#timeOut(atMs, waitedMs);
    const head = this.#head();
    if (!this.#isOver && head !== undefined && atMs - head.atMs >= waitedMs) {
      this.#complain(`nothing in ${Math.round(atMs - head.atMs)} ms`);
    }
    if (this.#hasFault || head !== undefined) return;
    for (const taken of this.taken) {
      const isOwn = taken.row.event === 'lost' || (this.#hasLeft && taken === this.taken.at(-1));
      if (taken.isSilent && !isOwn && atMs - taken.atMs >= silenceMs) taken.isRight = true;
    }
  }

  get #hasFault(): boolean {
    return this.taken.some(({ fault }) => fault !== undefined);
  }

  #hear(message: Message, atMs: number): void {
    if (this.#isOver) return;
    if (this.#head() === undefined) this.#actByItself(message, atMs);
    if (this.#isOver) return;
    const head = this.#head();
    const due = head?.due[0];
    if (head === undefined || due === undefined || due === 'end') {
      this.#complain(describe(message), due, this.#silentAbout(message));
    } else if (isSame(message, due) && this.#hasAddresses(message, due)) this.#fulfil(head);
    else this.#complain(describe(message), due, this.#silentAbout(message));
  }

  /** Behind a proxy nobody knows what the ends of the connection are for the target. */
  #hasAddresses(message: Message, due: Message): boolean {
    const { local, peer } = this.#responder;
    if (this.#isProxied && sameEndpoint(due.source, local) && sameEndpoint(due.destination, peer)) return true;
    return sameEndpoint(message.source, due.source) && sameEndpoint(message.destination, due.destination);
  }

  /** The limit that runs has passed, and so much more time; nothing of it has come. */
  #timeOut(atMs: number, waitedMs: number): void {
    if (this.#isOver || this.#head() !== undefined) return;
    const { phase } = this.#state;
    const limitMs = phase === 'idle' ? this.#limits.idleMs : phase === 'receiving' ? this.#limits.messageMs : undefined;
    if (limitMs === undefined) return;
    const dueMs = (phase === 'idle' ? this.#activeMs : this.#begunMs) + limitMs;
    if (atMs >= dueMs + waitedMs) this.#step({ kind: 'timer' }, dueMs);
  }

  /** The step that was to answer nothing to the request which this answers. */
  #silentAbout({ id }: Message): Taken | undefined {
    return this.taken.find(({ isSilent, about }) => isSilent && about?.id === id);
  }

  /** What nobody asked for: `busy` on accept, a limit that has passed, the wish to stop. */
  #actByItself(message: Message, atMs: number): void {
    const { phase } = this.#state;
    if (nameOf(message) === 'error busy' && this.taken.length === 1) {
      this.taken.length = 0;
      this.#begin('reject', atMs);
    } else if (message.name === 'end' && phase === 'idle') {
      const isEarly = atMs - this.#activeMs < EARLY * (this.#limits.idleMs ?? 0);
      this.#step({ kind: isEarly ? 'drain' : 'timer' }, atMs);
    } else if (nameOf(message) === 'error timeout' && phase === 'receiving') {
      const tookMs = atMs - this.#begunMs;
      this.#step({ kind: 'timer' }, atMs);
      if (tookMs < EARLY * (this.#limits.messageMs ?? 0)) this.#complain(`it after ${Math.round(tookMs)} ms`);
    }
  }

  #begin(event: 'accept' | 'reject', atMs: number): void {
    const row = this.#table.begins.find((each) => each.event === event)!;
    if (event === 'reject') {
      const [state, effects] = rejectConnection(this.#responder);
      this.#state = state;
      this.#take(row, effects, atMs);
    } else {
      this.#take(row, [], atMs);
    }
  }

  #step(event: ResponderEvent, atMs: number): void {
    if (this.#isOver) return;
    const moment = { responder: this.#responder, state: this.#state, event };
    const row = findRow(this.#table, this.#state.phase, event.kind, (guard) => responderGuards[guard]!(moment));
    const [state, effects] = stepResponder(this.#responder, this.#state, event);
    this.#state = state;
    this.#take(row, effects, atMs, event.kind === 'message' ? event.message : undefined);
  }

  #take(row: Row, effects: ReturnType<typeof stepResponder>[1], atMs: number, about?: Message): void {
    const due = effects.flatMap((effect): Taken['due'] =>
      effect.kind === 'send' ? [effect.message] : effect.kind === 'end' ? ['end'] : [],
    );
    this.taken.push({ row, atMs, due, isSilent: due.length === 0, about, isRight: false });
  }

  /** The first step of which something is still to come. */
  #head(): Taken | undefined {
    return this.taken.find(({ due }) => due.length > 0);
  }

  /** What was due has come: so what came before it was right, too, and before an end all that it was to say nothing about. */
  #fulfil(head: Taken): void {
    const isEnd = head.due.shift() === 'end';
    if (head.due.length > 0) return;
    const shown = isEnd ? this.taken : this.taken.slice(0, this.taken.indexOf(head) + 1);
    for (const taken of shown) {
      if (taken.row.event !== 'lost') taken.isRight = true;
    }
  }

  #complain(actual: string, due = this.#head()?.due[0], silent?: Taken): void {
    const blamed = silent ?? this.#head() ?? this.taken.at(-1)!;
    const expected =
      due === undefined || silent !== undefined
        ? 'nothing'
        : due === 'end'
          ? 'the end of the connection'
          : describe(due);
    blamed.fault ??= { expected, actual };
    this.#isOver = true;
  }
}

/** The texts for people, and attributes that need not be there, are free. */
function isSame(message: Message, due: Message): boolean {
  return (
    nameOf(message) === nameOf(due) &&
    message.id === due.id &&
    message.encoding === due.encoding &&
    (message.name !== 'information' || attributesIn(due).every((name) => attributesIn(message).includes(name)))
  );
}

function attributesIn({ body }: Message): string[] {
  return decodeAttributes(body).map(({ name }) => name);
}

/** `error denied id 7 in text, 127.0.0.1:22 → 127.0.0.1:40112`. */
function describe(message: Message): string {
  const { id, encoding, source, destination } = message;
  const attributes = message.name === 'information' ? `, ${attributesIn(message).join(' ')}` : '';
  return `${nameOf(message)} id ${id} in ${encoding}, ${formatEndpoint(source)} → ${formatEndpoint(destination)}${attributes}`;
}
