import type { BenchRow } from '../../../../results/bench.ts';
import { behaviourName } from '../../../bench-behaviour.ts';
import { scannerText } from '../../../bench-text.ts';
import { formatDuration } from '../../../plain-text.ts';
import type { BenchPageData } from '../../bench-series.ts';
import { element } from '../make.ts';
import { type Line, type Plot, plot } from './plot.ts';
import { swatch } from './swatch.ts';

/** The plots of one behaviour, and the keys that show and hide their lines. */
export function mountSection(root: HTMLElement, { rows: all, series }: BenchPageData): { redraw(): void } {
  const rows = all.filter((row) => behaviourName(row) === root.dataset.behaviour);
  const names = series.filter((name) => rows.some((row) => scannerText(row) === name));
  const lines = (pick: Pick, dash?: readonly number[], suffix = ''): Line[] =>
    names.flatMap((name) => {
      const ofName = rows.filter((row) => scannerText(row) === name);
      const points = ofName.flatMap((row) => {
        const value = pick(row);
        return value === undefined ? [] : [{ concurrency: row.concurrency, value, row }];
      });
      return points.length === 0 ? [] : [{ name, label: name + suffix, series: series.indexOf(name), points, dash }];
    });
  const charts = root.querySelector('.charts')!;
  const plots: Plot[] = [
    plot(charts, {
      title: 'Ports a second',
      unit: 'higher is better',
      lines: lines((row) => row.portsPerSecond),
      text: (value) => `${Math.round(value).toLocaleString('en-US')}/s`,
    }),
    plot(charts, {
      title: 'CPU a probe',
      unit: 'lower is better',
      lines: lines((row) => row.cpuUsPerProbe),
      text: (value) => `${Math.round(value).toLocaleString('en-US')} µs`,
    }),
    plot(charts, {
      title: 'Time of a port',
      unit: 'p50, and p99 dotted',
      lines: [
        ...lines((row) => row.timePerPortMs?.p50, undefined, ', p50'),
        ...lines((row) => row.timePerPortMs?.p99, [2, 4], ', p99'),
      ],
      text: formatDuration,
    }),
  ];
  const keys = root.querySelector('.keys')!;
  for (const name of names) {
    const key = element(
      'button',
      { type: 'button', class: 'key', 'aria-pressed': 'true' },
      swatch(series.indexOf(name)),
      name,
    );
    key.addEventListener('click', () => {
      const shown = key.getAttribute('aria-pressed') !== 'true';
      key.setAttribute('aria-pressed', String(shown));
      for (const each of plots) each.show(name, shown);
    });
    keys.append(key);
  }
  return { redraw: () => plots.forEach((each) => void each.redraw()) };
}

type Pick = (row: BenchRow) => number | undefined;
