import type { Observation, Probe, ProbeMode, Prober } from '../../probe/prober.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';

/** What comes of one probe, and after how long; 1 ms where nothing is said. */
export interface Scene extends Omit<Observation, 'index' | 'rttMs' | 'atMs'> {
  readonly afterMs?: number;
}

/** Says what comes of a probe that begins at `nowMs`; `time` counts the probes of its index, from 1. */
export type Script = (probe: Probe, time: number, nowMs: number) => Scene;

/** A Prober that acts out a script, and writes down all that it is told to do and all that it tells. */
export class ScriptedProber implements Prober {
  readonly engine = 'scripted';
  readonly mode: ProbeMode;
  onObservations = (): void => {};
  readonly sent: { readonly probe: Probe; readonly atMs: number }[] = [];
  readonly observed: Observation[] = [];
  mostUnderWay = 0;
  isClosed = false;
  readonly #clock: Clock;
  readonly #script: Script;
  readonly #underWay = new Map<number, Timer>();
  readonly #times = new Map<number, number>();
  #news: Observation[] = [];

  constructor(clock: Clock, script: Script, mode: ProbeMode = 'direct') {
    this.#clock = clock;
    this.#script = script;
    this.mode = mode;
  }

  submit(probes: readonly Probe[]): void {
    if (this.isClosed) throw new Error('probes were submitted to a prober that is closed');
    for (const probe of probes) this.#begin(probe);
    this.mostUnderWay = Math.max(this.mostUnderWay, this.#underWay.size);
  }

  drain(): Observation[] {
    return this.#news.splice(0);
  }

  cancel(index: number): void {
    this.#underWay.get(index)?.cancel();
    this.#underWay.delete(index);
  }

  close(): void {
    for (const timer of this.#underWay.values()) timer.cancel();
    this.isClosed = true;
  }

  #begin(probe: Probe): void {
    const { index } = probe;
    if (this.#underWay.has(index)) throw new Error(`probe ${index} is under way already`);
    const startedMs = this.#clock.now();
    const time = (this.#times.get(index) ?? 0) + 1;
    this.#times.set(index, time);
    this.sent.push({ probe, atMs: startedMs });
    const { afterMs = 1, ...scene } = this.#script(probe, time, startedMs);
    const tell = (): void => {
      this.#underWay.delete(index);
      const atMs = this.#clock.now();
      const observation = { ...scene, index, rttMs: atMs - startedMs, atMs };
      this.observed.push(observation);
      this.#news.push(observation);
      if (this.#news.length === 1) queueMicrotask(() => this.onObservations());
    };
    this.#underWay.set(index, this.#clock.setTimer(afterMs, tell, undefined));
  }
}
