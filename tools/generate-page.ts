/** Writes src/report/html/*page-assets.ts (npm run generate). Run it after changing a page's script or style. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPageAssets, pages } from './page/build-assets.ts';

for (const module of Object.keys(pages) as (keyof typeof pages)[]) {
  const assets = new URL(`../src/report/html/${module}`, import.meta.url);
  writeFileSync(assets, await buildPageAssets(module));
  console.error(`wrote ${fileURLToPath(assets)}`);
}
