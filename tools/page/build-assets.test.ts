import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildPageAssets } from './build-assets.ts';

test('the page has the script and the style that its sources make (npm run generate)', async () => {
  const assets = new URL('../../src/report/html/page-assets.ts', import.meta.url);
  expect(readFileSync(assets, 'utf8')).toBe(await buildPageAssets());
});
