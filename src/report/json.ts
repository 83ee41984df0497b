/** One JSON document, for scripts: times rounded to the microsecond, a line end at its end. */
export function toJsonDocument(value: unknown): string {
  return `${JSON.stringify(value, roundTimes, 2)}\n`;
}

/** One JSON value on a line of its own. */
export function toJsonLine(value: unknown): string {
  return `${JSON.stringify(value, roundTimes)}\n`;
}

function roundTimes(key: string, value: unknown): unknown {
  return key.endsWith('Ms') && typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
}
