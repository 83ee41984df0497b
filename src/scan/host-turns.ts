import type { PacingController } from '../probe/pacing.ts';
import type { Random } from '../runtime/random.ts';
import { Permutation } from './permutation.ts';
import { ProbeQueue } from './probe-queue.ts';

/** Hosts that are scanned at the same time. */
const MOST_HOSTS = 64;

/** What of the order is left, where some of it was done before. */
export interface LeftToDo {
  isDecided(index: number): boolean;
  /** Whether nothing is left to find out about the host: it has no turn. */
  isFinished(host: number): boolean;
  /** What is to be asked of the host first. */
  inquiriesOf(host: number): readonly number[];
}

/** A host that has begun and was not let go. */
interface Place {
  readonly host: number;
  readonly queue: ProbeQueue;
  /** How much the pacing has room for in this round. */
  room: number;
}

/**
 * Whose turn it is: hosts in random order, the ports of each in an order of its own, one probe of each host in turn, and
 * of none more than the pacing has room for. So no host waits for another that is slow or silent. A host has its place
 * until it is let go; then the next one begins.
 */
export class HostTurns {
  readonly #ports: number;
  readonly #random: Random;
  readonly #pacing: PacingController;
  readonly #left: LeftToDo | undefined;
  readonly #order: Permutation;
  /** How far the order has been taken. */
  #cursor = 0;
  readonly #places: Place[] = [];
  readonly #queues = new Map<number, ProbeQueue>();
  #turn = 0;

  /** `left` is undefined where nothing was done before; the order is the same either way. */
  constructor(hosts: number, portsPerHost: number, random: Random, pacing: PacingController, left?: LeftToDo) {
    this.#ports = portsPerHost;
    this.#random = random;
    this.#pacing = pacing;
    this.#left = left;
    this.#order = new Permutation(hosts, random);
    this.#admit();
  }

  /** Those that have begun and were not let go. */
  get hosts(): readonly number[] {
    return this.#places.map(({ host }) => host);
  }

  /** Asks the pacing how much may be sent to each host now; what is taken until the next round is to be sent now. */
  beginRound(nowMs: number): void {
    for (const place of this.#places) place.room = this.#pacing.hostAllowance(place.host, nowMs);
  }

  /** The next index to be sent in this round; undefined where no host has both a probe to be sent and room for it. */
  take(): number | undefined {
    for (let tried = 0; tried < this.#places.length; tried += 1) {
      this.#turn = (this.#turn + 1) % this.#places.length;
      const place = this.#places[this.#turn]!;
      const index = place.room > 0 ? place.queue.take() : undefined;
      if (index === undefined) continue;
      place.room -= 1;
      return index;
    }
    return undefined;
  }

  /** When a host that has a probe to be sent may have room for it, though nothing is observed. */
  nextChangeMs(nowMs: number): number | undefined {
    let nextMs: number | undefined;
    for (const { host, queue } of this.#places) {
      if (queue.isEmpty) continue;
      const atMs = this.#pacing.nextChangeMs(host, nowMs);
      if (atMs !== undefined && (nextMs === undefined || atMs < nextMs)) nextMs = atMs;
    }
    return nextMs;
  }

  /** To be sent to the host before all else. */
  pushFirst(host: number, index: number): void {
    this.#queues.get(host)?.pushFirst(index);
  }

  /** To be sent before the rest of the host's order. */
  pushAgain(host: number, index: number): void {
    this.#queues.get(host)?.pushAgain(index);
  }

  /** To be sent after the rest of the host's order. */
  putBack(host: number, index: number): void {
    this.#queues.get(host)?.putBack(index);
  }

  /** The host is done with, and what of it was still to be sent is not sent any more. */
  letGo(host: number): void {
    const at = this.#places.findIndex((place) => place.host === host);
    this.#places.splice(at, 1);
    this.#queues.delete(host);
    this.#pacing.end(host);
    this.#admit();
  }

  /** Empties the queues of all hosts, also of those that have not begun, and gives what was in them. */
  takeAll(): number[] {
    const all = this.#places.flatMap(({ queue }) => queue.takeAll());
    for (; this.#cursor < this.#order.size; this.#cursor += 1) {
      const queue = this.#newQueue(this.#order.at(this.#cursor));
      for (const index of queue.takeAll()) all.push(index);
    }
    return all;
  }

  #admit(): void {
    while (this.#places.length < MOST_HOSTS && this.#cursor < this.#order.size) {
      const host = this.#order.at(this.#cursor);
      this.#cursor += 1;
      const queue = this.#newQueue(host);
      if (this.#left?.isFinished(host)) continue;
      this.#places.push({ host, queue, room: 0 });
      this.#queues.set(host, queue);
      this.#pacing.begin(host);
    }
  }

  #newQueue(host: number): ProbeQueue {
    const order = new Permutation(this.#ports, this.#random);
    const queue = new ProbeQueue(order, host * this.#ports, this.#left?.isDecided);
    for (const index of this.#left?.inquiriesOf(host) ?? []) queue.pushAgain(index);
    return queue;
  }
}
