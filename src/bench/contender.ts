import { formatPortRanges, portRangesOf } from '../protocol/port-list.ts';
import type { BenchFailure, BenchRow } from '../results/bench.ts';
import { AnsweringProcess } from './child-process.ts';
import type { Peer } from './peers/peer.ts';
import { runPeer } from './peers/run-peer.ts';
import { type BenchPlan, type Cell, isForPeers, type OwnScanner, ownScanners } from './plan.ts';
import type { ScanJob, ScanSample } from './scan-job.ts';
import { summarise } from './summarise.ts';
import type { TargetFacts } from './target.ts';

/** Something that scans, and is one row: ours, the reference, or a peer. */
export type Scanner =
  | { readonly role: 'reference'; readonly how: 'net.connect'; readonly ratePerSecond?: undefined }
  | { readonly role: 'own'; readonly how: OwnScanner; readonly ratePerSecond: number | undefined }
  | { readonly role: 'peer'; readonly peer: Peer; readonly ratePerSecond: number | undefined };

/** All that scan in a cell: the reference, which knows no rate, first, and the others at each rate. */
export function contendersOf(plan: BenchPlan, { behaviour }: Cell, peers: readonly Peer[]): Scanner[] {
  const measured = isForPeers(behaviour) ? peers : [];
  const atRates = plan.ratesPerSecond.flatMap((ratePerSecond): Scanner[] => [
    ...ownScanners(plan, behaviour).map((how) => ({ role: 'own', how, ratePerSecond }) as const),
    ...measured
      .filter(({ takesRate }) => takesRate || ratePerSecond === undefined)
      .map((peer) => ({ role: 'peer', peer, ratePerSecond }) as const),
  ]);
  return [{ role: 'reference', how: 'net.connect' }, ...atRates];
}

export interface Contest {
  readonly plan: BenchPlan;
  readonly cell: Cell;
  readonly target: TargetFacts;
}

/** A scanner in a cell, and the scans that it made there. */
export class Contender {
  readonly #scanner: Scanner;
  readonly #contest: Contest;
  readonly #process: AnsweringProcess | undefined;
  readonly #samples: ScanSample[] = [];
  /** Why it makes no further scans. */
  #failure: string | undefined;

  constructor(scanner: Scanner, contest: Contest) {
    this.#scanner = scanner;
    this.#contest = contest;
    this.#process = scanner.role === 'peer' ? undefined : new AnsweringProcess('scanner-process');
  }

  /** A scan that does not count; a peer is a process anew each time, and has none. */
  async warmUp(): Promise<void> {
    await this.#process?.ask(this.#jobOf(0));
  }

  async scan(repeat: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#process !== undefined) this.#samples.push(await this.#process.ask<ScanSample>(this.#jobOf(repeat)));
    else await this.#scanAsPeer(signal);
  }

  toRow(reference: Contender): BenchRow | BenchFailure {
    const { plan, cell, target } = this.#contest;
    const { ratePerSecond } = this.#scanner;
    const scanner = this.#name;
    if (this.#failure !== undefined) return { scanner, ...cell, why: this.#failure };
    const figures = summarise(this.#samples, target, this.#judged);
    const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
    const of = {
      scanner,
      role: this.#scanner.role,
      probe: 'tcp',
      ...cell,
      ...rate,
      ...figures,
    } as const;
    const row = this.#scanner.role === 'own' ? { ...of, ...(this.#scanner.how as object) } : of;
    if (this === reference) return row;
    const { elapsedMs } = summarise(reference.#samples, target, 'all states');
    return { ...row, ratioToReference: elapsedMs / figures.elapsedMs, repeats: plan.repeats };
  }

  async end(): Promise<void> {
    await this.#process?.end();
  }

  get #name(): string {
    if (this.#scanner.role === 'peer') return this.#scanner.peer.name;
    return this.#scanner.role === 'own' ? 'portlab' : 'net.connect';
  }

  get #judged(): BenchRow['judged'] {
    return this.#scanner.role === 'peer' ? this.#scanner.peer.judged : 'all states';
  }

  #jobOf(repeat: number): ScanJob {
    const { plan, cell, target } = this.#contest;
    const { truth: _, ...unknown } = target;
    const { timeoutMs, retries, seed } = plan;
    const { concurrency } = cell;
    const { ratePerSecond } = this.#scanner;
    const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
    const { how } = this.#scanner as Exclude<Scanner, { role: 'peer' }>;
    return { how, target: unknown, concurrency, ...rate, timeoutMs, retries, seed: seed + repeat };
  }

  async #scanAsPeer(signal: AbortSignal): Promise<void> {
    if (this.#failure !== undefined) return;
    const { plan, cell, target } = this.#contest;
    const { peer, ratePerSecond } = this.#scanner as Extract<Scanner, { role: 'peer' }>;
    const ports = formatPortRanges(portRangesOf(target.ports));
    const scan = {
      ...cell,
      ratePerSecond,
      address: target.address,
      ports,
      timeoutMs: plan.timeoutMs,
      retries: plan.retries,
    };
    try {
      this.#samples.push(await runPeer(peer, scan, signal));
    } catch (error) {
      signal.throwIfAborted();
      this.#failure = (error as Error).message;
    }
  }
}
