import type { BenchPageData } from '../../bench-series.ts';
import { mountCopyButtons } from '../copy-buttons.ts';
import { mountSection } from './section.ts';

/*! With uPlot, Copyright (c) 2025 Leon Sorokin, MIT Licensed: https://github.com/leeoniya/uPlot/blob/master/LICENSE */

/** The script of a bench page: it draws the plots, and redraws them where colours change. */

const data = JSON.parse(document.getElementById('data')!.textContent) as BenchPageData;
const sections = [...document.querySelectorAll<HTMLElement>('section[data-behaviour]')].map((root) =>
  mountSection(root, data),
);
mountCopyButtons(document);

function redraw(): void {
  for (const { redraw: again } of sections) again();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

// Paper is light, and a canvas keeps the colours that it was drawn with.
addEventListener('beforeprint', () => {
  document.documentElement.classList.add('paper');
  redraw();
});
addEventListener('afterprint', () => {
  document.documentElement.classList.remove('paper');
  redraw();
});
