import type { Counterexample } from './explore.ts';

const LANES = ['scanner', 'channel', 'responder'] as const;
const LANE_WIDTH = 28;

/** A counterexample as a sequence diagram: who does what, top to bottom, and the property that broke. */
export function drawSequence({ problem, trace }: Counterexample): string {
  const head = LANES.map((lane) => centre(lane))
    .join('')
    .trimEnd();
  const rule = LANES.map(() => centre('│'))
    .join('')
    .trimEnd();
  return [head, rule, ...trace.map(drawMove), rule, `  ✗ ${problem}`, ''].join('\n');
}

function drawMove(label: string): string {
  const [, from, to, what] = /^(\w+) → (\w+): (.*)$/.exec(label) ?? [];
  if (from !== undefined && to !== undefined && what !== undefined) {
    const span = LANE_WIDTH * 2 - 2;
    const text = ` ${what} `;
    const line = text.padStart(Math.floor((span + text.length) / 2), '─').padEnd(span, '─');
    const arrow = to === 'responder' ? `${line}▶` : `◀${line}`;
    return `${' '.repeat(LANE_WIDTH / 2)}${arrow}`;
  }
  const [, who = 'channel', does = label] = /^(\w+): (.*)$/.exec(label) ?? [];
  const lane = Math.max(0, (LANES as readonly string[]).indexOf(who === 'TCP' ? 'channel' : who));
  return `${' '.repeat(lane * LANE_WIDTH)}${centre(`[${does}]`)}`.trimEnd();
}

function centre(text: string): string {
  return text.padStart(Math.floor((LANE_WIDTH + text.length) / 2)).padEnd(LANE_WIDTH);
}
