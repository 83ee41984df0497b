import { count } from '../../plain-text.ts';
import type { Lane, Story } from '../page-data.ts';
import { LaneChart, type TimeWindow } from './lane-chart.ts';
import { element } from './make.ts';
import { Overview } from './overview.ts';

/** What happened over time: an overview, and lanes for the part of the time that it picks. */
export class StoryView {
  readonly elements: readonly HTMLElement[];
  readonly #story: Story;
  readonly #chart: LaneChart;
  readonly #overview: Overview;
  readonly #whole: HTMLButtonElement;
  #shown: readonly Lane[] = [];

  constructor(story: Story, picked: (lane: Lane) => void) {
    this.#story = story;
    const readout = element('p', { class: 'readout' });
    const hint = 'Point at a mark to read it, at a lane to pick its port. Drag over the connections to zoom.';
    readout.textContent = hint;
    const names = nameLanes(story.lanes);
    const gutter = gutterFor(story.lanes.map(names));
    this.#chart = new LaneChart(story, names, gutter, {
      hovered: (text) => {
        readout.textContent = text ?? hint;
      },
      picked,
    });
    this.#overview = new Overview(story.activity, story.endMs, gutter, (window) => this.#zoom(window));
    this.#whole = element('button', { type: 'button', class: 'small', hidden: '' }, 'Whole run');
    this.#whole.addEventListener('click', () => this.#zoom({ fromMs: 0, toMs: story.endMs }));
    const tools = element('div', { class: 'tools' }, readout, this.#whole);
    this.elements = [this.#overview.element, this.#chart.element, tools, ...this.#more()];
    this.#show(story.lanes.slice(0, story.telling));
  }

  draw(): void {
    this.#overview.draw();
    this.#chart.draw();
  }

  laneOf(scanner: string, host: string, port: number): Lane | undefined {
    return this.#story.lanes.find((lane) => lane.scanner === scanner && lane.host === host && lane.port === port);
  }

  /** Marks a lane, and shows it where it was left out. */
  select(lane: Lane | undefined): void {
    if (lane !== undefined && !this.#shown.includes(lane)) this.#show([...this.#shown, lane]);
    this.#chart.select(lane);
  }

  #show(lanes: readonly Lane[]): void {
    this.#shown = lanes.toSorted(
      (one, other) => compare(one.host, other.host) || one.port - other.port || compare(one.scanner, other.scanner),
    );
    this.#chart.show(this.#shown);
  }

  #zoom(window: TimeWindow): void {
    this.#whole.hidden = window.fromMs <= 0 && window.toMs >= this.#story.endMs;
    this.#overview.show(window);
    this.#chart.zoom(window);
  }

  #more(): HTMLElement[] {
    const { lanes, telling, withoutLane } = this.#story;
    const parts: HTMLElement[] = [];
    if (lanes.length > telling) {
      const button = element('button', { type: 'button', class: 'small' }, `Show all ${lanes.length} lanes`);
      button.addEventListener('click', () => {
        this.#show(lanes);
        button.remove();
      });
      parts.push(button);
    }
    if (withoutLane > 0) {
      const text = `${count(withoutLane, 'more port')} without a lane here`;
      parts.push(element('p', { class: 'note' }, text));
    }
    return parts;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Names say as much as it takes to tell lanes apart. */
function nameLanes(lanes: readonly Lane[]): (lane: Lane) => string {
  const several = (pick: (lane: Lane) => string) => new Set(lanes.map(pick)).size > 1;
  const hosts = several(({ host }) => host);
  const scanners = several(({ scanner }) => scanner);
  return ({ host, port, scanner }) =>
    [scanners ? scanner : '', hosts ? host : '', String(port)].filter((part) => part !== '').join(' ');
}

/** The room that the longest name takes, within reason; `Connections` stands there as well. */
function gutterFor(names: readonly string[]): number {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  return Math.min(Math.max(16 + 7 * longest, 112), 220);
}
