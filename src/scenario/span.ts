/** A quantity that is known within bounds. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

export const AT_ONCE: Span = { min: 0, max: 0 };

export function add(one: Span, other: Span): Span {
  return { min: one.min + other.min, max: one.max + other.max };
}

export function scale({ min, max }: Span, factor: number): Span {
  return { min: min * factor, max: max * factor };
}

/** `119 to 123 octets`, rounded outwards. */
export function spanText(min: number, max: number, unit: string): string {
  const [from, to] = [Math.floor(min), Math.ceil(max)];
  return from === to ? `${from} ${unit}` : `${from} to ${to} ${unit}`;
}

/** From the lowest to the highest; undefined where there are none. */
export function spanOf(values: readonly number[]): Span | undefined {
  if (values.length === 0) return undefined;
  return { min: values.reduce((one, other) => Math.min(one, other)), max: values.reduce((a, b) => Math.max(a, b)) };
}
