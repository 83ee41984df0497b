import { Recording } from '../engines/recording.ts';
import { RecordingDialer } from '../engines/recording-dialer.ts';
import type { TimelineEvent } from '../results/timeline.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer } from '../runtime/connection.ts';
import { Bench, type Finding } from './bench.ts';
import type { Case } from './case.ts';
import type { Patience } from './patience.ts';
import { doorOf, type TargetProfile } from './profile.ts';

/** Where cases are played: sockets and real time, or a network in memory and virtual time. */
export interface Stage {
  readonly dialer: Dialer;
  readonly clock: Clock;
  readonly profile: TargetProfile;
  readonly patience: Patience;
  /** Ends what is being played. */
  readonly signal?: AbortSignal;
}

/** One play of a case. */
export interface CaseRun {
  /** What was wrong; undefined where all was as it has to be. */
  readonly finding: Finding | undefined;
  /** On the clock of the stage. */
  readonly beganMs: number;
  readonly elapsedMs: number;
  /** All that happened, its times from the beginning of the case. */
  readonly timeline: readonly TimelineEvent[];
}

/** The name that the suite has in a timeline. */
const SCANNER = 'conform';

/**
 * Plays a case once. The target has to have what it needs (`lacksOf`); throws what is wrong with the case itself.
 */
export async function runCase(one: Case, { dialer, clock, profile, patience, signal }: Stage): Promise<CaseRun> {
  const door = doorOf(profile, one.mode);
  if (door === undefined) throw new TypeError(`${one.id} needs a mode that the target does not have`);
  const timeline: TimelineEvent[] = [];
  const recording = new Recording(clock, (event) => timeline.push(event), { name: one.id, seed: 0, wallClock: '' });
  const bench = new Bench({ dialer: new RecordingDialer(dialer, recording, SCANNER), clock, profile, door, patience });
  const close = () => bench.close();
  if (signal?.aborted) close();
  signal?.addEventListener('abort', close);
  const beganMs = clock.now();
  try {
    const finding = 'script' in one ? await bench.play(one.script) : await one.play(bench);
    return { finding, beganMs, elapsedMs: clock.now() - beganMs, timeline };
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}
