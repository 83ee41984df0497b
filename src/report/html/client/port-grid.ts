import { count } from '../../plain-text.ts';
import { cellPath } from '../cell-path.ts';
import { type GridRow, layOutGrid } from '../grid-layout.ts';
import type { FieldView } from './field-view.ts';
import { element, svg } from './make.ts';

/** How ports are drawn: few of them with their numbers, many of them small. */
interface Look {
  readonly most: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  readonly numbers?: true;
}
const looks: readonly Look[] = [
  { most: 130, width: 46, height: 24, gap: 4, numbers: true },
  { most: 1_500, width: 14, height: 14, gap: 3 },
  { most: 65_535, width: 9, height: 9, gap: 2 },
];
const BAND_HEIGHT = 22;

interface PlacedRow {
  readonly row: GridRow;
  readonly y: number;
  readonly height: number;
}

export interface GridEvents {
  /** The port under the pointer, or undefined as it leaves. */
  readonly hovered: (index: number | undefined) => void;
  readonly picked: (index: number) => void;
}

/** The ports of a field as cells. One path holds all cells of a group, so that 65,535 ports are a few elements. */
export class PortGrid {
  readonly element: HTMLElement;
  readonly #view: FieldView;
  readonly #look: Look;
  readonly #events: GridEvents;
  #columns = 0;
  #rows: readonly PlacedRow[] = [];
  #selected: number | undefined;
  #lit: ReadonlySet<number> | undefined;

  constructor(view: FieldView, events: GridEvents) {
    this.#view = view;
    this.#events = events;
    this.#look = looks.find(({ most }) => view.length <= most)!;
    this.element = element('div', {
      class: 'grid',
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'port grid',
      'aria-label': `${count(view.length, 'port')} by state: arrow keys move from port to port`,
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('pointermove', (event) => events.hovered(this.#indexUnder(event)));
    this.element.addEventListener('pointerleave', () => events.hovered(undefined));
    this.element.addEventListener('click', (event) => {
      const index = this.#indexUnder(event);
      if (index !== undefined) events.picked(index);
    });
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Outlines a port. */
  select(index: number | undefined): void {
    this.#selected = index;
    this.#drawSelection();
  }

  /** Dims all groups but these. */
  light(groups: ReadonlySet<number> | undefined): void {
    this.#lit = groups;
    for (const path of this.element.querySelectorAll<SVGElement>('[data-group]')) {
      path.classList.toggle('dimmed', groups !== undefined && !groups.has(Number(path.dataset.group)));
    }
  }

  /** Lays the cells out for the width there is. */
  draw(): void {
    const { width, gap } = this.#look;
    const columns = Math.max(1, Math.floor((this.element.clientWidth + gap) / (width + gap)));
    if (columns === this.#columns || this.element.clientWidth === 0) return;
    this.#columns = columns;
    let y = 0;
    this.#rows = layOutGrid(this.#view.groups, columns).map((row) => {
      const height = row.kind === 'band' ? BAND_HEIGHT : this.#look.height;
      const placed = { row, y, height };
      y += height + gap;
      return placed;
    });
    this.#redraw(y - gap);
  }

  #redraw(height: number): void {
    const width = this.#columns * this.#step - this.#look.gap;
    const bands = this.#rows.filter(({ row }) => row.kind === 'band');
    const drawing = svg(
      'svg',
      { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
      ...(this.#look.numbers ? this.#chips() : this.#cells()),
      ...bands.map((band) => this.#band(band, width)),
      svg('rect', { class: 'selection', rx: 3 }),
    );
    this.element.replaceChildren(drawing);
    this.light(this.#lit);
    this.#drawSelection();
  }

  #cells(): SVGElement[] {
    const { groups } = this.#view;
    const paths = this.#view.field.groups.map(() => '');
    for (const { row, y } of this.#rows) {
      if (row.kind === 'band') continue;
      for (let column = 0; column < row.length; column += 1) {
        const index = row.start + column;
        const { state } = this.#view.groupAt(index);
        paths[groups[index]!] += cellPath(state, column * this.#step, y, this.#look.height);
      }
    }
    return paths.map((d, group) =>
      svg('path', { d, class: `fill-${this.#view.field.groups[group]!.state}`, 'data-group': group }),
    );
  }

  #chips(): SVGElement[] {
    const { width, height } = this.#look;
    const chips: SVGElement[] = [];
    for (const { row, y } of this.#rows) {
      if (row.kind === 'band') continue;
      for (let column = 0; column < row.length; column += 1) {
        const index = row.start + column;
        const { state } = this.#view.groupAt(index);
        const x = column * this.#step;
        const chip = svg(
          'g',
          { class: `chip chip-${state}`, 'data-group': this.#view.groups[index] },
          svg('rect', { x: x + 0.75, y: y + 0.75, width: width - 1.5, height: height - 1.5, rx: 4 }),
          svg('text', { x: x + width / 2, y: y + height / 2 }, String(this.#view.ports[index])),
        );
        if (state === 'error') chip.append(svg('path', { d: `M${x + 5} ${y + height - 5}L${x + width - 5} ${y + 5}` }));
        chips.push(chip);
      }
    }
    return chips;
  }

  #band({ row, y, height }: PlacedRow, width: number): SVGElement {
    const { ports } = this.#view;
    const { state, reason } = this.#view.groupAt(row.start);
    const [first, last] = [ports[row.start]!, ports[row.start + row.length - 1]!];
    const text = `${first} – ${last} · ${count(row.length, 'port')} ${state} (${reason})`;
    return svg(
      'g',
      { class: `band chip-${state}`, 'data-group': this.#view.groups[row.start] },
      svg('rect', { x: 0.75, y: y + 0.75, width: width - 1.5, height: height - 1.5, rx: 4 }),
      svg('text', { x: 10, y: y + height / 2 }, text),
    );
  }

  #drawSelection(): void {
    const outline = this.element.querySelector('.selection');
    const index = this.#selected;
    const placed = index === undefined ? undefined : this.#rowOf(index);
    outline?.setAttribute('visibility', placed === undefined ? 'hidden' : 'visible');
    if (outline === null || placed === undefined || index === undefined) return;
    const { row, y, height } = placed;
    const whole = row.kind === 'band';
    const x = whole ? 0 : (index - row.start) * this.#step;
    const width = whole ? this.#columns * this.#step - this.#look.gap : this.#look.width;
    const box = { x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3 };
    for (const [name, value] of Object.entries(box)) outline.setAttribute(name, String(value));
  }

  #rowOf(index: number): PlacedRow | undefined {
    return this.#rows.find(({ row }) => index >= row.start && index < row.start + row.length);
  }

  #indexUnder({ clientX, clientY }: MouseEvent): number | undefined {
    const box = this.element.firstElementChild?.getBoundingClientRect();
    if (box === undefined) return undefined;
    const [x, y] = [clientX - box.left, clientY - box.top];
    const placed = this.#rows.find((candidate) => y >= candidate.y && y < candidate.y + candidate.height);
    if (placed === undefined || x < 0) return undefined;
    if (placed.row.kind === 'band') return placed.row.start;
    const column = Math.floor(x / this.#step);
    return column < placed.row.length ? placed.row.start + column : undefined;
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#view.length - 1;
    const at = this.#selected;
    const goals: Readonly<Record<string, number>> = {
      ArrowRight: at === undefined ? 0 : at + 1,
      ArrowLeft: at === undefined ? 0 : at - 1,
      ArrowDown: at === undefined ? 0 : at + this.#columns,
      ArrowUp: at === undefined ? 0 : at - this.#columns,
      Home: 0,
      End: last,
    };
    const goal = goals[event.key];
    if (goal === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#events.picked(Math.min(Math.max(goal, 0), last));
  }

  get #step(): number {
    return this.#look.width + this.#look.gap;
  }
}
