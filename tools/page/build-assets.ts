import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = new URL('../../src/report/html/', import.meta.url);

/** The pages, by the module that holds what each is made of. */
export const pages = {
  'page-assets.ts': { script: 'client/main.ts', style: 'page.css' },
  'conform-page-assets.ts': { script: 'client/conform/main.ts', style: 'conform-page.css' },
  'bench-page-assets.ts': { script: 'client/bench/main.ts', style: 'bench-page.css' },
} as const;

/** The module that gives a page its script and its style, each in one text, with the digests that admit them. */
export async function buildPageAssets(module: keyof typeof pages): Promise<string> {
  const script = await bundle(pages[module].script);
  const style = await bundle(pages[module].style);
  return `// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Made of ${pages[module].script} and ${pages[module].style} by \`npm run generate\`; a test holds it to them. */

export const pageScript = ${literal(script)};
export const pageScriptHash = '${digest(script)}';
export const pageStyle = ${literal(style)};
export const pageStyleHash = '${digest(style)}';
`;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, page))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    lineLimit: 120,
    // What is bundled keeps the notice that its licence asks for.
    legalComments: 'inline',
    // Nothing of a place where it is built.
    tsconfigRaw: {},
  });
  const text = outputFiles[0]!.text;
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${entry} would end its own element: write that otherwise`);
  return text;
}

function literal(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
