import type { ScenarioReport } from '../../results/run-report.ts';
import { activityOf } from './activity.ts';
import { faultSpans } from './fault-spans.ts';
import { lanesOf } from './lanes.ts';
import type { PortField, Story } from './page-data.ts';

/** Parts of the time for which the page knows how busy the scanners were. */
const ACTIVITY_PARTS = 240;

/** What happened in a scenario, where that was written down. */
export function storyOf(scenario: ScenarioReport, fields: readonly PortField[]): Story | undefined {
  const { timeline = [] } = scenario;
  const last = timeline.at(-1);
  if (last === undefined) return undefined;
  const endMs = Math.max(last.atMs, 0.001);
  return {
    endMs,
    faults: faultSpans(timeline, endMs),
    activity: activityOf(timeline, endMs, ACTIVITY_PARTS),
    ...lanesOf(scenario, timeline, fields),
  };
}
