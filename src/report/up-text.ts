import type { UpChange, UpResult } from '../results/up.ts';
import { renderChanges } from './change-rows.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { harmless } from './plain-text.ts';

const headings = ['HOST', 'ADDRESS', 'PORTS', 'REACHED AT', 'TRUTH', 'REALISED BY'] as const;

/** The routes of a world that is up, and how to point a scanner at it, ended by a line end. */
export function renderUp(result: UpResult, colours: Palette): string {
  const { scenario, proxy, seed, routes, timeline } = result;
  const rows = routes.map(({ host, address, ports, real, truth, realisedBy }) =>
    [host, address, ports, real, truth, realisedBy].map(harmless),
  );
  const paint = (cell: string, row: number): string => (row === 0 ? colours.bold(cell) : cell);
  const title = `${colours.bold(harmless(scenario))} is up (proxy ${proxy}, seed ${seed}). Ctrl-C takes it down.`;
  const table = renderColumns([headings, ...rows], { paint });
  const changes = timeline.length === 0 ? [] : ['Changes, from now on:', ...renderChanges(timeline, 2), ''];
  return `${[title, '', ...table, '', ...changes, ...renderHints(result)].join('\n')}\n`;
}

/** What became of ports, ended by a line end. */
export function renderUpChange({ atMs, host, ports, real, truth }: UpChange, colours: Palette): string {
  return `${colours.dim(`${atMs} ms`)}  ${harmless(host)} ${ports} at ${real} is now ${harmless(truth)}\n`;
}

/** Commands that scan the world, for each address where it is reached. */
function renderHints({ addresses, routes }: UpResult): string[] {
  const isLogical = addresses === 'logical';
  const ports = new Map<string, string[]>();
  for (const route of routes) {
    const [, address, port] = /^(.*):(.*)$/.exec(route.real)!;
    // Of an agent the port alone is of interest, and of the default none.
    const list = route.truth === 'agent' || port === 'default' ? [] : [port!];
    ports.set(address!, [...(ports.get(address!) ?? []), ...list]);
  }
  const commands = [...ports].flatMap(([bracketed, listed]) => {
    if (listed.length === 0) return [];
    const address = bracketed.replace(/[[\]]/g, '');
    const list = [...new Set(listed)].join(',');
    const probe = isLogical ? '' : ' --probe tcp';
    return [`portlab scan ${address} -p ${list}${probe}`, `nmap -sT -Pn -p ${list} ${address}`];
  });
  const others = isLogical
    ? 'Messages carry these addresses.'
    : 'Each real port stands for all ports of its row. --at-logical serves hosts of 127.0.0.0/8 at their own.';
  return ['To scan it:', ...commands.map((command) => `  ${command}`), others];
}
