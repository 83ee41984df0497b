import uPlot from 'uplot';
import { type BenchRow, countErrors } from '../../../../results/bench.ts';
import { strokeOf } from '../../bench-series.ts';
import { element } from '../make.ts';
import { tooltip } from './tooltip.ts';

/** A line over concurrency. */
export interface Line {
  /** What its key is called; two lines may share one. */
  readonly name: string;
  readonly label: string;
  /** Decides its colour. */
  readonly series: number;
  readonly points: readonly Point[];
  /** In place of the dashes that its series has. */
  readonly dash: readonly number[] | undefined;
}

export interface Point {
  readonly concurrency: number;
  readonly value: number;
  readonly row: BenchRow;
}

export interface PlotOptions {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly Line[];
  /** A value with its unit. */
  readonly text: (value: number) => string;
}

export interface Plot {
  /** Shows or hides the lines of a name. */
  show(name: string, shown: boolean): void;
  /** Draws again, with the colours of now. */
  redraw(): void;
}

const HEIGHT = 260;
/** Half of a cross, in pixels of the page. */
const CROSS = 5;

/** Draws a plot with logarithmic axes into a new figure. */
export function plot(parent: Element, { title, unit, lines, text }: PlotOptions): Plot {
  const place = element('div', { class: 'plot' });
  const caption = element('figcaption', {}, `${title} `, element('small', {}, unit));
  const figure = element('figure', { 'aria-label': title }, caption, place);
  parent.append(figure);
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(({ concurrency }) => concurrency)))].sort(
    (one, other) => one - other,
  );
  const at = (line: Line, x: number): Point | undefined => line.points.find(({ concurrency }) => concurrency === x);
  const values = lines.map((line) => xs.map((x) => at(line, x)?.value));
  const axis = {
    stroke: () => colour('--dim'),
    font: '12px system-ui, sans-serif',
    labelFont: '12px system-ui, sans-serif',
  };
  const grid = { stroke: () => colour('--line'), width: 1 };
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      focus: { alpha: 0.25 },
      cursor: { y: false, drag: { x: false, y: false }, focus: { prox: 24 } },
      scales: {
        x: { time: false, distr: 3, log: 2, range: [xs[0]! / 1.3, xs.at(-1)! * 1.3] },
        y: { distr: 3, range: (_, low, high) => [low / 1.5, high * 1.5] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          ticks: { ...grid, size: 5 },
          splits: () => xs,
          values: (_, at) => at.map(String),
          label: 'at once',
          labelSize: 18,
          size: 28,
          filter: (_, at) => at,
        },
        {
          ...axis,
          grid,
          ticks: { show: false },
          size: 58,
          splits: (_, __, low, high) => steps(low, high),
          values: (_, at) => at.map(text),
          filter: (_, at) => at,
        },
      ],
      series: [
        {},
        ...lines.map((line): uPlot.Series => {
          const { colour: number, dash } = strokeOf(line.series);
          const stroke = (): string => colour(`--series-${number}`);
          return {
            label: line.label,
            stroke,
            width: 2,
            dash: [...(line.dash ?? dash)],
            spanGaps: true,
            points: { show: line.dash === undefined, size: 6, stroke, fill: stroke },
          };
        }),
      ],
      plugins: [tooltip(figure, lines, xs, text)],
      hooks: { draw: [(self) => markErrors(self, lines, xs)] },
    },
    [xs, ...values],
    place,
  );
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  return {
    show: (name, shown) => {
      for (const [index, line] of lines.entries()) if (line.name === name) chart.setSeries(index + 1, { show: shown });
    },
    redraw: () => chart.redraw(false, true),
  };
}

/** A cross on every point whose verdicts were wrong. */
function markErrors(chart: uPlot, lines: readonly Line[], xs: readonly number[]): void {
  const { ctx } = chart;
  const size = CROSS * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 2.5 * devicePixelRatio;
  ctx.strokeStyle = colour('--failed');
  ctx.beginPath();
  for (const [index, { points }] of lines.entries()) {
    if (chart.series[index + 1]!.show === false) continue;
    for (const { concurrency, value, row } of points) {
      if (countErrors(row.errors) === 0 || !xs.includes(concurrency)) continue;
      const x = chart.valToPos(concurrency, 'x', true);
      const y = chart.valToPos(value, 'y', true);
      ctx.moveTo(x - size, y - size);
      ctx.lineTo(x + size, y + size);
      ctx.moveTo(x + size, y - size);
      ctx.lineTo(x - size, y + size);
    }
  }
  ctx.stroke();
  ctx.restore();
}

/** The ticks of a logarithmic axis: powers of ten, with 2 and 5 between them where the range is small. */
function steps(low: number, high: number): number[] {
  const factors = high / low > 1_000 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) {
    for (const factor of factors) if (power * factor >= low && power * factor <= high) ticks.push(power * factor);
  }
  return ticks;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
