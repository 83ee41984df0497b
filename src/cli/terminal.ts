import { createColors } from 'picocolors';
import type { Palette } from '../report/palette.ts';

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Terminal {
  /** Colours for standard output. */
  readonly colours: Palette;
  /** Colours for standard error. */
  readonly noticeColours: Palette;
  /** Whether standard error is a terminal, so that progress may be shown. */
  readonly interactive: boolean;
  print(text: string): void;
  /** One line, its end added. */
  notice(line: string): void;
}

/** `colour` is false for `--no-color`; NO_COLOR is honoured, and nothing but a terminal is coloured. */
export function openTerminal(colour: boolean): Terminal {
  const wanted = colour && !process.env.NO_COLOR;
  return {
    colours: createColors(wanted && process.stdout.isTTY === true),
    noticeColours: createColors(wanted && process.stderr.isTTY === true),
    interactive: process.stderr.isTTY === true,
    print: (text) => void process.stdout.write(text),
    notice: (line) => void process.stderr.write(`${line}\n`),
  };
}
