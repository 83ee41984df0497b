import { SingleBar } from 'cli-progress';

/** A progress bar on standard error, or nothing. */
export interface Progress {
  advance(): void;
  /** Says something behind the bar, in place of what stood there. */
  note(text: string): void;
  close(): void;
}

/** Shows a bar of `total` things where `visible`. */
export function openProgress(visible: boolean, total: number, things = 'ports'): Progress {
  if (!visible) return { advance: () => {}, note: () => {}, close: () => {} };
  const bar = new SingleBar({
    format: `{bar} {percentage}% {value}/{total} ${things}, {eta_formatted} left{note}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: null,
    barsize: 24,
  });
  bar.start(total, 0, { note: '' });
  return {
    advance: () => bar.increment(),
    note: (text) => bar.update({ note: text }),
    close: () => bar.stop(),
  };
}
