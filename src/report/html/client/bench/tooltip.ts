import type uPlot from 'uplot';
import { countErrors } from '../../../../results/bench.ts';
import { errorsText } from '../../../bench-text.ts';
import { element } from '../make.ts';
import type { Line } from './plot.ts';
import { swatch } from './swatch.ts';

/** From the pointer, in pixels. */
const DISTANCE = 14;

/** Says all values where the pointer is, the largest first, each with the errors that it cost. */
export function tooltip(
  figure: HTMLElement,
  lines: readonly Line[],
  xs: readonly number[],
  text: (value: number) => string,
): uPlot.Plugin {
  const tip = element('div', { class: 'tip', role: 'status', hidden: '' });
  figure.append(tip);
  const tell = (chart: uPlot): void => {
    const { idx, left = -1, top = -1 } = chart.cursor;
    const concurrency = idx == null ? undefined : xs[idx];
    tip.hidden = concurrency === undefined || left < 0;
    if (tip.hidden) return;
    const there = lines
      .filter((_, index) => chart.series[index + 1]!.show !== false)
      .flatMap((line) =>
        line.points.filter((point) => point.concurrency === concurrency).map((point) => ({ line, point })),
      )
      .sort((one, other) => other.point.value - one.point.value);
    tip.replaceChildren(
      element('b', {}, `${concurrency} at once`),
      ...there.map(({ line, point: { value, row } }) => {
        const wrong = countErrors(row.errors) > 0 ? [element('em', {}, errorsText(row))] : [];
        return element('p', {}, swatch(line.series, line.dash), line.label, element('span', {}, text(value)), ...wrong);
      }),
    );
    const place = chart.over.getBoundingClientRect();
    const frame = figure.getBoundingClientRect();
    const x = place.left - frame.left + left;
    // On the side of the pointer where there is room, and never beyond the window.
    const right = x + DISTANCE + tip.offsetWidth;
    const outside = frame.left + right > document.documentElement.clientWidth;
    const wanted = outside ? x - DISTANCE - tip.offsetWidth : x + DISTANCE;
    tip.style.left = `${Math.max(wanted, 4 - frame.left)}px`;
    tip.style.top = `${place.top - frame.top + top + DISTANCE}px`;
  };
  return { hooks: { setCursor: [tell] } };
}
