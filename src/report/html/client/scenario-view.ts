import type { Lane, PageScenario } from '../page-data.ts';
import { FieldView } from './field-view.ts';
import { portDetails } from './inspector.ts';
import { element } from './make.ts';
import { PortGrid } from './port-grid.ts';
import { portText } from './port-text.ts';
import { StoryView } from './story-view.ts';

interface MountedField {
  readonly view: FieldView;
  readonly grid: PortGrid;
}

/** Brings a scenario's part of the page to life. */
export function mountScenario(root: HTMLElement, scenario: PageScenario): void {
  new ScenarioView(root, scenario).draw();
}

class ScenarioView {
  readonly #fields: readonly MountedField[];
  readonly #story: StoryView | undefined;
  readonly #inspector: HTMLElement;

  constructor(root: HTMLElement, { fields, story }: PageScenario) {
    this.#inspector = root.querySelector<HTMLElement>('.inspector')!;
    this.#fields = fields.map((field, index) => {
      const place = root.querySelector<HTMLElement>(`.field[data-field="${index}"]`)!;
      return this.#mountField(place, new FieldView(field));
    });
    const storyPlace = root.querySelector<HTMLElement>('.story');
    if (story !== undefined && storyPlace !== null) {
      this.#story = new StoryView(story, (lane) => this.#pickLane(lane));
      storyPlace.append(...this.#story.elements);
    }
    root.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#forget();
    });
  }

  /** At once: where the page is printed nothing waits. */
  draw(): void {
    for (const { grid } of this.#fields) grid.draw();
    this.#story?.draw();
  }

  #mountField(place: HTMLElement, view: FieldView): MountedField {
    const readout = element('p', { class: 'readout', 'aria-live': 'polite' });
    const hint = 'Point at a port to read it, pick it to see all of it.';
    readout.textContent = hint;
    const grid: PortGrid = new PortGrid(view, {
      hovered: (index) => {
        readout.textContent = index === undefined ? hint : portText(view, index);
      },
      picked: (index) => {
        readout.textContent = portText(view, index);
        this.#pick(view, index);
      },
    });
    place
      .querySelector('.grid-place')!
      .append(grid.element, element('div', { class: 'tools' }, readout, this.#goTo(view)));
    for (const button of place.querySelectorAll<HTMLButtonElement>('button.state')) {
      button.addEventListener('click', () => lightGroups(place, button, grid));
    }
    return { view, grid };
  }

  /** A field that takes a port by its number: the quickest way in a crowd. */
  #goTo(view: FieldView): HTMLElement {
    const input = element('input', { type: 'number', min: 1, max: 65_535, inputmode: 'numeric' });
    input.addEventListener('input', () => {
      const index = view.indexOf(Number(input.value));
      input.classList.toggle('unknown', input.value !== '' && index === -1);
      if (index !== -1) this.#pick(view, index);
    });
    return element('label', { class: 'goto' }, 'Port ', input);
  }

  #pick(view: FieldView, index: number): void {
    const { scanner, host } = view.field;
    const lane = this.#story?.laneOf(scanner, host, view.ports[index]!);
    for (const field of this.#fields) field.grid.select(field.view === view ? index : undefined);
    this.#story?.select(lane);
    this.#inspect(view, index, lane);
  }

  #pickLane(lane: Lane): void {
    const field = this.#fields.find(({ view }) => view.field.scanner === lane.scanner && view.field.host === lane.host);
    const index = field?.view.indexOf(lane.port) ?? -1;
    for (const each of this.#fields) each.grid.select(each === field && index !== -1 ? index : undefined);
    this.#story?.select(lane);
    this.#inspect(field?.view, index, lane);
  }

  #forget(): void {
    for (const { grid } of this.#fields) grid.select(undefined);
    this.#story?.select(undefined);
    this.#inspector.replaceChildren();
  }

  #inspect(view: FieldView | undefined, index: number, lane: Lane | undefined): void {
    const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
    close.addEventListener('click', () => this.#forget());
    this.#inspector.replaceChildren(close, ...portDetails(view, index, lane));
  }
}

/** Shows the ports of a row of the table among the others, or, asked again, all alike. */
function lightGroups(place: HTMLElement, button: HTMLButtonElement, grid: PortGrid): void {
  const lit = button.getAttribute('aria-pressed') === 'true';
  for (const other of place.querySelectorAll('button.state')) other.setAttribute('aria-pressed', 'false');
  button.setAttribute('aria-pressed', String(!lit));
  grid.light(lit ? undefined : new Set(button.dataset.groups!.split(',').map(Number)));
}
