import { parse } from 'yaml';
import { z } from 'zod';
import { foldSpaces, type Paragraph, readMarkdown, readTable, type Table } from './markdown.ts';

/** The specification as data: what `spec/psap.md` and `spec/requirements.yaml` say, and nothing that stands elsewhere. */

const requirement = z.strictObject({
  id: z.string(),
  level: z.enum(['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY']),
  role: z.enum(['scanner', 'responder', 'both']),
  text: z.string(),
  section: z.string(),
  report: z.array(z.string()),
});

export interface Clause extends z.infer<typeof requirement> {
  /** The table that belongs to it. */
  readonly table: Table | undefined;
}

/** A row of the table of errors (section 9.2). */
export interface ErrorRow {
  readonly rank: number;
  readonly code: string;
  readonly judged: string;
  readonly afterwards: string;
  readonly echoes: string;
}

/** A row of the table of verdicts (VERDICT-1). */
export interface VerdictRow {
  readonly what: string;
  readonly state: string;
  /** `no-reply`, or with a place for a code: `agent:<code>`. */
  readonly reason: string;
}

/** A line of the founding report (appendix B). */
export interface ReportLine {
  readonly line: string;
  readonly clauses: readonly string[];
  readonly satisfiedBy: string;
}

/** What the specification decided where the founding texts were silent (section 17). */
export interface Decision {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly text: string;
}

export interface Specification {
  /** In their order. */
  readonly clauses: readonly Clause[];
  /** Titles by number. */
  readonly sections: ReadonlyMap<string, string>;
  readonly errors: readonly ErrorRow[];
  readonly verdicts: readonly VerdictRow[];
  readonly reportLines: readonly ReportLine[];
  readonly decisions: readonly Decision[];
}

const CLAUSE_IDS = /([A-Z]+)-(\d+)(?: to \1-(\d+))?/g;

/** Throws where the texts are not those of a specification. */
export function readSpecification(markdown: string, requirements: string): Specification {
  const { paragraphs, sections } = readMarkdown(markdown);
  const clauses = z
    .array(requirement)
    .parse(parse(requirements))
    .map((one) => ({ ...one, table: tableOf(paragraphs, one.id) }));
  return {
    clauses,
    sections,
    errors: rowsIn(paragraphs, ({ section }) => section === '9.2').map(
      ([rank, code = '', judged = '', afterwards = '', echoes = '']) => ({
        rank: Number(rank),
        code,
        judged,
        afterwards,
        echoes,
      }),
    ),
    verdicts: (clauses.find(({ id }) => id === 'VERDICT-1')?.table?.rows ?? []).map(
      ([what = '', state = '', reason = '']) => ({ what, state, reason: unquote(reason) }),
    ),
    reportLines: rowsIn(paragraphs, ({ text }) => /^\| line +\| clauses/.test(text)).map(
      ([line = '', ids = '', satisfiedBy = '']) => ({ line, clauses: readClauseIds(ids), satisfiedBy }),
    ),
    decisions: paragraphs.filter(({ section }) => section === '17').flatMap(({ text }) => readDecisions(text)),
  };
}

/** The table that follows the clause in its section. */
function tableOf(paragraphs: readonly Paragraph[], id: string): Table | undefined {
  const index = paragraphs.findIndex(({ text }) => text.startsWith(`**${id}.**`));
  const [clause, next] = paragraphs.slice(index, index + 2);
  return clause?.section === next?.section ? readTable(next?.text ?? '') : undefined;
}

/** The rows of the first table that is meant. */
function rowsIn(
  paragraphs: readonly Paragraph[],
  isMeant: (paragraph: Paragraph) => boolean,
): readonly (readonly string[])[] {
  const found = paragraphs.find((paragraph) => isMeant(paragraph) && readTable(paragraph.text) !== undefined);
  return readTable(found?.text ?? '')?.rows ?? [];
}

/** List items of the form `- **D1. Title** (CLAUSES). Text`. */
function readDecisions(text: string): Decision[] {
  return text.split(/^- /m).flatMap((item) => {
    const [, id, title, ids, said] = /^\*\*(D\d+)\. ([^*]+)\*\*(?: \(([^)]*)\))?\.? ([\s\S]*)$/.exec(item) ?? [];
    if (id === undefined) return [];
    return [{ id, title: foldSpaces(title!), clauses: readClauseIds(ids ?? ''), text: foldSpaces(said!) }];
  });
}

/** `ADDR-6 to ADDR-8, SEC-1` names four. */
function readClauseIds(text: string): string[] {
  return [...text.matchAll(CLAUSE_IDS)].flatMap(([, prefix, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${prefix}-${Number(first) + index}`),
  );
}

function unquote(code: string): string {
  return code.replace(/^`|`$/g, '');
}
