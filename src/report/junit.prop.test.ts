import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderJunit } from './junit.ts';
import { readXml } from './testing/read-xml.ts';
import { runReport, scenarioReport } from './testing/runs.ts';
import { legible } from './xml-text.ts';

/** Any UTF-16 at all, and often what XML reserves or forbids. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\r', '\n', '\t', ' ', '\0', '\x1b', '\x85', 'a'),
  }),
);

test('whatever the texts are, the document is well-formed and gives them back', () => {
  const property = fc.property(anyText, anyText, anyText, anyText, anyText, (name, file, proxy, text, actual) => {
    const expectations = [{ text, passed: false, actual }];
    const scenario = scenarioReport({ name, file, proxy, expectations });
    const root = readXml(renderJunit(runReport([scenario])));
    const [suite] = root.children;
    const [properties, testcase] = suite!.children;
    const values = Object.fromEntries(
      properties!.children.map(({ attributes }) => [attributes.name, attributes.value]),
    );
    const [failure] = testcase!.children;
    expect(suite!.attributes.name).toBe(legible(name));
    expect(values).toMatchObject({ file: legible(file), proxy: legible(proxy), seed: '42', backend: 'loopback' });
    expect(testcase!.attributes.name).toBe(legible(text));
    expect(failure!.attributes.message).toBe(legible(`found ${actual}`));
    expect(failure!.text).toBe(legible(`expected: ${text}\nfound:    ${actual}\nagain:    ${values.again}`));
  });
  fc.assert(property, { numRuns: 300 });
});

test('what XML can carry stays as it is, and the rest can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(legible(text)).toBe(text);
    }),
  );
  expect(legible('a\0\x1b\t\n\r\x7f\ud83d\ude00\ud800\ufffe')).toBe('a\\x00\\x1b\t\n\r\x7f\u{1f600}\\ud800\\ufffe');
});
