import type { Reason, Verdict } from '../results/scan.ts';
import type { Observation, ObservationKind, ProbeMode } from './prober.ts';

/** The verdict rules (clause VERDICT-1): what an observation says of its port, and when it is worth asking again. */

/** The kinds that answer a question about a port's state. */
type StatusKind = Exclude<ObservationKind, 'information' | 'displaced'>;

const direct: Readonly<Record<Exclude<StatusKind, 'local' | 'unreached'>, Verdict>> = {
  connected: { state: 'open', reason: 'syn-ack' },
  open: { state: 'open', reason: 'syn-ack' },
  closed: { state: 'closed', reason: 'rst' },
  refused: { state: 'closed', reason: 'refused' },
  reset: { state: 'closed', reason: 'reset' },
  hangup: { state: 'closed', reason: 'hangup' },
  'no-response': { state: 'filtered', reason: 'no-response' },
  unreachable: { state: 'filtered', reason: 'unreachable' },
  'no-reply': { state: 'filtered', reason: 'no-reply' },
  cut: { state: 'filtered', reason: 'cut' },
  'error-reply': { state: 'open', reason: 'error-reply' },
  'bad-reply': { state: 'open', reason: 'bad-reply' },
  'not-psap': { state: 'open', reason: 'not-psap' },
};

/** In agent mode only what the agent says about the subject counts; all else is an error of the agent. */
const agentSpeaks: ReadonlySet<ObservationKind> = new Set(['open', 'closed', 'no-reply']);

/** The state and the reason that the last attempt's observation gives a port. */
export function judge(mode: ProbeMode, observation: Observation): Verdict {
  const { kind, code } = observation;
  if (kind === 'local') return { state: 'error', reason: `local:${code}` };
  if (kind === 'information' || kind === 'displaced') {
    throw new TypeError(`an observation '${kind}' is no answer about a port's state`);
  }
  if (kind === 'unreached' || (mode === 'agent' && !agentSpeaks.has(kind))) {
    return { state: 'error', reason: `agent:${code ?? kind}` as Reason };
  }
  return direct[kind];
}

const retried: ReadonlySet<ObservationKind> = new Set([
  'no-response',
  'unreachable',
  'no-reply',
  'cut',
  'reset',
  'hangup',
  'unreached',
]);

/** In agent mode: what the agent says of a subject, and what is no attempt. Every other kind is an error of the agent. */
const neverRetried: ReadonlySet<ObservationKind> = new Set([
  'open',
  'closed',
  'information',
  'local',
  'displaced',
  'connected',
]);

/** Whether another attempt may see something else: filtered outcomes, resets and hangups, and every agent error. */
export function isWorthRetrying(mode: ProbeMode, observation: Observation): boolean {
  const { kind } = observation;
  return retried.has(kind) || (mode === 'agent' && !neverRetried.has(kind));
}

/** Whether the observation shows that the host is there: anything that it sent, refusals included. */
export function showsHostUp(mode: ProbeMode, { kind }: Observation): boolean {
  return mode === 'agent' ? kind !== 'no-reply' && agentSpeaks.has(kind) : !saysNothing.has(kind);
}

const saysNothing: ReadonlySet<ObservationKind> = new Set([
  'no-response',
  'unreachable',
  'local',
  'displaced',
  'unreached',
]);

/** Whether the one that was asked said something, whatever it was: nothing was lost. */
export function isAnswer(kind: ObservationKind): boolean {
  return answers.has(kind);
}

const answers: ReadonlySet<ObservationKind> = new Set([
  'connected',
  'open',
  'closed',
  'refused',
  'information',
  'error-reply',
  'bad-reply',
  'not-psap',
]);

/** Whether the connection came up and was turned away, as some do with what is too much for them. */
export function isTurnedAway(kind: ObservationKind): boolean {
  return kind === 'reset' || kind === 'hangup';
}

/** Whether nothing was said in time, which may be loss alone. */
export function isSilence(kind: ObservationKind): boolean {
  return kind === 'no-response' || kind === 'no-reply';
}

/** Whether the observation may be the work of loss or congestion on the way rather than of the port itself. */
export function isDoubtful(mode: ProbeMode, kind: ObservationKind): boolean {
  return mode === 'agent' ? kind === 'no-reply' : lossLike.has(kind);
}

const lossLike: ReadonlySet<ObservationKind> = new Set(['no-response', 'no-reply', 'cut', 'reset', 'hangup']);
