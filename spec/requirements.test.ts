import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Requirement {
  readonly id: string;
  readonly level: string;
  readonly role: string;
  readonly text: string;
  readonly section: string;
  readonly report: readonly string[];
}

const prefixes = 'MSG TEXT BIN ATTR ADDR ID ERR STATUS INFO END CONN TIME VERDICT SCAN AGENT SEC'.split(' ');
const idForm = new RegExp(`^(${prefixes.join('|')})-[1-9]\\d*$`);
const keyword = /\b(?:MUST NOT|MUST|SHOULD NOT|SHOULD|MAY)\b/g;
const reportLines = Array.from({ length: 25 }, (_, index) => `S${index + 1}`);

const document = readFileSync(new URL('./psap.md', import.meta.url), 'utf8');
const requirements = parse(readFileSync(new URL('./requirements.yaml', import.meta.url), 'utf8')) as Requirement[];

const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The clauses of psap.md in its order: id, text without the id, number of the section they stand in. */
function readClauses(markdown: string): { id: string; text: string; section: string }[] {
  const clauses = [];
  let section = '';
  for (const paragraph of markdown.split(/\n[ \t]*\n/)) {
    section = /^##+ (\d+(?:\.\d+)*)/.exec(paragraph)?.[1] ?? section;
    const clause = /^\*\*([A-Z]+-\d+)\.\*\*([\s\S]*)$/.exec(paragraph.trim());
    if (clause) clauses.push({ id: clause[1]!, text: fold(clause[2]!), section });
  }
  return clauses;
}

const clauses = readClauses(document);
const appendix = document.slice(document.indexOf('## Appendix B'));

describe('requirements.yaml and psap.md', () => {
  test('ids are unique and well-formed', () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !idForm.test(id))).toEqual([]);
  });

  test('every clause of psap.md stands in the list, word for word, in the same order, and the reverse', () => {
    expect(clauses.length).toBeGreaterThan(200);
    expect(requirements.map(({ id, text, section }) => ({ id, text, section }))).toEqual(clauses);
  });

  test('no clause hides in a place that the list does not read', () => {
    expect(document.match(/\*\*[A-Z]+-\d+\.\*\*/g)).toHaveLength(clauses.length);
  });

  test('every text stands verbatim in psap.md, white space folded', () => {
    const folded = fold(document);
    expect(requirements.filter(({ id, text }) => !folded.includes(`**${id}.** ${text}`))).toEqual([]);
  });

  test('a clause has one keyword, and that is its level', () => {
    for (const { id, text, level } of requirements) {
      expect({ id, keywords: text.match(keyword) }).toEqual({ id, keywords: [level] });
    }
  });

  test('roles are known', () => {
    const strange = requirements.filter(({ role }) => !['scanner', 'responder', 'both'].includes(role));
    expect(strange).toEqual([]);
  });

  test('every clause that psap.md points to exists', () => {
    const ids = new Set(clauses.map(({ id }) => id));
    const pointers = document.match(new RegExp(`\\b(?:${prefixes.join('|')})-\\d+\\b`, 'g')) ?? [];
    expect(pointers.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('ERR-1 to ERR-15 are the error codes in the order of the table', () => {
    const ranked = [...document.matchAll(/^\| (\d+) +\| ([a-z-]+) +\|/gm)].map(([, rank, code]) => ({ rank, code }));
    expect(ranked).toHaveLength(15);
    for (const { rank, code } of ranked) {
      expect(clauses.find(({ id }) => id === `ERR-${rank}`)?.text).toContain(`\`${code}\``);
    }
  });
});

describe('the grammar', () => {
  const grammar = /```abnf\n([\s\S]*?)```/.exec(document)![1]!.replace(/;.*$/gm, '');
  const defined = [...grammar.matchAll(/^([a-z][a-z0-9-]*) +=/gm)].map(([, name]) => name!);

  test('every rule is defined once', () => {
    expect(defined.length).toBeGreaterThan(30);
    expect(new Set(defined).size).toBe(defined.length);
  });

  test('every rule that is used is defined, here or in RFC 5234 appendix B.1', () => {
    const words = grammar.replace(/(?:%s)?"[^"]*"|%x[0-9A-F-]+/g, ' ').match(/[A-Za-z][A-Za-z0-9-]*/g) ?? [];
    const known = new Set([...defined, 'CRLF', 'SP', 'DIGIT']);
    expect(words.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the founding report', () => {
  const rows = new Map(
    [...appendix.matchAll(/^\| (S\d+) +\| (.*?) +\| (.*?) +\|$/gm)].map(([, line, ids, reason]) => [
      line!,
      { ids: ids!.match(/[A-Z]+-\d+/g) ?? [], reason: reason! },
    ]),
  );

  test('the appendix has a row for each line, and no other', () => {
    expect([...rows.keys()]).toEqual(reportLines);
  });

  test.each(reportLines)('%s is named by a clause, or by the appendix with a reason', (line) => {
    const row = rows.get(line)!;
    const naming = requirements.filter(({ report }) => report.includes(line)).map(({ id }) => id);
    expect(naming.toSorted()).toEqual(row.ids.toSorted());
    if (naming.length === 0) expect(row.reason).toMatch(/^no clause: .{20,}/);
  });

  test('no clause names a line that the report does not have', () => {
    const strange = requirements.flatMap(({ report }) => report).filter((line) => !reportLines.includes(line));
    expect(strange).toEqual([]);
  });
});
