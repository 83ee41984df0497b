import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, scriptJson } from './markup.ts';

test('values are escaped, markup is not, and undefined is nothing', () => {
  const item = html`<b title="${'"<&>\''}">${'<i>'}${undefined}${7}</b>`;
  expect(item.text).toBe('<b title="&#34;&#60;&#38;&#62;&#39;">&#60;i&#62;7</b>');
  expect(html`${[item, [html`<hr>`]]}${'a\0b\r'}`.text).toBe(`${item.text}<hr>a\ufffdb&#13;`);
});

test('JSON in a script element closes nothing, opens nothing, and comes back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('</script>', '<!--', '<script', ']]>', '\u2028'),
  );
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const written = scriptJson({ texts }).text;
      expect(written).not.toContain('<');
      expect(JSON.parse(written)).toEqual({ texts });
    }),
  );
});
