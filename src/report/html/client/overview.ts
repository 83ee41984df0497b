import { formatCount } from '../../plain-text.ts';
import { MARGIN, type TimeWindow } from './lane-chart.ts';
import { element, svg } from './make.ts';

const HEIGHT = 44;
/** A shorter drag is a click. */
const SHORTEST_DRAG = 4;

/** How busy the scanners were over the whole run; a drag picks the part of the time that is shown. */
export class Overview {
  readonly element: HTMLElement;
  readonly #activity: readonly number[];
  readonly #endMs: number;
  readonly #gutter: number;
  readonly #picked: (window: TimeWindow) => void;
  #window: TimeWindow;
  #dragFrom: number | undefined;

  /** `gutter` is the room that stays free at its left. */
  constructor(activity: readonly number[], endMs: number, gutter: number, picked: (window: TimeWindow) => void) {
    this.#activity = activity;
    this.#gutter = gutter;
    this.#endMs = endMs;
    this.#picked = picked;
    this.#window = { fromMs: 0, toMs: endMs };
    this.element = element('div', {
      class: 'overview',
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'time window',
      'aria-label': 'Time shown: plus and minus zoom, left and right move, 0 shows the whole run',
    });
    this.element.addEventListener('pointerdown', (event) => this.#onDown(event));
    this.element.addEventListener('pointermove', (event) => this.#onMove(event));
    this.element.addEventListener('pointerup', (event) => this.#onUp(event));
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  show(window: TimeWindow): void {
    this.#window = window;
    this.draw();
  }

  get #width(): number {
    return Math.max(this.element.clientWidth - this.#gutter - MARGIN, 60);
  }

  draw(): void {
    if (this.element.clientWidth === 0) return;
    const width = this.#width;
    const most = Math.max(...this.#activity, 1);
    const step = width / this.#activity.length;
    const outline = this.#activity.map((value, part) => {
      const y = HEIGHT - 3 - (value / most) * (HEIGHT - 8);
      return `L${(part * step).toFixed(1)} ${y.toFixed(1)}h${step.toFixed(2)}`;
    });
    const [from, to] = [this.#window.fromMs, this.#window.toMs].map((ms) => (ms / this.#endMs) * width) as [
      number,
      number,
    ];
    const whole = width + this.#gutter + MARGIN;
    const drawing = svg(
      'svg',
      { width: whole, height: HEIGHT, viewBox: `0 0 ${whole} ${HEIGHT}`, 'aria-hidden': 'true' },
      svg('text', { class: 'label', x: 8, y: HEIGHT / 2 - 7 }, 'Connections'),
      svg('text', { class: 'label quiet', x: 8, y: HEIGHT / 2 + 8 }, `up to ${formatCount(most)} at once`),
      svg(
        'g',
        { transform: `translate(${this.#gutter} 0)` },
        svg('path', { class: 'activity', d: `M0 ${HEIGHT - 3}${outline.join('')}V${HEIGHT - 3}z` }),
        svg('rect', { class: 'shade', x: 0, y: 0, width: Math.max(from, 0), height: HEIGHT }),
        svg('rect', { class: 'shade', x: to, y: 0, width: Math.max(width - to, 0), height: HEIGHT }),
        svg('rect', { class: 'window', x: from, y: 0.75, width: Math.max(to - from, 2), height: HEIGHT - 1.5, rx: 3 }),
      ),
    );
    this.element.replaceChildren(drawing);
  }

  #timeUnder({ clientX }: MouseEvent): number {
    const x = clientX - this.element.getBoundingClientRect().left - this.#gutter;
    return (Math.min(Math.max(x, 0), this.#width) / this.#width) * this.#endMs;
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.element.setPointerCapture(event.pointerId);
    this.#dragFrom = this.#timeUnder(event);
  }

  #onMove(event: PointerEvent): void {
    if (this.#dragFrom === undefined) return;
    const window = this.#dragged(this.#dragFrom, this.#timeUnder(event));
    if (window !== undefined) this.show(window);
  }

  #onUp(event: PointerEvent): void {
    if (this.#dragFrom === undefined) return;
    const window = this.#dragged(this.#dragFrom, this.#timeUnder(event));
    this.#dragFrom = undefined;
    this.#picked(window ?? { fromMs: 0, toMs: this.#endMs });
  }

  #dragged(one: number, other: number): TimeWindow | undefined {
    const window = { fromMs: Math.min(one, other), toMs: Math.max(one, other) };
    return ((window.toMs - window.fromMs) / this.#endMs) * this.#width < SHORTEST_DRAG ? undefined : window;
  }

  #onKey(event: KeyboardEvent): void {
    const { fromMs, toMs } = this.#window;
    const span = toMs - fromMs;
    const windows: Readonly<Record<string, readonly [number, number]>> = {
      '+': [fromMs + span / 4, toMs - span / 4],
      '=': [fromMs + span / 4, toMs - span / 4],
      '-': [fromMs - span / 2, toMs + span / 2],
      ArrowLeft: [fromMs - span / 4, toMs - span / 4],
      ArrowRight: [fromMs + span / 4, toMs + span / 4],
      '0': [0, this.#endMs],
      Home: [0, this.#endMs],
    };
    const goal = windows[event.key];
    if (goal === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const length = Math.min(goal[1] - goal[0], this.#endMs);
    const start = Math.min(Math.max(goal[0], 0), this.#endMs - length);
    this.#picked({ fromMs: start, toMs: start + length });
  }
}
