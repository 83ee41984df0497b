/** What the documents of the project refer to, read from their Markdown. */

/** A link to a file of the project, or to a heading of one. */
export interface LocalLink {
  /** Relative to the document; empty for the document itself. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Links but those to other places. */
export function localLinks(markdown: string): readonly LocalLink[] {
  const targets = Array.from(withoutFences(markdown).matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path, anchor] = target.split('#');
      return { path: path!, anchor };
    });
}

/** The anchors of the headings, as GitHub makes them. */
export function anchors(markdown: string): ReadonlySet<string> {
  const headings = Array.from(withoutFences(markdown).matchAll(/^#+ +(.+)$/gm), ([, heading]) => heading!);
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** A command line of `portlab` that a document shows. */
export interface ShownCommand {
  readonly command: string;
  readonly flags: readonly string[];
}

/** Command lines, in running text and in blocks; what is piped to another program is no longer ours. */
export function shownCommands(markdown: string): readonly ShownCommand[] {
  return Array.from(markdown.matchAll(/\bportlab ([a-z]+(?: scan)?)\b([^`\n|#&]*)/g), ([, command, rest]) => ({
    command: command!,
    flags: Array.from(rest!.matchAll(/(?<=\s)--?[A-Za-z][a-z-]*/g), ([flag]) => flag),
  }));
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^```.*?^```$/gms, '');
}
