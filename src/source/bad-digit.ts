import { SourceError } from './diagnostic.ts';
import type { TextLines } from './text-lines.ts';

/** What to say of a character that stands where a hexadecimal digit should. */
export function badDigit(lines: TextLines, at: number): SourceError {
  const character = String.fromCodePoint(lines.text.codePointAt(at)!);
  return new SourceError([
    {
      ...lines.place(at, at + 1),
      message: `\`${character}\` is no hexadecimal digit`,
      help:
        character === '*'
          ? 'lines were left out, and only offsets say how many: have them written too (`od -v`)'
          : 'an octet is two digits 0-9 a-f; --raw takes the input as the octets themselves',
    },
  ]);
}
