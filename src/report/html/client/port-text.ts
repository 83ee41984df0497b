import { count, formatDuration } from '../../plain-text.ts';
import type { FieldView } from './field-view.ts';

/** A port in one line: `port 8000: filtered (no-response), 1.01 s, 2 attempts, saturated-listener`. */
export function portText(view: FieldView, index: number): string {
  const { state, reason, attempts, realisedBy } = view.groupAt(index);
  const port = view.ports[index]!;
  const parts = [
    `port ${port}: ${state} (${reason})`,
    formatDuration(view.field.times[index]!),
    count(attempts, 'attempt'),
    realisedBy,
    view.field.info[port],
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
