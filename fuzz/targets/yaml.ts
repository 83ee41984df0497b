import { SourceError } from '../../src/source/diagnostic.ts';
import { renderDiagnostics } from '../../src/source/render.ts';
import { ascii, bucket } from '../octets.ts';
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

/** The first words of a message, up to what it quotes, and what stands behind the last backtick. */
function shapeOf(message: string): string {
  const [before = ''] = message.split(/[`":]/, 1);
  const behind = message.includes('`') ? message.slice(message.lastIndexOf('`') + 1) : '';
  return [before, behind]
    .map((part) =>
      part
        .replace(/[^a-z]+/gi, ' ')
        .split(' ')
        .slice(0, 3)
        .join(' '),
    )
    .join('…');
}

/** The words of YAML itself, and of the values in our files. */
export const yamlTokens: readonly Uint8Array[] = [
  ...[
    '\n',
    '\n  ',
    '\n    ',
    ': ',
    '- ',
    '\n- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '# ',
    '&a ',
    '*a',
    '<<: *a',
    '<<: ',
  ],
  ...[
    '!!str ',
    '!!binary ',
    '!x ',
    '? ',
    '| \n',
    '>-\n',
    '%YAML 1.2\n',
    '---\n',
    '...\n',
    '\t',
    '\r\n',
    '\\u0000',
    '~',
  ],
  ...['null', 'true', '0x50', '0o17', '.inf', '-.inf', '.nan', '1e400', '-0', '1_000', '2024-01-01', '__proto__: '],
  ...['constructor: ', 'toString: ', '\u{feff}', '\u{2028}', '\u{85}', 'é', '\u{d7ff}', '{}', '[]', '""', '"\\x00"'],
  ...['22', '80', '8000-8010', '"22,80"', '1-65535', '65535', '65536', '0', '-1', '1.5', '22,22', '80-22', '127.0.0.1'],
  ...[
    '"::1"',
    '2001:db8::1',
    '"::ffff:127.0.0.1"',
    '192.0.2.10',
    '300ms',
    '1.5s',
    '2m',
    '3d',
    '1kB/s',
    '1000/s',
    '>= 1s',
  ],
  ...['open', 'closed', 'filtered', 'silent', 'default', 'state', 'service', 'transport: tcp', 'product', 'version'],
  ...[
    'banner',
    'description',
    'address',
    'agent',
    'os',
    'family',
    'name',
    'kernel',
    'arch',
    'hostname',
    'uptime',
    'ports',
  ],
].map((text) => (isAscii(text) ? ascii(text) : new TextEncoder().encode(text)));

function isAscii(text: string): boolean {
  return [...text].every((character) => character.charCodeAt(0) < 0x80);
}
