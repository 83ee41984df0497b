/** A mark on an axis of time. */
export interface Tick {
  readonly ms: number;
  readonly text: string;
}

/** Marks at round times from one time to another, about so many at most. */
export function timeTicks(fromMs: number, toMs: number, most: number): Tick[] {
  const step = roundStep((toMs - fromMs) / most);
  const ticks: Tick[] = [];
  // A round time that arithmetic misses by a hair is in all the same.
  for (let index = Math.ceil(fromMs / step - 1e-9); index <= toMs / step + 1e-9; index += 1) {
    const ms = index * step;
    ticks.push({ ms, text: tickText(ms, step) });
  }
  return ticks;
}

/** Above five seconds people count in parts of minutes and hours. */
const longSteps = [10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200].map((s) => s * 1_000);
const DAY = 86_400_000;

/** The smallest round step that is no less: below five seconds 1, 2 or 5 times a power of ten, from a microsecond on. */
function roundStep(least: number): number {
  if (least > 5_000) return longSteps.find((step) => step >= least) ?? Math.ceil(least / DAY) * DAY;
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 0.001)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least - power * 1e-9)!;
}

/** As short as the step allows: `0`, `0.25 ms`, `200 ms`, `1.5 s`, `2 min 30 s`, `3 h`. */
function tickText(ms: number, step: number): string {
  if (ms === 0) return '0';
  if (ms < 1_000) return `${ms.toFixed(digitsOf(step))} ms`;
  if (ms < 60_000 || step < 1_000) return `${(ms / 1_000).toFixed(digitsOf(step / 1_000))} s`;
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([number, unit]) => (number === 0 ? [] : [`${number} ${unit}`])).join(' ');
}

function digitsOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}
