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
  /** Prints piece after piece as fast as the reader takes them, so that what waits for a slow one is one piece. */
  printAll(pieces: Iterable<string>): Promise<void>;
  /** One line, its end added. */
  notice(line: string): void;
}

/** What a terminal is made of: the process, or a stand-in. */
export interface TerminalParts {
  readonly stdout: {
    readonly isTTY?: boolean;
    write(text: string): unknown;
    once(event: 'drain', listener: () => void): unknown;
  };
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
    printAll: async (pieces) => {
      for (const piece of pieces) {
        if (stdout.write(piece) === false) await new Promise<void>((resolve) => stdout.once('drain', resolve));
      }
    },
    notice: (line) => void stderr.write(`${line}\n`),
  };
}
