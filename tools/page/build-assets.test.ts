import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildPageAssets, pages } from './build-assets.ts';

test.each(Object.keys(pages) as (keyof typeof pages)[])(
  '%s is what its sources make (npm run generate)',
  async (module) => {
    const assets = new URL(`../../src/report/html/${module}`, import.meta.url);
    expect(readFileSync(assets, 'utf8')).toBe(await buildPageAssets(module));
  },
);
