import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, noChromium } from '../testing/chromium.ts';
import { caseResult, pageOfRun } from '../testing/conform-runs.ts';
import { pagesInBrowser } from '../testing/page-browser.ts';
import { renderConformPage } from './conform-page.ts';

/** The page of a run of the conformance suite as people meet it: from a disk, in a browser. */

const { result, parts } = pageOfRun();
const evil = `"'><img src=http://192.0.2.1/x onerror=alert(1)></script><script>alert(1)</script>`;
const hostile = pageOfRun([caseResult('STATUS-CLOSED-01', 'suite-error', { title: evil, reason: evil })]);

describe.skipIf(chromiumPath === undefined)(
  chromiumPath === undefined ? `the page in a browser: ${noChromium}` : 'the page in a browser',
  () => {
    const open = pagesInBrowser({
      'conform.html': () => renderConformPage(result, parts),
      'hostile.html': () => renderConformPage(hostile.result, hostile.parts),
    });

    const clauses = (page: Page) => page.locator('#clauses tbody tr:visible th').allTextContents();

    test('says how it ended, and copies the command that runs again what failed', async () => {
      const page = await open();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('1 of 4 cases failed');
      const command = 'portlab conform 127.0.0.1:4545 --profile target.yaml --run STATUS-CLOSED-01 --seed 7';
      const header = page.locator('header');
      await header.getByRole('button', { name: 'Copy' }).click();
      await header.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(command);
      expect(await header.locator('.tally li').allTextContents()).toEqual([
        '1 fail',
        '1 known-failure',
        '1 unsupported',
        '1 pass',
      ]);
    });

    test('shows of what failed the clause, the conversation and the octets, and opens what else there is', async () => {
      const page = await open();
      const failed = page.locator('#case-STATUS-CLOSED-01');
      expect(await failed.getAttribute('open')).toBe('');
      expect(await failed.locator('blockquote').textContent()).toContain('MUST A closed subject is closed.');
      expect(await failed.locator('.actual').textContent()).toBe('open id 7 in text');
      expect(await failed.locator('.talk li').allTextContents()).toEqual([
        '0.1 ms→SYN 127.0.0.1:4545',
        '0.4 ms←SYN+ACK',
        expect.stringContaining('→status-request 7'),
        expect.stringContaining('←open 7'),
      ]);
      expect(await failed.locator('.dump mark').allTextContents()).toEqual(['09']);
      expect(await failed.locator('.fault-row').textContent()).toContain('bad-flags (ERR-4) <script>alert(1)</script>');
      const known = page.locator('#case-STATUS-FILTERED-01');
      await known.locator('summary').click();
      expect(await known.locator('.reason').textContent()).toBe('see issue 12');
    });

    test('shows clauses that stand in one way, and those with a word in them', async () => {
      const page = await open();
      const pick = (label: string) => page.locator('.filter label', { hasText: new RegExp(`^${label}`) }).click();
      expect(await clauses(page)).toEqual(['STATUS-3', 'STATUS-4', 'STATUS-5']);
      await pick('Untestable');
      expect(await clauses(page)).toEqual(['AGENT-13']);
      await pick('Broken');
      expect(await clauses(page)).toEqual(['STATUS-4']);
      await pick('All');
      await page.locator('.find').fill('idle');
      expect(await clauses(page)).toEqual(['TIME-1']);
      await page.locator('.find').fill('nothing of this');
      expect(await page.locator('.none').isVisible()).toBe(true);
      // Whoever goes to a clause sees it, whatever was picked.
      await page.locator('.map a[href="#clause-AGENT-13"]').click();
      await page.locator('#clause-AGENT-13').waitFor();
      expect(await page.locator('.find').inputValue()).toBe('');
    });

    test('goes from a clause to its case, and from a case to its clause', async () => {
      const page = await open();
      await page.locator('#clause-STATUS-3 a.chip').click();
      await page.locator('#cases li', { hasText: 'STATUS-OPEN-01' }).waitFor();
      await page.locator('#cases li', { hasText: 'STATUS-OPEN-01' }).getByRole('link', { name: 'STATUS-3' }).click();
      expect(page.url()).toMatch(/#clause-STATUS-3$/);
      expect(await page.locator('#clause-STATUS-3 .chip').allTextContents()).toEqual([
        'STATUS-OPEN-01',
        'STATUS-OPEN-02',
      ]);
      // A case that was not run is nowhere to be gone to.
      expect(await page.locator('#clause-STATUS-3 a.chip').count()).toBe(1);
    });

    test('shows what peers and files say, and obeys none of it', async () => {
      const page = await open({}, 'hostile.html');
      expect(await page.locator('.case .about').textContent()).toBe(evil);
      expect(await page.locator('img').count()).toBe(0);
    });

    test.each([
      ['light', 1_280],
      ['dark', 1_280],
      ['light', 360],
    ] as const)('fits a window, %s and %i wide', async (colorScheme, width) => {
      const page = await open({ colorScheme, viewport: { width, height: 700 } });
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(paper).toBe(colorScheme === 'dark' ? 'rgb(16, 19, 22)' : 'rgb(251, 251, 250)');
    });

    test('is open and light on paper', async () => {
      const page = await open({ colorScheme: 'dark' });
      const folded = 'document.querySelectorAll("details:not([open])").length';
      const before = await page.evaluate(folded);
      expect(before).toBeGreaterThan(0);
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.evaluate(folded)).toBe(0);
      expect(await page.locator('.tools').isVisible()).toBe(false);
      // As wide as A4: a case has a line, or two where its title is long.
      await page.setViewportSize({ width: 720, height: 1_000 });
      const heights: number[] = await page.evaluate(
        '[...document.querySelectorAll(".cases-of li")].map((one) => one.offsetHeight).sort((a, b) => a - b)',
      );
      expect(heights[heights.length >> 1]).toBeLessThan(32);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      expect(await page.evaluate(folded)).toBe(before);
    });
  },
  60_000,
);
