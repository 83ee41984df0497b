import type { Encoding } from '../../protocol/message.ts';
import { LATENCY_MS } from './world.ts';

/** What a scanner sends as one thing: its octets, and what a responder says to it. */
export interface Item {
  readonly name: string;
  readonly octets: Uint8Array;
  readonly encoding: Encoding;
  /** The answer's encoding, its name or code, and its id; undefined for silence. */
  readonly answer?: string;
  /** Whether the responder closes the connection then. */
  readonly closes?: true;
}

/** The values of clause TIME-1. */
const MESSAGE_MS = 5_000;
const IDLE_MS = 30_000;
const DISCARD_MS = 2_000;

/**
 * What one connection to a responder must be like, as section 12 and 13 of the specification tell it: which lines the
 * scanner must log, and when. Every time is that of the scanner's clock; octets take `LATENCY_MS` each way.
 */
export class ConnectionModel {
  /** What the scanner must have logged, and must yet log. */
  readonly lines: { readonly atMs: number; readonly text: string }[] = [];
  /** `idle`, `receiving`: the responder listens. `closing`: it discards. `gone`: it has closed. */
  phase: 'idle' | 'receiving' | 'closing' | 'gone' = 'idle';
  /** When the responder's timer ends. */
  deadlineMs: number;
  /** The rest of a message that the scanner has begun. */
  pending: { readonly item: Item; readonly rest: Uint8Array } | undefined;
  /** Whether the scanner has left, or seen the connection's last. */
  isOver = false;
  /** Whether the responder has taken the connection, and did not say that it is busy. */
  readonly isServed: boolean;
  #encoding: Encoding = 'text';
  #hasFinished = false;

  /** The responder accepts it at `acceptedMs`. */
  constructor(acceptedMs: number, isServed: boolean) {
    this.isServed = isServed;
    this.deadlineMs = acceptedMs + IDLE_MS;
    if (!isServed) this.#close(acceptedMs, 'text busy 0');
  }

  /** The connection counts against the responder's limit. */
  get takesPlace(): boolean {
    return this.isServed && this.phase !== 'gone';
  }

  /** Lets the responder's timers fire that end before `ms`; none may end at that very moment. */
  passUntil(ms: number): void {
    while (this.phase !== 'gone' && this.deadlineMs < ms) {
      const endMs = this.deadlineMs;
      if (this.phase === 'idle') this.#close(endMs, `${this.#encoding} end 0`);
      else if (this.phase === 'receiving') this.#close(endMs, `${this.#encoding} timeout 0`);
      else this.phase = 'gone';
    }
  }

  /** The items arrive, all at once, and then the beginning of another. */
  arrive(atMs: number, items: readonly Item[], tail: ConnectionModel['pending']): void {
    this.passUntil(atMs);
    this.pending = tail;
    if (this.phase === 'gone') {
      this.#reset(atMs);
      return;
    }
    for (const { encoding, answer, closes } of items) {
      if (this.phase === 'closing') return;
      this.#encoding = encoding;
      this.phase = 'idle';
      this.deadlineMs = atMs + IDLE_MS;
      if (closes) this.#close(atMs, answer);
      else if (answer !== undefined) this.#log(atMs + LATENCY_MS, answer);
    }
    if (tail === undefined || this.phase === 'closing') return;
    this.#encoding = tail.item.encoding;
    this.#begin(atMs);
  }

  /** More octets of the message that was begun arrive, and not its last. */
  arriveMore(atMs: number, rest: Uint8Array): void {
    this.passUntil(atMs);
    this.pending = { item: this.pending!.item, rest };
    if (this.phase === 'gone') this.#reset(atMs);
  }

  /** The scanner ends its sending side. */
  finish(nowMs: number): void {
    const atMs = nowMs + LATENCY_MS;
    this.passUntil(atMs);
    this.#hasFinished = true;
    if (this.phase === 'idle' || this.phase === 'receiving') {
      this.#close(atMs, undefined);
    } else {
      // It has heard the responder's end, or will.
      const ended = this.lines.find(({ text }) => text === 'ended')!;
      this.#log(Math.max(nowMs, ended.atMs), 'closed');
      this.isOver = true;
    }
    this.phase = 'gone';
  }

  /** The scanner closes the connection, and hears nothing more. */
  leave(nowMs: number): void {
    this.passUntil(nowMs + LATENCY_MS);
    this.#forgetAfter(nowMs);
    this.phase = 'gone';
    this.isOver = true;
  }

  #begin(atMs: number): void {
    if (this.phase === 'idle') this.deadlineMs = atMs + MESSAGE_MS;
    this.phase = 'receiving';
  }

  /** The responder says its last, if anything, and ends its sending side. */
  #close(atMs: number, last: string | undefined): void {
    if (last !== undefined) this.#log(atMs + LATENCY_MS, last);
    this.#log(atMs + LATENCY_MS, 'ended');
    this.phase = 'closing';
    this.deadlineMs = atMs + DISCARD_MS;
    if (!this.#hasFinished) return;
    this.#log(atMs + LATENCY_MS, 'closed');
    this.isOver = true;
  }

  /** Octets came to a responder that has closed. */
  #reset(atMs: number): void {
    if (!this.isOver) this.#log(atMs + LATENCY_MS, 'closed ECONNRESET');
    this.isOver = true;
  }

  #log(atMs: number, text: string): void {
    this.lines.push({ atMs, text });
  }

  #forgetAfter(ms: number): void {
    const heard = this.lines.filter(({ atMs }) => atMs <= ms);
    this.lines.splice(0, this.lines.length, ...heard);
  }
}
