import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = new URL('../../src/report/html/', import.meta.url);

/** The module that gives the page its script and its style, each in one text, with the digests that admit them. */
export async function buildPageAssets(): Promise<string> {
  const script = await bundle('client/main.ts');
  const style = await bundle('page.css');
  return `// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** Made of client/ and page.css by \`npm run generate\`; a test holds it to them. */

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
    legalComments: 'none',
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
