import type { PageData } from '../page-data.ts';
import { mountCopyButtons } from './copy-buttons.ts';
import { mountFilter } from './filter.ts';
import { mountScenario } from './scenario-view.ts';
import { unfoldOnPaper, unfoldTarget } from './unfold.ts';

/** The page's script. What it adds is drawn when a scenario is opened: grids, lanes, and what is known of a port. */

const data = JSON.parse(document.getElementById('data')!.textContent) as PageData;
const scenarios = [...document.querySelectorAll<HTMLDetailsElement>('details.scenario')];

const mounted = new Set<HTMLDetailsElement>();

function mount(root: HTMLDetailsElement): void {
  if (!root.open || mounted.has(root)) return;
  mounted.add(root);
  mountScenario(root, data.scenarios[scenarios.indexOf(root)]!);
}

for (const root of scenarios) {
  root.addEventListener('toggle', () => mount(root));
  mount(root);
}

mountCopyButtons(document);
mountFilter(document);

unfoldTarget();
unfoldOnPaper(scenarios, mount);
