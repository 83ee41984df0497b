/** Walks through the text of JSON, for the places in it: what `JSON.parse` neither keeps nor always tells. */

/** A value of the text; of a list or a map only its first character. */
interface JsonNode {
  /** How many keys and indices lead to it. */
  readonly depth: number;
  /** Those, from the root, as long as the walk is there; made when asked for, since text may be nested deep. */
  pathHere(): readonly (string | number)[];
  readonly start: number;
  readonly end: number;
}

/** Where the text stops being JSON. */
export interface JsonFault {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** A map that is being read, with its last key, or a list with its last index. */
type Open = { readonly close: '}'; key: string } | { readonly close: ']'; index: number };

type Expected = 'a value' | 'a value or `]`' | 'a key in double quotes' | 'a key or `}`' | 'a comma' | 'nothing more';

const SPACE = /[ \t\r\n]*/y;
const PUNCTUATION = /[{}[\],:]/y;
const STRING = /"[^"\\\p{Cc}]*(?:(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\x7f-\x9f])[^"\\\p{Cc}]*)*"/uy;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
/** What people write instead: a word, or one character. */
const WRONG = /[\w.+-]+|./suy;

/** Where the text stops being JSON; undefined where it is JSON. */
export function findJsonFault(text: string): JsonFault | undefined {
  const walk = walkJson(text);
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  return step.value;
}

/** Where in JSON the value at the path stands, or the nearest around it that is there, whose path is given. */
export function findJsonValue(
  text: string,
  wanted: readonly PropertyKey[],
): { readonly path: readonly (string | number)[]; readonly start: number; readonly end: number } {
  let found: ReturnType<typeof findJsonValue> = { path: [], start: 0, end: 0 };
  for (const { depth, pathHere, start, end } of walkJson(text)) {
    if (depth < found.path.length || depth > wanted.length) continue;
    const path = pathHere();
    if (path.every((step, at) => step === wanted[at])) found = { path, start, end };
  }
  return found;
}

/** Gives the values in the order of the text, then what is wrong behind them. Nesting takes no stack. */
function* walkJson(text: string): Generator<JsonNode, JsonFault | undefined> {
  const open: Open[] = [];
  let offset = 0;
  let expected: Expected = 'a value';

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const token = pattern.exec(text)?.[0];
    if (token !== undefined) offset += token.length;
    return token;
  };
  const fault = (start: number): JsonFault => {
    offset = start;
    const found = take(WRONG);
    const where = expected === 'a comma' ? `a comma or \`${open.at(-1)!.close}\`` : expected;
    if (found === undefined) return { offset: start, length: 1, message: `the text ends where ${where} should stand` };
    if (found === '"' && expected !== 'a comma' && expected !== 'nothing more')
      return { offset: start, length: 1, message: 'this text is not closed, or is not as JSON has it' };
    const shown = found.length > 40 ? `${found.slice(0, 40)}…` : found;
    return { offset: start, length: found.length, message: `expected ${where}, found \`${shown}\`` };
  };
  const pathHere = () => open.map((one) => (one.close === '}' ? one.key : one.index));
  const afterValue = (): Expected => (open.length === 0 ? 'nothing more' : 'a comma');

  for (;;) {
    take(SPACE);
    const start = offset;
    if (expected === 'nothing more') return start === text.length ? undefined : fault(start);
    const inside = open.at(-1);
    const mark = take(PUNCTUATION);
    if (
      mark !== undefined &&
      mark === inside?.close &&
      expected !== 'a value' &&
      expected !== 'a key in double quotes'
    ) {
      open.pop();
      expected = afterValue();
    } else if (expected === 'a comma') {
      if (mark !== ',') return fault(start);
      expected = inside!.close === '}' ? 'a key in double quotes' : 'a value';
    } else if (expected.startsWith('a key')) {
      const key = mark === undefined ? take(STRING) : undefined;
      if (key === undefined) return fault(start);
      take(SPACE);
      if (text[offset] !== ':') return { offset, length: 1, message: 'a colon is missing behind the key' };
      offset += 1;
      (inside as { key: string }).key = JSON.parse(key) as string;
      expected = 'a value';
    } else {
      const isOpening = mark === '{' || mark === '[';
      const token = mark === undefined ? (take(STRING) ?? take(SCALAR)) : isOpening ? mark : undefined;
      if (token === undefined) return fault(start);
      if (inside?.close === ']') inside.index += 1;
      yield { depth: open.length, pathHere, start, end: offset };
      if (token === '{' && isOpening) open.push({ close: '}', key: '' });
      else if (isOpening) open.push({ close: ']', index: -1 });
      expected = !isOpening ? afterValue() : token === '{' ? 'a key or `}`' : 'a value or `]`';
    }
  }
}
