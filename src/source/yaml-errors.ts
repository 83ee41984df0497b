import type { ErrorCode, YAMLError } from 'yaml';

/** A YAML error in words that say what to do. */
export interface SyntaxProblem {
  readonly message: string;
  readonly help?: string;
}

/** Better words for the mistakes that people make most; `message` is undefined where the library's own is good. */
const wording: Partial<Record<ErrorCode, { readonly message?: string; readonly help?: string }>> = {
  BAD_SCALAR_START: { help: 'put the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second key begins inside a value',
    help: 'give each key its own line, indented like its neighbours; put a text with a colon in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'this line is not `key: value`',
    help: 'write a colon and a space between the key and its value',
  },
  MULTIPLE_DOCS: {
    message: 'a second document begins here',
    help: 'remove the `---`, or move the rest to its own file',
  },
  NON_STRING_KEY: { message: 'a key must be a text or a number' },
  TAG_RESOLVE_FAILED: { message: 'this tag is unknown, or does not fit its value', help: 'remove the tag' },
  TAB_AS_INDENT: { message: 'a tab cannot indent', help: 'use spaces' },
};

/** Where the code says too little, the message tells the mistake. */
const wordingByMessage: readonly (readonly [RegExp, SyntaxProblem])[] = [
  [/^Block scalar header/, { message: 'a plain value cannot begin with `>` or `|`', help: 'put the value in quotes' }],
  // What follows a `>` or `|` on its line.
  [/^Not a YAML token/, { message: 'a plain value cannot begin with `>` or `|`', help: 'put the value in quotes' }],
  [
    /at node end$/,
    { message: 'this does not continue what stands before it', help: 'check the indentation and quotes' },
  ],
  [
    /must start at the same column$/,
    { message: 'this is not indented like what stands before it', help: 'begin the keys of a map in one column' },
  ],
  [/^Unexpected \S+ token/, { message: 'this cannot stand here', help: 'check the brackets and quotes before it' }],
  [/^Missing closing/, { message: 'a quoted text is not closed', help: 'add the closing quote' }],
  [/end with a }$/, { message: 'a `}` is missing here', help: 'close the map, or indent more what stands in it' }],
  [/end with a ]$/, { message: 'a `]` is missing here', help: 'close the list, or indent more what stands in it' }],
  [
    /followed by map values/,
    { message: 'this key has no value', help: 'write a colon and a space between the key and its value' },
  ],
];

/** Whether it is about a token that cannot stand where it is: after another mistake, mostly because of that. */
export function isStrayToken({ message }: YAMLError): boolean {
  return /^Unexpected \S+ token/.test(message);
}

/** `text` is what was parsed. */
export function explainSyntaxError({ code, message, pos }: YAMLError, text: string): SyntaxProblem {
  const [reference] = /^\$\{[^{}\n]*\}/.exec(text.slice(pos[0] - 1)) ?? [];
  if (reference !== undefined) {
    return {
      message: `within braces or brackets, a value with \`${reference}\` needs quotes`,
      help: `write \`"${reference}"\``,
    };
  }
  const plain = { message: message.charAt(0).toLowerCase() + message.slice(1) };
  return wordingByMessage.find(([pattern]) => pattern.test(message))?.[1] ?? { ...plain, ...wording[code] };
}
