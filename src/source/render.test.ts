import pc from 'picocolors';
import { expect, test } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { renderDiagnostics } from './render.ts';

const plain = pc.createColors(false);
const diagnostic: Diagnostic = {
  file: 'web.yaml',
  line: 12,
  column: 9,
  length: 4,
  lineText: '    80: opne',
  message: '`opne` is not one of `open`, `closed`',
  help: 'did you mean `open`?',
};

test('shows the place, the line, a caret and the help', () => {
  expect(renderDiagnostics([diagnostic], plain)).toMatchInlineSnapshot(`
    "error: \`opne\` is not one of \`open\`, \`closed\`
      --> web.yaml:12:9
       |
    12 |     80: opne
       |         ^^^^
       = help: did you mean \`open\`?"
  `);
});

test('shows a related place between the line and the help, with one margin', () => {
  const first = { file: 'web.yaml', line: 9, column: 5, length: 9, lineText: '    8000-8010: filtered' };
  const overlap: Diagnostic = {
    ...{ file: 'web.yaml', line: 12, column: 5, length: 4, lineText: '    8005: open' },
    message: 'port 8005 is described twice',
    help: 'give each port one entry',
    related: { message: 'first here', place: first },
  };
  expect(renderDiagnostics([overlap], plain)).toMatchInlineSnapshot(`
    "error: port 8005 is described twice
      --> web.yaml:12:5
       |
    12 |     8005: open
       |     ^^^^
    note: first here
      --> web.yaml:9:5
       |
     9 |     8000-8010: filtered
       |     ^^^^^^^^^
       = help: give each port one entry"
  `);
});

test('separates diagnostics by a blank line', () => {
  const { help: _help, ...short } = diagnostic;
  expect(renderDiagnostics([short, { ...short, line: 13 }], plain)).toMatchInlineSnapshot(`
    "error: \`opne\` is not one of \`open\`, \`closed\`
      --> web.yaml:12:9
       |
    12 |     80: opne
       |         ^^^^

    error: \`opne\` is not one of \`open\`, \`closed\`
      --> web.yaml:13:9
       |
    13 |     80: opne
       |         ^^^^"
  `);
});

test('keeps tabs before the caret, and control characters off the terminal', () => {
  const hostile = { ...diagnostic, column: 6, length: 3, lineText: '\tab: \u{1b}[31m' };
  expect(renderDiagnostics([hostile], plain).split('\n').slice(3, 5)).toEqual([
    '12 | \tab: \u{fffd}[31m',
    '   | \t    ^^^',
  ]);
});

test('colours what it is given colours for', () => {
  const rendered = renderDiagnostics([diagnostic], pc.createColors(true));
  expect(rendered).toContain(pc.createColors(true).red('^^^^'));
});

test('shows of a very long line what stands around the place', () => {
  const lineText = `${'a'.repeat(5_000)}opne${'b'.repeat(5_000)}`;
  const [, place, , line, caret] = renderDiagnostics([{ ...diagnostic, column: 5_001, lineText }], plain).split('\n');
  expect(place).toBe('  --> web.yaml:12:5001');
  expect(line).toMatch(/^12 \| …a{60}opneb+…$/);
  expect(line!.length).toBeLessThan(260);
  expect(caret!.indexOf('^^^^')).toBe(line!.indexOf('opne'));
});
