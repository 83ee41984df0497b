import type {
  CaseExplanation,
  ClauseText,
  DecisionExplanation,
  ErrorExplanation,
  ExampleOctets,
  ExplainList,
  Explanation,
  ReasonExplanation,
  ReportLineExplanation,
  RequirementExplanation,
  SectionExplanation,
} from '../results/explain.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { count } from './plain-text.ts';
import { wrap } from './wrap.ts';

/** Explanations for people. */

const WIDTH = 100;
const INDENT = '  ';
const DUMP_OCTETS = 16;
/** Longer examples are cut. */
const MOST_DUMP_LINES = 12;
const MOST_VECTORS = 6;

/** The whole explanation, ended by a line end. */
export function renderExplanation(explanation: Explanation, colours: Palette): string {
  return `${explain(explanation, colours).join('\n')}\n`;
}

function explain(explanation: Explanation, colours: Palette): string[] {
  switch (explanation.kind) {
    case 'case':
      return caseLines(explanation, colours);
    case 'requirement':
      return requirementLines(explanation, colours);
    case 'error-code':
      return errorLines(explanation, colours);
    case 'reason':
      return reasonLines(explanation, colours);
    case 'section':
      return sectionLines(explanation, colours);
    case 'report-line':
      return reportLineLines(explanation, colours);
    case 'decision':
      return decisionLines(explanation, colours);
  }
}

function requirementLines(one: RequirementExplanation, colours: Palette): string[] {
  const { id, level, role, section, table, report, decisions, namedBy, cases, vectors, previous, next } = one;
  const who = role === 'both' ? 'scanner and responder' : role;
  const listed = vectors.slice(0, MOST_VECTORS);
  const left = vectors.length - listed.length;
  return [
    `${colours.bold(id)}  ${paintLevel(level, colours)}  ${who}  ${colours.dim(`section ${section.number} ${section.title}`)}`,
    '',
    ...quote(one.text),
    ...(table === null ? [] : ['', ...renderColumns([table.head, ...table.rows]).map((line) => INDENT + line)]),
    ...block(
      'Serves',
      report.map(({ line, satisfiedBy }) => `${line}  ${satisfiedBy}`),
      colours,
    ),
    ...block(
      'Decided',
      decisions.map(({ id: decision, title, text }) => `${decision}  ${title}: ${text}`),
      colours,
    ),
    ...block('Named by', namedBy.length === 0 ? [] : [namedBy.join(', ')], colours),
    ...block('Conformance cases', cases.length === 0 ? [] : [cases.join(', ')], colours),
    ...block('Test vectors', left > 0 ? [...listed, `and ${left} more`] : listed, colours),
    ...block(
      'Before and after',
      [previous, next].flatMap((other) => (other === null ? [] : [clauseLine(other)])),
      colours,
    ),
  ];
}

function caseLines(one: CaseExplanation, colours: Palette): string[] {
  const { id, title, level, section, why, aliases, clauses, needs, script } = one;
  const place = colours.dim(`section ${section.number} ${section.title}`);
  return [
    `${colours.bold(id)}  ${paintLevel(level, colours)}  a case of the conformance suite  ${place}`,
    '',
    ...quote(title),
    ...(why === null ? [] : quote(why)),
    ...block('Conversation', script, colours),
    ...block('Clauses', clauses.map(clauseLine), colours),
    ...block('The profile has to declare', [needs.join(', ')], colours),
    ...block('Names that it had', [aliases.join(', ')], colours),
    ...block('To run it', [`portlab conform HOST:PORT --profile FILE --run ${id}`], colours),
  ];
}

function errorLines(one: ErrorExplanation, colours: Palette): string[] {
  const { code, rank, clause, judged, connection, echoes, advice, causes, answers } = one;
  return [
    `${colours.bold(code)}  error, rank ${rank} of the table  ${colours.dim(clause.id)}`,
    '',
    ...quote(clause.text),
    '',
    ...renderColumns([
      ['judged', judged],
      ['connection afterwards', connection],
      ['the answer echoes', echoes],
    ]).map((line) => INDENT + line),
    ...block('What to do', [advice], colours),
    ...examples('Octets that cause it', causes, colours),
    ...examples('Octets that tell of it', answers, colours),
  ];
}

function reasonLines(one: ReasonExplanation, colours: Palette): string[] {
  const { reason, state, what, isRetried, advice, reported, clauses, code } = one;
  return [
    `${colours.bold(reason)}  ${paintState(state, colours)}  ${colours.dim('VERDICT-1')}`,
    '',
    ...renderColumns([
      ['what happened', what],
      ['tried again', isRetried ? 'yes, while attempts are left (VERDICT-3)' : 'no (VERDICT-3)'],
    ]).map((line) => INDENT + line),
    ...block('What to do', [advice], colours),
    ...block('What the machine reports', reported, colours),
    ...block('Clauses', clauses.map(clauseLine), colours),
    ...codeLines(code, colours),
  ];
}

function codeLines(code: ReasonExplanation['code'], colours: Palette): string[] {
  if (code === null) return [];
  if (code.kind === 'errno') return code.advice === '' ? [] : block(code.errno, [code.advice], colours);
  return ['', ...explain(code, colours)];
}

function sectionLines({ id, sections, clauses }: SectionExplanation, colours: Palette): string[] {
  const titles = sections.map(({ number, title }) => `${number} ${title}`).join(', ');
  return [
    `${colours.bold(id)}  ${count(clauses.length, 'clause')}  ${colours.dim(`section ${titles}`)}`,
    ...clauses.flatMap((clause) => {
      const who = clause.role === 'both' ? '' : `  ${colours.dim(clause.role)}`;
      return ['', `${colours.bold(clause.id)}  ${paintLevel(clause.level, colours)}${who}`, ...quote(clause.text)];
    }),
  ];
}

function reportLineLines({ line, satisfiedBy, clauses }: ReportLineExplanation, colours: Palette): string[] {
  return [
    `${colours.bold(line)}  a line of the founding report  ${colours.dim('appendix B')}`,
    '',
    ...quote(satisfiedBy),
    ...block('Clauses', clauses.map(clauseLine), colours),
  ];
}

function decisionLines({ id, title, text, clauses }: DecisionExplanation, colours: Palette): string[] {
  return [
    `${colours.bold(id)}  ${title}  ${colours.dim('a decision, section 17')}`,
    '',
    ...quote(text),
    ...block('Clauses', clauses.map(clauseLine), colours),
  ];
}

/** All that can be explained, ended by a line end. */
export function renderExplainList(list: ExplainList, colours: Palette): string {
  const prefixes = list.prefixes.map(({ id, title, clauses }) => [id, `${clauses}`, title]);
  return `${[
    `${colours.bold('Clauses')}, as STATUS-3; a prefix or a section (10.1) explains all of its clauses`,
    ...renderColumns(prefixes).map((line) => INDENT + line),
    ...block(
      'Conformance cases',
      [`${list.cases.length}, as ${list.cases[0]}; \`portlab conform --list\` shows them`],
      colours,
    ),
    ...block('Error codes', [list.errorCodes.join(', ')], colours),
    ...block('Reasons of a verdict', [list.reasons.join(', ')], colours),
    ...block('Lines of the founding report', [list.reportLines.join(', ')], colours),
    ...block(
      'Decisions',
      list.decisions.map(({ id, title }) => `${id}  ${title}`),
      colours,
    ),
  ].join('\n')}\n`;
}

function quote(text: string): string[] {
  return wrap(text, WIDTH, INDENT);
}

/** A title and what belongs to it, each item wrapped, its first line further out; nothing where nothing is. */
function block(title: string, items: readonly string[], colours: Palette): string[] {
  if (items.length === 0 || items.every((item) => item === '')) return [];
  return ['', colours.bold(title), ...items.flatMap(hang)];
}

/** Of `STATUS-2  The text` the lines after the first stand under the text. */
function hang(item: string): string[] {
  const [, head = '', rest = item] = /^(\S+ {2})(.*)$/.exec(item) ?? [];
  const lines = wrap(rest, WIDTH, INDENT + ' '.repeat(head.length));
  return lines.map((line, index) =>
    index === 0 ? `${INDENT}${head}${line.slice(INDENT.length + head.length)}` : line,
  );
}

function clauseLine({ id, text }: ClauseText): string {
  return `${id}  ${text}`;
}

function examples(title: string, octets: readonly ExampleOctets[], colours: Palette): string[] {
  if (octets.length === 0) return [];
  return [
    '',
    colours.bold(title),
    ...octets.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...exampleLines(one, colours)]),
  ];
}

function exampleLines({ file, name, why, hex, offset }: ExampleOctets, colours: Palette): string[] {
  const place = offset === null ? '' : ` Wrong at ${offset.toString(16).padStart(4, '0')}.`;
  const lines = dump(hex);
  const shown = lines.slice(0, MOST_DUMP_LINES);
  return [
    ...wrap(`${name} (${file}): ${why}${place}`, WIDTH, INDENT),
    ...shown.map((line) => INDENT + colours.cyan(line)),
    ...(lines.length > shown.length ? [`${INDENT}… ${count(hex.length / 2, 'octet')} in all`] : []),
  ];
}

/** A dump that `portlab decode` reads. */
function dump(hex: string): string[] {
  const octets = hex.match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < octets.length; at += DUMP_OCTETS) {
    const row = octets.slice(at, at + DUMP_OCTETS);
    const digits = row.join(' ').padEnd(3 * DUMP_OCTETS - 1);
    const ascii = row.map((octet) => {
      const code = Number.parseInt(octet, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.';
    });
    lines.push(`${at.toString(16).padStart(4, '0')}  ${digits}  ${ascii.join('')}`);
  }
  return lines;
}

function paintLevel(level: string, { red, yellow, green }: Palette): string {
  if (level.startsWith('MUST')) return red(level);
  return level.startsWith('SHOULD') ? yellow(level) : green(level);
}

function paintState(state: string, { red, yellow, green }: Palette): string {
  const paint: Readonly<Record<string, (text: string) => string>> = { open: green, filtered: yellow, error: red };
  return paint[state]?.(state) ?? state;
}
