/**
 * How deep YAML may be nested. Reading it recurses, in the library and behind it, and some thousand levels would end the
 * process; a person writes five.
 */
export const MAX_DEPTH = 100;

/**
 * Where a text is nested deeper than `MAX_DEPTH`, as far as brackets, indentation and the marks of lists show without
 * parsing it; undefined where it is not. Takes texts with many open brackets in them for nested, too.
 */
export function findTooDeep(text: string): number | undefined {
  const indents: number[] = [];
  let brackets = 0;
  for (const { 0: line, index } of text.matchAll(/.+/g)) {
    const [spaces, marks] = /^ *((?:[-?][ \t]+)*)/.exec(line) as unknown as [string, string];
    const indent = spaces.length - marks.length;
    while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop();
    indents.push(indent);
    for (const { index: offset } of marks.matchAll(/\S/g)) indents.push(indent + offset + 1);
    if (indents.length + brackets > MAX_DEPTH) return index + indent;
    for (const { 0: bracket, index: column } of line.matchAll(/[[\]{}]/g)) {
      brackets = Math.max(0, brackets + (bracket === '[' || bracket === '{' ? 1 : -1));
      if (indents.length + brackets > MAX_DEPTH) return index + column;
    }
  }
  return undefined;
}
