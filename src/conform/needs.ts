import { type Case, type Declaration, type End, type Expectation, type Step, type Subject, subjects } from './case.ts';
import { spanOf } from './limit-spans.ts';
import { doorOf, type TargetProfile } from './profile.ts';
import { findSubject } from './subjects.ts';

/** What a case needs to know of a target: what it says, and what its script shows. */

export type Need = Declaration | Subject;

/** What a profile does not have that a case needs. */
export type Lack = Need | `room for ${number} connections`;

/** Each once. */
export function needsOf(one: Case): readonly Need[] {
  const needs = new Set<Need>(['open', ...(one.needs ?? [])]);
  if (one.mode !== undefined) needs.add(one.mode);
  if ('script' in one) for (const step of one.script) for (const need of needsOfStep(step)) needs.add(need);
  // A request that is to be denied may be sent where it is.
  if (needs.has('status denied')) needs.delete('status');
  if (needs.has('information denied')) needs.delete('information');
  return [...needs];
}

function needsOfStep(step: Step): Need[] {
  // A proxy may take the end of our side for the end of the connection, and resets when it likes.
  if (step === 'finish' || step === 'reset') return ['end to end'];
  if (typeof step === 'string') return [];
  if ('unreset' in step) return ['end to end'];
  if ('send' in step) {
    return step.send.flatMap((part): Need[] => {
      if (!('message' in part)) return Object.values(part).flatMap((text) => subjectsIn(String(text)));
      const asks = part.message === 'information-request' ? (['information'] as const) : (['status'] as const);
      return [...asks, ...subjectOf(part.to), ...subjectOf(part.from)];
    });
  }
  const span = spanOf(step);
  const limits: Need[] = typeof span !== 'object' || span.limit === 'discard' ? [] : [`${span.limit} limit`];
  if (!('expect' in step)) return limits;
  return [...limits, ...needsOfAnswer(step.expect), ...(step.feed === undefined ? [] : (['message limit'] as const))];
}

/** An answer that only a peer gets that may ask. */
function needsOfAnswer({ message }: Expectation): Need[] {
  if (message === 'open' || message === 'closed') return ['status'];
  return message === 'information' ? ['information'] : [];
}

function subjectOf(end: End | undefined): Subject[] {
  return subjects.filter((subject) => subject === end);
}

function subjectsIn(text: string): Subject[] {
  return subjects.filter((subject) => text.includes(`{${subject}}`));
}

/** Those of the needs that the profile does not meet, and room for the connections of the case. */
export function lacksOf(one: Case, profile: TargetProfile): readonly Lack[] {
  // Without a door of that mode there is no subject behind it.
  if (one.mode !== undefined && doorOf(profile, one.mode) === undefined) return [one.mode];
  const lacks = needsOf(one).filter((need) => !meets(profile, need, one.mode));
  const connections = connectionsOf(one);
  const { connections: served = connections } = profile.limits;
  return served < connections ? [...lacks, `room for ${connections} connections`] : lacks;
}

/** How many connections a case has at the same time, at most. */
export function connectionsOf(one: Case): number {
  if (!('script' in one)) return one.connections;
  const dialled = new Set<string>();
  let current = 'first';
  for (const step of one.script) {
    if (typeof step === 'object' && 'connection' in step) current = step.connection;
    if (!(typeof step === 'object' && 'wait' in step)) dialled.add(current);
  }
  return dialled.size;
}

function meets(profile: TargetProfile, need: Need, mode: Case['mode']): boolean {
  const { limits, denied, services, osFamily } = profile;
  const door = doorOf(profile, mode);
  switch (need) {
    case 'agent':
    case 'direct':
      return doorOf(profile, need) !== undefined;
    case 'service':
      return door !== undefined && (services.get(door.port) ?? 'unknown') !== 'unknown';
    case 'os':
      return osFamily !== undefined;
    case 'unknown os':
      return osFamily === 'unknown';
    case 'end to end':
      return !profile.proxied;
    case 'message limit':
      return limits.messageMs !== undefined;
    case 'idle limit':
      return limits.idleMs !== undefined;
    case 'write limit':
      return limits.writeMs !== undefined;
    case 'connection limit':
      return limits.connections !== undefined;
    case 'status':
    case 'information':
      return !denied.has(need);
    case 'status denied':
      return denied.has('status');
    case 'information denied':
      return denied.has('information');
    default:
      return door !== undefined && findSubject(need, profile, door) !== undefined;
  }
}
