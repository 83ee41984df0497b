import type { ReplayDifference } from '../../results/replay.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Dialer, SocketAddress } from '../../runtime/connection.ts';
import { REMOTE } from '../bench.ts';
import { type Inbound, ScriptedConnection } from '../scripted-connection.ts';
import { describeAnswer, describeLoss, describeViolation, ENDED } from './answer-text.ts';
import type { ReplayCase, ReplayStep } from './replay-plan.ts';

export interface ReplayStage {
  readonly dialer: Dialer;
  readonly clock: Clock;
  /** How long to wait for what the trace has, beyond the time that it took there. */
  readonly answerMs: number;
  /** Where to dial instead of where the trace did. */
  readonly redirect?: SocketAddress;
  /** Ends what is being replayed. */
  readonly signal?: AbortSignal;
}

export interface CaseReplay {
  readonly elapsedMs: number;
  /** `local`: this machine failed. `absent`: a connection does not come up that did so in the trace. */
  readonly end: 'same' | 'different' | 'local' | 'absent';
  readonly difference?: ReplayDifference;
}

/** Shorter pauses are those of a machine that works. */
const SHORTEST_PAUSE_MS = 0.5;
const NOTHING = 'nothing';

/**
 * Does again what a case did, in its order: the same octets in the same segments. Our own pauses are as long as in the
 * trace, since they are what limits and segments are made of; for the target we wait until it has done what it did
 * there, however soon that is: when it does so is not compared. A connection on which nothing was received is not read.
 * Ends at the first thing that is not as in the trace.
 */
export async function replayCase({ steps }: ReplayCase, stage: ReplayStage): Promise<CaseReplay> {
  const { clock, signal } = stage;
  const lines = new Map<number, ScriptedConnection>();
  const close = () => {
    for (const line of lines.values()) line.close();
  };
  signal?.addEventListener('abort', close);
  const beganMs = clock.now();
  try {
    let beforeMs = 0;
    for (const step of steps) {
      if (signal?.aborted) break;
      const found = await replayStep(step, step.atMs - beforeMs, lines, stage);
      if (found !== undefined) return { ...found, elapsedMs: clock.now() - beganMs };
      beforeMs = step.atMs;
    }
    return { end: 'same', elapsedMs: clock.now() - beganMs };
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}

/** Gives what ends the case. */
async function replayStep(
  step: ReplayStep,
  sinceMs: number,
  lines: Map<number, ScriptedConnection>,
  { dialer, clock, answerMs, redirect, signal }: ReplayStage,
): Promise<Omit<CaseReplay, 'elapsedMs'> | undefined> {
  const { kind, connection, line } = step;
  if (kind === 'up' || kind === 'see') {
    const expected = kind === 'up' ? 'a connection' : step.text;
    // What the trace has came, were it a reset after the end.
    const inbound = await lines.get(connection)!.next(sinceMs + answerMs, true);
    const actual = describeInbound(inbound);
    if (actual === expected) {
      if (kind === 'up' && !step.isRead) lines.get(connection)!.connection.pause();
      return undefined;
    }
    const difference = { connection, line, expected, actual };
    if (inbound?.kind === 'lost' && !REMOTE.has(inbound.errno)) return { end: 'local', difference };
    return { end: kind === 'up' ? 'absent' : 'different', difference };
  }
  if (sinceMs >= SHORTEST_PAUSE_MS) await pause(clock, sinceMs, signal);
  if (signal?.aborted) return undefined;
  if (kind === 'dial') {
    lines.set(connection, new ScriptedConnection(dialer, redirect ?? step.target, clock, connection));
    return undefined;
  }
  const scripted = lines.get(connection)!;
  switch (kind) {
    case 'send':
      scripted.write(step.octets);
      return undefined;
    case 'finish':
      scripted.connection.end();
      return undefined;
    case 'close':
    case 'reset': {
      // That it has ended its side meanwhile is chance; that it has said something is not.
      const inbound = await scripted.next(0);
      if (inbound?.kind === 'message' || inbound?.kind === 'violation') {
        return {
          end: 'different',
          difference: { connection, line, expected: NOTHING, actual: describeInbound(inbound) },
        };
      }
      if (kind === 'close') scripted.connection.destroy();
      else scripted.connection.reset();
      return undefined;
    }
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      timer.cancel();
      signal?.removeEventListener('abort', resume);
      resolve();
    };
    const timer = clock.setTimer(ms, resume, undefined);
    signal?.addEventListener('abort', resume);
  });
}

function describeInbound(inbound: Inbound | undefined): string {
  switch (inbound?.kind) {
    case undefined:
      return NOTHING;
    case 'up':
      return 'a connection';
    case 'message':
      return describeAnswer(inbound.message);
    case 'violation':
      return describeViolation(inbound.violation);
    case 'ended':
      return ENDED;
    case 'lost':
      return describeLoss(inbound.errno);
  }
}
