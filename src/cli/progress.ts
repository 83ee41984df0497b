import { SingleBar } from 'cli-progress';

/** A progress bar on standard error, or nothing. */
export interface Progress {
  advance(): void;
  close(): void;
}

/** Shows a bar of `total` things where `visible`. */
export function openProgress(visible: boolean, total: number, things = 'ports'): Progress {
  if (!visible) return { advance: () => {}, close: () => {} };
  const bar = new SingleBar({
    format: `{bar} {percentage}% {value}/{total} ${things}, {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: null,
    barsize: 24,
  });
  bar.start(total, 0);
  return {
    advance: () => bar.increment(),
    close: () => bar.stop(),
  };
}
