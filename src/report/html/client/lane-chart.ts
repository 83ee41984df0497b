import { packSpans } from '../pack-spans.ts';
import type { Lane, LaneEvent, Story } from '../page-data.ts';
import { timeTicks } from '../time-axis.ts';
import { eventText } from './inspector.ts';
import { laneMarks } from './lane-marks.ts';
import { element, svg } from './make.ts';

/** A part of the time. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ChartEvents {
  /** What is under the pointer, in words; undefined as it leaves. */
  readonly hovered: (text: string | undefined) => void;
  readonly picked: (lane: Lane) => void;
}

/** Room behind the last mark. */
export const MARGIN = 26;
const LANE = 28;
const FAULT = 22;
const AXIS = 24;
const MOST_FAULT_ROWS = 8;
/** How near the pointer must be to an event. */
const REACH = 14;

/** Faults above, an axis, and lanes below: what happened on ports, over a window of time. */
export class LaneChart {
  readonly element: HTMLElement;
  readonly #story: Story;
  readonly #events: ChartEvents;
  readonly #names: (lane: Lane) => string;
  readonly #gutter: number;
  readonly #severalHosts: boolean;
  #lanes: readonly Lane[] = [];
  #window: TimeWindow;
  #selected: Lane | undefined;
  /** Where the first lane begins. */
  #top = 0;

  /** `gutter` is the room for the names of lanes. */
  constructor(story: Story, names: (lane: Lane) => string, gutter: number, events: ChartEvents) {
    this.#gutter = gutter;
    this.#story = story;
    this.#names = names;
    this.#events = events;
    this.#window = { fromMs: 0, toMs: story.endMs };
    this.#severalHosts = new Set([...story.faults, ...story.lanes].map(({ host }) => host)).size > 1;
    this.element = element('div', {
      class: 'lanes',
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'timeline',
      'aria-label': 'What happened over time: up and down move from port to port',
    });
    this.element.addEventListener('pointermove', (event) => events.hovered(this.#textUnder(event)));
    this.element.addEventListener('pointerleave', () => events.hovered(undefined));
    this.element.addEventListener('click', (event) => {
      const lane = this.#laneUnder(event);
      if (lane !== undefined) events.picked(lane);
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  show(lanes: readonly Lane[]): void {
    this.#lanes = lanes;
    this.draw();
  }

  zoom(window: TimeWindow): void {
    this.#window = window;
    this.draw();
  }

  select(lane: Lane | undefined): void {
    if (lane === this.#selected) return;
    this.#selected = lane;
    this.draw();
  }

  get #plotWidth(): number {
    return Math.max(this.element.clientWidth - this.#gutter - MARGIN, 60);
  }

  #x(ms: number): number {
    const { fromMs, toMs } = this.#window;
    return ((ms - fromMs) / (toMs - fromMs)) * this.#plotWidth;
  }

  draw(): void {
    if (this.element.clientWidth === 0) return;
    const { fromMs, toMs } = this.#window;
    const seen = this.#story.faults.filter((fault) => fault.toMs >= fromMs && fault.fromMs <= toMs);
    const rows = packSpans(seen);
    const faultRows = Math.min(rows.length, MOST_FAULT_ROWS);
    this.#top = faultRows * FAULT + AXIS;
    const height = this.#top + this.#lanes.length * LANE + 6;
    const width = this.#gutter + this.#plotWidth + MARGIN;
    const plot = svg('svg', { x: this.#gutter - 8, width: this.#plotWidth + 8 + MARGIN, height });
    const inner = svg('g', { transform: 'translate(8 0)' });
    plot.append(inner);
    inner.append(...this.#axis(height));
    for (const [row, faults] of rows.slice(0, faultRows).entries()) {
      for (const fault of faults) inner.append(this.#fault(fault, row * FAULT));
    }
    const labels: SVGElement[] = [];
    if (faultRows > 0) labels.push(svg('text', { class: 'label head', x: 8, y: FAULT / 2 }, 'Faults'));
    for (const [row, lane] of this.#lanes.entries()) {
      const y = this.#top + row * LANE;
      const middle = y + LANE / 2;
      const selected = lane === this.#selected;
      labels.push(svg('rect', { class: selected ? 'lane selected' : 'lane', x: 0, y, width, height: LANE }));
      labels.push(svg('text', { class: 'label', x: 8, y: middle }, this.#names(lane)));
      inner.append(...laneMarks(lane, middle, (ms) => this.#x(ms), this.#story.endMs));
    }
    const left = rows.length - faultRows;
    if (left > 0) labels.push(svg('text', { class: 'label head', x: 8, y: FAULT * 1.5 }, `and ${left} more rows`));
    const size = { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' };
    this.element.replaceChildren(svg('svg', size, ...labels, plot));
  }

  #axis(height: number): SVGElement[] {
    const { fromMs, toMs } = this.#window;
    const y = this.#top - 8;
    return timeTicks(fromMs, toMs, Math.max(Math.floor(this.#plotWidth / 90), 2)).flatMap(({ ms, text }) => [
      svg('line', { class: 'rule', x1: this.#x(ms), x2: this.#x(ms), y1: this.#top - 4, y2: height }),
      svg('text', { class: 'tick', x: this.#x(ms), y }, text),
    ]);
  }

  #fault({ fromMs, toMs, host, ports, fault }: Story['faults'][number], y: number): SVGElement {
    const from = Math.max(this.#x(fromMs), -8);
    const to = Math.min(this.#x(toMs), this.#plotWidth + MARGIN);
    const width = Math.max(to - from, 3);
    const where = this.#severalHosts ? `${host} ${ports}` : ports;
    const text = `${where}: ${fault}`;
    const box = { x: from, y: y + 2, width, height: FAULT - 5 };
    const group = svg('svg', { class: 'fault', ...box }, svg('rect', { width, height: FAULT - 5, rx: 3 }));
    group.append(svg('text', { x: 7, y: (FAULT - 5) / 2 }, text), svg('title', {}, text));
    return group;
  }

  #laneUnder({ clientY }: MouseEvent): Lane | undefined {
    const y = clientY - this.element.getBoundingClientRect().top;
    return y < this.#top ? undefined : this.#lanes[Math.floor((y - this.#top) / LANE)];
  }

  #textUnder(pointer: MouseEvent): string | undefined {
    const lane = this.#laneUnder(pointer);
    if (lane === undefined) return undefined;
    const x = pointer.clientX - this.element.getBoundingClientRect().left - this.#gutter;
    let nearest: LaneEvent | undefined;
    let distance = REACH;
    for (const event of lane.events) {
      const away = Math.abs(this.#x(event.at) - x);
      if (away >= distance) continue;
      [nearest, distance] = [event, away];
    }
    const name = this.#names(lane);
    return nearest === undefined ? name : `${name} at ${nearest.at.toFixed(2)} ms: ${eventText(nearest, true)}`;
  }

  #onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = this.#selected === undefined ? -1 : this.#lanes.indexOf(this.#selected);
    const lane = this.#lanes[Math.min(Math.max(at + step, 0), this.#lanes.length - 1)];
    if (lane !== undefined) this.#events.picked(lane);
  }
}
