/** Spans in as few rows as it takes, so that none lies on another; each in the first row that has room. */
export function packSpans<S extends { readonly fromMs: number; readonly toMs: number }>(spans: readonly S[]): S[][] {
  const rows: S[][] = [];
  for (const span of spans.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const row = rows.find((taken) => taken.at(-1)!.toMs <= span.fromMs);
    if (row === undefined) rows.push([span]);
    else row.push(span);
  }
  return rows;
}
