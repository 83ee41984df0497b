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
  readonly #hosts: number[] = [];
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
    return this.#hosts;
  }

  /** The next index to be sent now; undefined where no host has both a probe to be sent and room for it. */
  take(nowMs: number): number | undefined {
    for (let tried = 0; tried < this.#hosts.length; tried += 1) {
      this.#turn = (this.#turn + 1) % this.#hosts.length;
      const host = this.#hosts[this.#turn]!;
      const queue = this.#queues.get(host)!;
      if (!queue.isEmpty && this.#pacing.hostAllowance(host, nowMs) > 0) return queue.take();
    }
    return undefined;
  }

  /** When a host that has a probe to be sent may have room for it, though nothing is observed. */
  nextChangeMs(nowMs: number): number | undefined {
    let nextMs: number | undefined;
    for (const host of this.#hosts) {
      if (this.#queues.get(host)!.isEmpty) continue;
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
    this.#hosts.splice(this.#hosts.indexOf(host), 1);
    this.#queues.delete(host);
    this.#pacing.end(host);
    this.#admit();
  }

  /** Empties the queues of all hosts, also of those that have not begun, and gives what was in them. */
  takeAll(): number[] {
    const all = this.#hosts.flatMap((host) => this.#queues.get(host)!.takeAll());
    for (; this.#cursor < this.#order.size; this.#cursor += 1) {
      const queue = this.#newQueue(this.#order.at(this.#cursor));
      for (const index of queue.takeAll()) all.push(index);
    }
    return all;
  }

  #admit(): void {
    while (this.#hosts.length < MOST_HOSTS && this.#cursor < this.#order.size) {
      const host = this.#order.at(this.#cursor);
      this.#cursor += 1;
      const queue = this.#newQueue(host);
      if (this.#left?.isFinished(host)) continue;
      this.#hosts.push(host);
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
