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

/** What a terminal is made of: the process, or a stand-in. */
export interface TerminalParts {
  readonly stdout: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `colour` is false for `--no-color`; NO_COLOR is honoured, and nothing but a terminal is coloured. */
export function openTerminal(colour: boolean, { stdout, stderr, env }: TerminalParts = process): Terminal {
  const wanted = colour && !env.NO_COLOR;
  return {
    colours: createColors(wanted && stdout.isTTY === true),
    noticeColours: createColors(wanted && stderr.isTTY === true),
    interactive: stderr.isTTY === true,
    print: (text) => void stdout.write(text),
    notice: (line) => void stderr.write(`${line}\n`),
  };
}
