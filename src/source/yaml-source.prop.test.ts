import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Place, SourceError } from './diagnostic.ts';
import { YamlSource } from './yaml-source.ts';

const schema = z.strictObject({
  a: z.int(),
  b: z.record(z.string(), z.union([z.enum(['open']), z.array(z.string())])),
});

// Fragments that make YAML often enough, and break it often enough.
const fragment = fc.constantFrom(
  'a: 1',
  'b:',
  'open',
  '\n',
  '\n  ',
  ' ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  ': ',
  '"',
  "'",
  '&x ',
  '*x',
  '<<',
  '|',
  '#',
  '\t',
  '\r\n',
  '---\n',
  '? ',
  '22',
  '!t ',
);
const text = fc.oneof(
  fc.string(),
  fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join('')),
);

test('any text is a value or a SourceError whose places lie in the text', () => {
  fc.assert(
    fc.property(text, (given) => {
      try {
        new YamlSource(given, 'any.yaml').check(schema);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        expect(error.diagnostics.length).toBeGreaterThan(0);
        error.diagnostics.forEach((place) => {
          expectWithin(given, place);
        });
      }
    }),
    { numRuns: 2000 },
  );
});

test('every value can be asked for its place', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const source = new YamlSource(json, 'any.json');
      for (const path of pathsOf(JSON.parse(json))) expectWithin(json, source.at(path));
    }),
  );
});

function expectWithin(given: string, { line, column, length, lineText }: Place) {
  expect(given.replace(/^\u{feff}/u, '').split(/\r?\n/)[line - 1]).toBe(lineText);
  expect(column).toBeGreaterThanOrEqual(1);
  expect(column).toBeLessThanOrEqual(lineText.length + 1);
  expect(length).toBeGreaterThanOrEqual(1);
}

function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...children.flatMap(([key, child]) => pathsOf(child).map((rest) => [key, ...rest]))];
}
