import { harmless, shorten } from '../report/plain-text.ts';

/** One line on standard error that says what goes on, and is gone when it is cleared; or nothing. */
export interface StatusLine {
  show(text: string): void;
  /** Before anything else is printed on the same terminal. */
  clear(): void;
}

/** A terminal, or what stands in for it. */
export interface StatusStream {
  readonly columns?: number;
  write(text: string): unknown;
}

const USUAL_COLUMNS = 80;
const ERASE = '\r\x1b[2K';

/** Shows it where `visible`, never on more than one row. */
export function openStatusLine(visible: boolean, stream: StatusStream = process.stderr): StatusLine {
  if (!visible) return { show: () => {}, clear: () => {} };
  let isShown = false;
  return {
    show(text) {
      isShown = true;
      stream.write(ERASE + shorten(harmless(text), (stream.columns || USUAL_COLUMNS) - 1));
    },
    clear() {
      if (isShown) stream.write(ERASE);
      isShown = false;
    },
  };
}
