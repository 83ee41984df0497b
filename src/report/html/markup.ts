/** Text that is markup already, and may stand in markup as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | readonly Part[];

/** Markup with values in it: texts are escaped, in elements and in quoted attributes; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0]!;
  for (const [index, part] of parts.entries()) text += render(part) + strings[index + 1]!;
  return new Markup(text);
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replace(/[&<>"'\0\r]/g, (character) => {
    // HTML has no NUL, and takes a carriage return for a line end.
    return character === '\0' ? '\ufffd' : `&#${character.charCodeAt(0)};`;
  });
}

/** A value as the JSON in a script element, which nothing in it can close, nor a comment open (`<!--`). */
export function scriptJson(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
