import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { startChromium } from './chromium.ts';

/** Opens the page of that name. */
export type OpenPage<Name extends string> = (options?: BrowserContextOptions, name?: Name) => Promise<Page>;

/**
 * Writes pages to a disk and starts a browser, for the tests of the suite that this is called in. What it gives opens a
 * page, the first one where no name is said; the test fails if that says something on the console, opens a dialog or asks
 * anybody for anything.
 */
export function pagesInBrowser<Name extends string>(pages: Readonly<Record<Name, () => string>>): OpenPage<Name> {
  const names = Object.keys(pages) as Name[];
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portlab-page-'));
    for (const name of names) await writeFile(path.join(folder, name), pages[name]());
    browser = await startChromium();
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  return async (options = {}, name = names[0]!) => {
    const url = pathToFileURL(path.join(folder, name)).href;
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(url);
    return page;
  };
}
