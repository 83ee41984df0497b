import type { PlayedCase, ScriptedCase } from './case.ts';
import { patienceFor } from './patience.ts';
import type { TargetProfile } from './profile.ts';
import { type CaseRun, runCase, type Stage } from './run-case.ts';

/** Whether a responder stands at the target at all, so that a dead one is never taken for one that fails cases. */

/** As long a round trip as a path may have that nobody has measured yet. */
const UNKNOWN_ROUND_TRIP_MS = 250;
const SAMPLES = 3;
/** A target that is busy for a moment is not dead. */
const ATTEMPTS = 3;

/** A status request about an open port, and its answer. */
function sanity({ denied }: TargetProfile): ScriptedCase {
  return {
    id: 'SANITY-00',
    title: 'A status request about an open port is answered',
    requirements: ['STATUS-6'],
    level: 'MUST',
    script: [
      { send: [{ message: 'status-request', id: 1 }] },
      { expect: denied.has('status') ? { error: 'denied', id: 1 } : { message: 'open', id: 1 } },
    ],
  };
}

/** A round trip that was measured, or why there is none. */
export type Pulse = { readonly roundTripMs: number } | { readonly why: string };

/** Measures the round trip to a target that nothing is known of: the shortest of some. */
export async function takePulse(stage: Omit<Stage, 'patience'>): Promise<Pulse> {
  let roundTripMs = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const patience = patienceFor(Math.min(roundTripMs, UNKNOWN_ROUND_TRIP_MS));
    const run = await runCase(sanity(stage.profile), { ...stage, patience });
    if (run.finding !== undefined) return { why: describe(run.finding) };
    roundTripMs = Math.min(roundTripMs, roundTripOf(run));
  }
  return { roundTripMs };
}

/** That of the answer alone: where a proxy stands between, the connection is up before it has reached the target. */
function roundTripOf({ elapsedMs, timeline }: CaseRun): number {
  return elapsedMs - (timeline.find(({ kind }) => kind === 'up')?.atMs ?? 0);
}

/** Connections that a target serves at the same time. */
export interface Room {
  readonly served: number;
  /** One more was turned away. */
  readonly isBounded: boolean;
}

/** How many connections the target serves at the same time; no more than `most` are tried. */
export async function findRoom(stage: Stage, most: number): Promise<Room> {
  const { script, ...heading } = sanity(stage.profile);
  let served = 0;
  const crowd: PlayedCase = {
    ...heading,
    title: 'Many status requests are answered on connections of their own',
    connections: most,
    play: async (bench) => {
      for (; served < most; served += 1) {
        const finding = await bench.play([{ connection: `connection ${served + 1}` }, ...script]);
        if (finding !== undefined) return finding;
      }
      return undefined;
    },
  };
  const { finding } = await runCase(crowd, stage);
  return { served, isBounded: finding?.isTurnedAway === true };
}

/**
 * Whether the target lives, were it too busy for one more connection, and how long a round trip takes by now.
 * `isInCompany`: other connections are ours, and may be why it turns one away without a word.
 */
export async function checkLife(stage: Stage, isInCompany: boolean): Promise<Pulse> {
  let why = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const run = await runCase(sanity(stage.profile), moreAndMorePatient(stage, attempt));
    const { finding } = run;
    const isAlive = finding === undefined || finding.actual.startsWith('error busy ');
    if (isAlive || (isInCompany && finding.isTurnedAway)) return { roundTripMs: roundTripOf(run) };
    why = describe(finding);
    await new Promise<void>((resolve) => {
      stage.clock.setTimer(stage.patience.silenceMs, resolve, undefined);
    });
  }
  return { why };
}

/** A busy target may be late once, and later than before. */
function moreAndMorePatient(stage: Stage, attempt: number): Stage {
  const { patience } = stage;
  return { ...stage, patience: { ...patience, answerMs: patience.answerMs * 2 ** attempt } };
}

/** An error that has the addresses of the connection, as the responder sees it (ADDR-10). */
function stranger(addresses?: 'own'): ScriptedCase {
  return {
    id: 'SANITY-01',
    title: 'What is not PSAP is told so',
    requirements: ['ADDR-10', 'ERR-1'],
    level: 'MUST',
    script: [
      { send: [{ text: 'G' }] },
      { expect: { error: 'bad-magic', ...(addresses !== undefined && { addresses }) } },
    ],
  };
}

/**
 * How the addresses that the target sees differ from those of our connections, where nothing else about that answer is
 * wrong: something may stand between that translates them, or the target is wrong about them.
 */
export async function findTranslation(stage: Stage): Promise<string | undefined> {
  const { finding } = await runCase(stranger('own'), stage);
  if (finding === undefined || (await runCase(stranger(), stage)).finding !== undefined) return undefined;
  return describe(finding);
}

function describe({ expected, actual }: { readonly expected: string; readonly actual: string }): string {
  return `expected ${expected}, got ${actual}`;
}
