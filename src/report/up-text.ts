import type { UpResult } from '../results/up.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { harmless } from './plain-text.ts';

const headings = ['HOST', 'ADDRESS', 'PORTS', 'REACHED AT', 'TRUTH', 'REALISED BY'] as const;

/** The routes of a world that is up, ended by a line end. */
export function renderUp({ scenario, proxy, seed, routes }: UpResult, colours: Palette): string {
  const rows = routes.map(({ host, address, ports, real, truth, realisedBy }) =>
    [host, address, ports, real, truth, realisedBy].map(harmless),
  );
  const paint = (cell: string, row: number): string => (row === 0 ? colours.bold(cell) : cell);
  const title = `${colours.bold(harmless(scenario))} is up (proxy ${proxy}, seed ${seed}). Ctrl-C takes it down.`;
  return `${[title, '', ...renderColumns([headings, ...rows], { paint })].join('\n')}\n`;
}
