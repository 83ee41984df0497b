import { html, Markup, scriptJson } from './markup.ts';

/** The script and the style of a page, as `npm run generate` makes them. */
export interface PageAssets {
  readonly pageScript: string;
  readonly pageScriptHash: string;
  readonly pageStyle: string;
  readonly pageStyleHash: string;
}

export interface PageParts {
  readonly title: string;
  readonly header: Markup;
  /** What stands below the header. */
  readonly main: Markup;
  /** What the script draws, where it draws something. */
  readonly data?: object;
}

/**
 * A whole page that needs nothing else: it works from a disk, asks no server for anything, and lets no other script run
 * than its own.
 */
export function renderPage(assets: PageAssets, { title, header, main, data }: PageParts): string {
  const { pageScript, pageScriptHash, pageStyle, pageStyleHash } = assets;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${pageScriptHash}'; style-src 'sha256-${pageStyleHash}'; img-src data:">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${header}
<main>
${main}
</main>
${data && html`<script type="application/json" id="data">${scriptJson(data)}</script>\n`}<script>${new Markup(pageScript)}</script>
</body>
</html>
`.text;
}
