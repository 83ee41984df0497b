import type { TimelineEvent } from '../../results/timeline.ts';

/** The most connections that were under way at once, dialled and not over, in each of so many equal parts of the time. */
export function activityOf(timeline: readonly TimelineEvent[], endMs: number, parts: number): number[] {
  const most = new Array<number>(parts).fill(0);
  const alive = new Set<number>();
  let part = 0;
  for (const event of timeline) {
    const now = endMs > 0 ? Math.min(Math.floor((event.atMs / endMs) * parts), parts - 1) : 0;
    // What was alive when a part began counts in it.
    while (part < now) most[(part += 1)] = alive.size;
    if (event.kind === 'dial') alive.add(event.connection);
    else if (event.kind === 'close') alive.delete(event.connection);
    most[part] = Math.max(most[part]!, alive.size);
  }
  while (part < parts - 1) most[(part += 1)] = alive.size;
  return most;
}
