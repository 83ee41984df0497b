import type { Row } from '../../source/machine-table.ts';
import { doorOf, type TargetProfile } from '../profile.ts';

/** Why a row was not reached, or does not show. */

export function whyUnseen({ event, state }: Row): string {
  if (event === 'lost' || event === 'ended') return 'the connection was gone for us, too';
  if (state === 'closing') return 'it discards what comes, which does not show';
  return 'no case waited for what comes of it';
}

export function whyNotReached({ state, event, guard, next }: Row, profile: TargetProfile): string {
  const lacks = lackFor({ state, event, guard }, profile);
  if (lacks !== undefined) return `the profile declares no ${lacks}`;
  if (event === 'drain') return 'the target alone decides to stop';
  if (state === 'closed') return 'the connection is gone';
  return next === 'closed' && event === 'lost' ? 'no connection was lost' : 'no case that ran leads there';
}

function lackFor({ state, event, guard }: Pick<Row, 'state' | 'event' | 'guard'>, profile: TargetProfile) {
  const { limits, denied, filtered, closed, osFamily } = profile;
  const has = (name: string) => guard.some((each) => each.guard === name && each.holds);
  const isDirect = doorOf(profile)?.mode === 'direct';
  if (event === 'reject' && limits.connections === undefined) return 'limit of connections';
  if (event === 'timer' && state === 'idle' && limits.idleMs === undefined) return 'idle limit';
  if (event === 'timer' && state === 'receiving' && limits.messageMs === undefined) return 'message limit';
  if (has('denied') && denied.size === 0) return 'request that is denied';
  if (has('filtered') && (isDirect || filtered.length === 0)) return 'filtered port that can be asked about';
  if (has('closed') && (isDirect || closed.length === 0)) return 'closed port that can be asked about';
  if (has('wants-os-alone') && osFamily === undefined) return 'operating system';
  return undefined;
}
