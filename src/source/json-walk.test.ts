import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault, findJsonValue } from './json-walk.ts';

/** Whether `JSON.parse` takes it. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a fault of JSON', () => {
  it.each([
    ['{"a": 1,}', 8, 'expected a key in double quotes, found `}`'],
    ['{"a" 1}', 5, 'a colon is missing behind the key'],
    ['{a: 1}', 1, 'expected a key or `}`, found `a`'],
    ['[1 2]', 3, 'expected a comma or `]`, found `2`'],
    ['[1,]', 3, 'expected a value, found `]`'],
    ['[01]', 1, 'expected a value or `]`, found `01`'],
    ['{"a": "x', 6, 'this text is not closed, or is not as JSON has it'],
    ['[1', 2, 'the text ends where a comma or `]` should stand'],
    ['1 2', 2, 'expected nothing more, found `2`'],
    ["['a']", 1, "expected a value or `]`, found `'`"],
  ])('%s', (text, offset, message) => {
    expect(findJsonFault(text)).toMatchObject({ offset, message });
  });

  it('is found exactly where JSON.parse finds one', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\n"',
      '"\u0080"',
      '1',
      '-0.5e3',
      'true',
      ' ',
      '"',
      '\\',
    );
    const broken = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
    );
  });

  it('is found however deep it is', () => {
    expect(findJsonFault('['.repeat(200_000))).toMatchObject({ offset: 200_000 });
  });
});

describe('a value of JSON', () => {
  const text = '{ "a": [1, {"b c": true}], "d": "x" }';

  it.each([
    [['a', 0], '1'],
    [['a', 1, 'b c'], 'true'],
    [['d'], '"x"'],
    [['a', 1], '{'],
    [['a', 7, 'x'], '['],
    [[], '{'],
  ])('at %j is found, or what is around it', (path, found) => {
    const { start, end } = findJsonValue(text, path);
    expect(text.slice(start, end)).toBe(found);
  });
});
