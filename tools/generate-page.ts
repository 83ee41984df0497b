/** Writes src/report/html/page-assets.ts (npm run generate). Run it after changing the page's script or style. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPageAssets } from './page/build-assets.ts';

const assets = new URL('../src/report/html/page-assets.ts', import.meta.url);
writeFileSync(assets, await buildPageAssets());
console.error(`wrote ${fileURLToPath(assets)}`);
