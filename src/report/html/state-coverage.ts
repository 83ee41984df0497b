import { type RowCoverage, type RowVerdict, rowVerdicts, type StateCoverage } from '../../results/state-coverage.ts';
import { count, harmless } from '../plain-text.ts';
import { html, type Markup } from './markup.ts';

/** The states of the target: the machine as a diagram, and each of its rows, coloured by whether the target keeps it. */
export function stateCoverage(coverage: StateCoverage): Markup {
  const { rows, summary } = coverage;
  const legend = rowVerdicts
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => html`<li>${cell(verdict)}<b>${summary[verdict]}</b> ${words[verdict]}</li>`);
  const wrong = rows.filter(({ verdict }) => verdict === 'wrong');
  return html`<section id="states">
<h2>States of the target</h2>
<ul class="tally">${legend}</ul>
${diagram(coverage)}
<div class="scroll">${matrix(coverage)}</div>
${wrong.map(faultList)}
</section>`;
}

const words: Readonly<Record<RowVerdict, string>> = {
  right: 'right',
  wrong: 'wrong',
  unseen: 'not to be seen',
  'not-reached': 'not reached',
};
const cellClasses: Readonly<Record<RowVerdict, string>> = {
  right: 's-kept',
  wrong: 's-broken',
  unseen: 's-untestable',
  'not-reached': 's-uncovered',
};
const worstFirst: readonly RowVerdict[] = ['wrong', 'right', 'unseen', 'not-reached'];

function cell(verdict: RowVerdict, title?: string): Markup {
  return html`<i class="cell ${cellClasses[verdict]}" title="${title ?? words[verdict]}"></i>`;
}

// --- matrix ----------------------------------------------------------------------------------------------------------

/** Events down, states across: the machine has a row for each pair. */
function matrix({ states, rows }: StateCoverage): Markup {
  const events = [...new Set(rows.filter(({ state }) => state !== undefined).map(eventOf))];
  const begins = rows.filter(({ state }) => state === undefined);
  const cellsOf = (event: string) =>
    states.map(
      (state) => html`<td>${rows.filter((row) => row.state === state && eventOf(row) === event).map(rowCell)}</td>`,
    );
  return html`<table class="states">
<thead><tr><th>event</th>${states.map((state) => html`<th>${state}</th>`)}</tr></thead>
<tbody>
${begins.map(
  (row) => html`<tr><th>${row.event}</th><td colspan="${states.length}">${rowCell(row)}</td></tr>
`,
)}${events.map(
  (event) => html`<tr><th>${event}</th>${cellsOf(event)}</tr>
`,
)}</tbody>
</table>`;
}

function rowCell(row: RowCoverage): Markup {
  const { verdict, times, next, reason, clauses } = row;
  const told = [
    `${[row.state, eventOf(row)].filter((word) => word !== undefined).join(', ')} → ${next}`,
    times === 0 ? words[verdict] : `${words[verdict]}, ${count(times, 'time')}`,
    ...(reason === undefined ? [] : [reason]),
    clauses.join(', '),
  ];
  return cell(verdict, told.join('\n'));
}

function eventOf({ event, guard }: RowCoverage): string {
  return guard === undefined ? event : `${event}: ${guard}`;
}

function faultList(row: RowCoverage): Markup {
  const faults = (row.faults ?? []).map(
    (fault) => html`<dl class="found"><dt>case</dt><dd>${fault.case}</dd><dt>expected</dt><dd>${fault.expected}</dd>
<dt>actual</dt><dd class="actual">${harmless(fault.actual)}</dd></dl>
`,
  );
  return html`<h3>${row.state ?? ''} ${eventOf(row)}</h3>
${faults}`;
}

// --- diagram ---------------------------------------------------------------------------------------------------------

/** Where each state stands. */
const places: Readonly<Record<string, readonly [x: number, y: number]>> = {
  idle: [150, 60],
  receiving: [150, 190],
  closing: [430, 125],
  closed: [650, 125],
};
const WIDTH = 112;
const HEIGHT = 44;

/** The ways from one state to another, each coloured as the worst of its rows. */
function diagram({ rows }: StateCoverage): Markup {
  const ways = new Map<string, RowCoverage[]>();
  for (const row of rows) {
    if (row.state === undefined || places[row.state] === undefined || places[row.next] === undefined) continue;
    const way = `${row.state} ${row.next}`;
    ways.set(way, [...(ways.get(way) ?? []), row]);
  }
  return html`<svg class="machine" viewBox="0 0 740 250" role="img" aria-label="The states of a connection and the ways between them">
<defs>${worstFirst.map(arrowHead)}</defs>
${[...ways].map(([way, along]) => wayLine(way.split(' ') as [string, string], along))}
${Object.entries(places).map(([state, place]) => stateBox(state, place))}
</svg>`;
}

function arrowHead(verdict: RowVerdict): Markup {
  return html`<marker id="to-${verdict}" class="w-${verdict}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z"/></marker>`;
}

function stateBox(state: string, [x, y]: readonly [number, number]): Markup {
  return html`<g><rect x="${x - WIDTH / 2}" y="${y - HEIGHT / 2}" width="${WIDTH}" height="${HEIGHT}" rx="10"/><text x="${x}" y="${y + 5}">${state}</text></g>
`;
}

function wayLine([from, to]: readonly [string, string], along: readonly RowCoverage[]): Markup {
  const verdict = worstFirst.find((each) => along.some((row) => row.verdict === each))!;
  const right = along.filter((row) => row.verdict === 'right').length;
  const { path, x, y } = from === to ? loop(places[from]!) : curve(places[from]!, places[to]!);
  const title = along.map((row) => `${eventOf(row)}: ${words[row.verdict]}`).join('\n');
  return html`<g class="way w-${verdict}"><title>${title}</title><path d="${path}" marker-end="url(#to-${verdict})"/><text x="${x}" y="${y}">${right}/${along.length}</text></g>
`;
}

/** A loop above a state in the upper half, below one in the lower. */
function loop([x, y]: readonly [number, number]) {
  const up = y > 150 ? 1 : -1;
  const edge = y + (up * HEIGHT) / 2;
  return {
    path: `M${x - 18} ${edge}C${x - 30} ${edge + up * 34} ${x + 30} ${edge + up * 34} ${x + 18} ${edge}`,
    x,
    y: edge + up * 34 + 4,
  };
}

/** From border to border, bent to the right, so that the ways there and back stand apart; long ones go around others. */
function curve([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]) {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = Math.hypot(dx, dy);
  const isLong = length > 400;
  const bend = (isLong ? 85 : Math.min(34, length / 6)) * (isLong && dy > 0 ? -1 : 1);
  const [middleX, middleY] = [(fromX + toX) / 2 - (dy * bend) / length, (fromY + toY) / 2 + (dx * bend) / length];
  const start = border([fromX, fromY], [middleX, middleY]);
  const end = border([toX, toY], [middleX, middleY]);
  const at = (one: number, control: number, other: number) => one / 4 + control / 2 + other / 4;
  return {
    path: `M${start.join(' ')}Q${Math.round(middleX)} ${Math.round(middleY)} ${end.join(' ')}`,
    x: Math.round(at(start[0], middleX, end[0])),
    y: Math.round(at(start[1], middleY, end[1])) + 4,
  };
}

/** Where the line from the middle of a state to a point leaves its box. */
function border([x, y]: readonly [number, number], [toX, toY]: readonly [number, number]): [number, number] {
  const [dx, dy] = [toX - x, toY - y];
  const share = Math.min(WIDTH / 2 / Math.abs(dx || 1e-9), HEIGHT / 2 / Math.abs(dy || 1e-9));
  return [Math.round(x + dx * share), Math.round(y + dy * share)];
}
