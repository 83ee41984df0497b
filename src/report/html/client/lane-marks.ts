import { cellPath } from '../cell-path.ts';
import { connectionBars } from '../connection-bars.ts';
import type { Lane, LaneEvent } from '../page-data.ts';
import { svg } from './make.ts';

/** What stands on a lane: connections as bars, messages and ends on them, the verdict behind. */

const BAR = 8;
const MARK = 4.5;
const VERDICT = 12;
/** A verdict stands behind the event that it follows from. */
const BEHIND = 9;

/** The marks of a lane around its middle line; `x` places a time. */
export function laneMarks(lane: Lane, middle: number, x: (ms: number) => number, endMs: number): SVGElement[] {
  const marks: SVGElement[] = [];
  for (const { dialMs, upMs, closeMs = endMs } of connectionBars(lane)) {
    const dialled = { x1: x(dialMs), x2: Math.max(x(upMs ?? closeMs), x(dialMs) + 1), y1: middle, y2: middle };
    marks.push(svg('line', { class: 'dialling', ...dialled }));
    if (upMs === undefined) continue;
    const width = Math.max(x(closeMs) - x(upMs), 2);
    marks.push(svg('rect', { class: 'connection', x: x(upMs), y: middle - BAR / 2, width, height: BAR, rx: 2 }));
  }
  for (const [index, event] of lane.events.entries()) {
    const mark = eventMark(event, x(event.at), middle);
    if (mark !== undefined) marks.push(mark);
    const next = lane.events.find((other, at) => at > index && other.kind !== 'skipped' && other.at > event.at);
    marks.push(...messageName(event, x(event.at), x(next?.at ?? endMs), middle));
  }
  return marks;
}

/** The name of a message beside its mark, where there is room until the next event. */
function messageName(event: LaneEvent, left: number, right: number, middle: number): SVGElement[] {
  if ((event.kind !== 'sent' && event.kind !== 'received') || event.text === '') return [];
  if (left < 0 || right - left < 6 * event.text.length + 2 * MARK + 4) return [];
  const y = event.kind === 'sent' ? middle - 9 : middle + 9;
  return [svg('text', { class: event.bad ? 'name-of bad' : 'name-of', x: left + MARK + 3, y }, event.text)];
}

function eventMark(event: LaneEvent, x: number, middle: number): SVGElement | undefined {
  const named = event.text !== '';
  const tone = event.bad ? 'mark bad' : 'mark';
  switch (event.kind) {
    case 'sent': {
      const y = middle - 1;
      if (!named) return svg('path', { class: tone, d: `M${x - 0.75} ${y}v-7h1.5v7z` });
      return svg('path', { class: tone, d: `M${x} ${y}l${-MARK} -8h${2 * MARK}z` });
    }
    case 'received': {
      const y = middle + 1;
      if (!named) return svg('path', { class: tone, d: `M${x - 0.75} ${y}v7h1.5v-7z` });
      return svg('path', { class: tone, d: `M${x} ${y}l${-MARK} 8h${2 * MARK}z` });
    }
    case 'close': {
      if (event.end === 'error') return svg('path', { class: 'cross', d: `M${x - 4} ${middle - 4}l8 8m0 -8l-8 8` });
      if (event.end === 'peer') return svg('circle', { class: 'peer', cx: x, cy: middle, r: 3.5 });
      return svg('path', { class: 'stop', d: `M${x} ${middle - 6}v12` });
    }
    case 'verdict': {
      const d = cellPath(event.state!, x + BEHIND - VERDICT / 2, middle - VERDICT / 2, VERDICT);
      return svg('path', { class: `verdict-mark fill-${event.state}`, d });
    }
    default:
      return undefined;
  }
}
