import type { PortState } from '../../results/scan.ts';

/** The shape of a state as the path of a square cell: states differ by shape, not by colour alone. */
export function cellPath(state: PortState, x: number, y: number, size: number): string {
  switch (state) {
    case 'open':
      return square(x, y, size);
    case 'closed':
      return square(x + size * 0.22, y + size * 0.22, size * 0.56);
    case 'filtered': {
      // A frame: the hole runs the other way round.
      const edge = Math.max(size * 0.2, 1.25);
      const hole = size - 2 * edge;
      return `${square(x, y, size)}M${num(x + edge)} ${num(y + edge)}v${num(hole)}h${num(hole)}v${num(-hole)}z`;
    }
    case 'error': {
      const arm = size * 0.3;
      const [left, right, top, bottom] = [x, x + size, y, y + size];
      const [midX, midY] = [x + size / 2, y + size / 2];
      const half = size / 2 - arm;
      const points = [
        [left + arm, top],
        [midX, midY - half],
        [right - arm, top],
        [right, top + arm],
        [midX + half, midY],
        [right, bottom - arm],
        [right - arm, bottom],
        [midX, midY + half],
        [left + arm, bottom],
        [left, bottom - arm],
        [midX - half, midY],
        [left, top + arm],
      ];
      return `M${points.map(([px, py]) => `${num(px!)} ${num(py!)}`).join('L')}z`;
    }
  }
}

function square(x: number, y: number, size: number): string {
  return `M${num(x)} ${num(y)}h${num(size)}v${num(size)}h${num(-size)}z`;
}

function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}
