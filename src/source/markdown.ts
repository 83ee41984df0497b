/** What is read of a Markdown document: its paragraphs under their headings, and its tables. */

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Paragraph {
  /** Its lines, as they are. */
  readonly text: string;
  /** The number of the section that it stands in: `10.1`; empty before the first. */
  readonly section: string;
}

/** The paragraphs of a document, and the titles of its numbered sections. */
export function readMarkdown(text: string): {
  readonly paragraphs: readonly Paragraph[];
  readonly sections: ReadonlyMap<string, string>;
} {
  const sections = new Map<string, string>();
  const paragraphs: Paragraph[] = [];
  let section = '';
  for (const part of text.split(/\n[ \t]*\n/)) {
    const heading = /^##+ (?:(\d+(?:\.\d+)*)\.? +)?(.+)$/.exec(part.trim());
    if (heading === null) {
      paragraphs.push({ text: part.replace(/^\n+/, ''), section });
    } else {
      section = heading[1] ?? heading[2]!;
      sections.set(section, heading[2]!);
    }
  }
  return { paragraphs, sections };
}

/** The table that a paragraph is, or undefined where it is none. */
export function readTable(paragraph: string): Table | undefined {
  const lines = paragraph.trim().split('\n');
  if (!/^\|[ :|-]+\|$/.test(lines[1] ?? '')) return undefined;
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  return { head, rows };
}

/** White space of a paragraph folded into single spaces. */
export function foldSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
