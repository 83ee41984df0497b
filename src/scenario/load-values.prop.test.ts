import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadAll } from './testing/loading.ts';

/** A value that is used by its name is the value itself. */

const delay = fc.integer({ min: 0, max: 5_000 }).map((ms) => `${ms}ms`);
const text = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('${', 'a ${b} $${c}', '$'));
const port = fc.oneof(
  fc.constantFrom('open', 'closed', 'filtered', 'silent'),
  fc.record({ state: fc.constant('open'), slow: delay, cut: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ state: fc.constant('open'), service: text, hangup: fc.boolean() }),
);
const story = fc.record({
  target: fc.record({ ports: fc.dictionary(fc.integer({ min: 1, max: 65_535 }).map(String), port, { minKeys: 1 }) }),
  scan: fc.record({ timeout: fc.integer({ min: 1, max: 5_000 }).map((ms) => `${ms}ms`), retries: fc.nat(100) }),
});

/** A replacement of `replaceAll` would itself have to spell `$` twice. */
const escapeReferences = (text: string) => text.replaceAll('${', () => '$${');

/** Puts every value of a document, inside out, under a name of its own. */
function nameAll(value: unknown, names: Map<string, unknown>): unknown {
  if (typeof value === 'string' && value.includes('${')) return escapeReferences(value);
  const inner =
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, nameAll(each, names)]))
      : value;
  const name = `v${names.size}`;
  names.set(name, inner);
  return `\${${name}}`;
}

/** What scenarios say, but for where. */
function meaning(scenarios: unknown): unknown {
  return JSON.parse(
    JSON.stringify(scenarios, (key, value) => {
      if (key === 'place') return undefined;
      return key === 'ports' && !Array.isArray(value) && value !== null ? [[...value], value.default] : value;
    }),
  );
}

test('whatever is named, the scenario is the same', () => {
  fc.assert(
    fc.property(story, ({ target, scan }) => {
      const escaped = escapeReferences(stringify({ target, scan }));
      const names = new Map<string, unknown>();
      const named = { target: nameAll(target, names), scan: nameAll(scan, names) };
      const text = stringify({ ...named, let: Object.fromEntries(names) });
      expect(meaning(loadAll(text))).toEqual(meaning(loadAll(escaped)));
    }),
    { numRuns: 150 },
  );
});

test('a row of a matrix is the scenario with its values written out', () => {
  fc.assert(
    fc.property(fc.uniqueArray(delay, { minLength: 1, maxLength: 5 }), fc.nat(9), (lags, retries) => {
      const rows = loadAll(
        stringify({
          matrix: { lag: lags, retries: [retries] },
          name: 'x',
          target: { ports: { 22: { state: 'open', slow: '${lag}' } } },
          scan: { retries: '${retries}' },
        }),
      );
      const written = lags.map((lag) => {
        const ports = { 22: { state: 'open', slow: lag } };
        const name = `x [lag=${lag}, retries=${retries}]`;
        const [scenario] = loadAll(stringify({ name, target: { ports }, scan: { retries } }));
        return { ...scenario!, row: { lag, retries: String(retries) } };
      });
      expect(meaning(rows)).toEqual(meaning(written));
    }),
    { numRuns: 100 },
  );
});
