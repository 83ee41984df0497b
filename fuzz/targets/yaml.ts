import { SourceError } from '../../src/source/diagnostic.ts';
import { renderDiagnostics } from '../../src/source/render.ts';
import { bucket } from '../octets.ts';
import { promise } from '../target.ts';

/** What is promised of every loader of YAML: it gives a value, or says what is wrong and where. */

const decoder = new TextDecoder('utf-8');
const plain = { bold: same, red: same, blue: same, cyan: same };

function same(text: string): string {
  return text;
}

/** Loads the input as a file; `describe` holds what was loaded to its own promises, and tells of it in few words. */
export function examineYaml<T>(
  input: Uint8Array,
  load: (text: string, file: string) => T,
  describe: (loaded: T) => readonly string[],
): readonly string[] {
  const text = decoder.decode(input);
  let loaded: T;
  try {
    loaded = load(text, 'fuzzed.yaml');
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return examineDiagnostics(text, error);
  }
  return describe(loaded);
}

/** Every diagnostic says something, and points at a place that the text has. */
function examineDiagnostics(text: string, { diagnostics }: SourceError): readonly string[] {
  promise('says what is wrong', diagnostics.length > 0, () => 'no diagnostics');
  const lines = text.replace(/^\u{feff}/u, '').split(/\r?\n/);
  for (const { message, help, related, ...place } of diagnostics) {
    for (const { line, column, length, lineText } of related === undefined ? [place] : [place, related.place]) {
      const there = lines[line - 1];
      const isInside = there === lineText && column >= 1 && column <= lineText.length + 1 && length >= 1;
      promise('points into the text', isInside, () => JSON.stringify({ line, column, length, lineText, message }));
    }
    promise('says what is wrong', message !== '', () => 'an empty message');
  }
  const rendered = renderDiagnostics(diagnostics, plain);
  promise('shows nothing that moves the cursor', !/(?![\t\n])\p{Cc}/u.test(rendered), () => JSON.stringify(rendered));
  return [
    `${bucket(diagnostics.length)} diagnostics`,
    ...diagnostics.flatMap(({ message, help }) => [shapeOf(message), shapeOf(help ?? 'no help')]),
  ];
}

/** The first two words of a message: before what it quotes, or behind it all where it begins with a quote. */
function shapeOf(message: string): string {
  const [before = ''] = message.split(/[`":]/, 1);
  const plain = message.startsWith('`') ? message.slice(message.lastIndexOf('`') + 1) : before;
  return plain
    .replace(/[^a-z]+/gi, ' ')
    .trim()
    .split(' ')
    .slice(0, 2)
    .join(' ');
}
