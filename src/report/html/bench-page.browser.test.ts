import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, noChromium } from '../testing/chromium.ts';
import { pagesInBrowser } from '../testing/page-browser.ts';
import { benchReport, benchRow, peerRow, referenceRow } from '../testing/sweeps.ts';
import { renderBenchPage } from './bench-page.ts';

/** The page of a sweep as people meet it: from a disk, in a browser. */

/** What a function that runs in the browser needs of it. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(
    kind: '2d',
    options: object,
  ): {
    drawImage(image: Canvas, x: number, y: number): void;
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}
interface BrowserRoot {
  readonly document: { readonly documentElement: unknown; createElement(name: 'canvas'): Canvas };
  getComputedStyle(element: unknown): { getPropertyValue(name: string): string };
}

const wrong = { wrong: 3, missing: 0, error: 0 };
const evil = `"'><img src=http://192.0.2.1/x onerror=alert(1)></script><script>alert(1)</script>`;
const report = benchReport(
  [
    ...[16, 64, 256].flatMap((concurrency) => [
      referenceRow({ concurrency }),
      benchRow({ concurrency, portsPerSecond: 100 * concurrency, ...(concurrency === 256 && { errors: wrong }) }),
      peerRow({ concurrency }),
    ]),
    referenceRow({ behaviour: 'slow' }),
    benchRow({ behaviour: 'slow' }),
  ],
  {
    summary: { rows: 11, withErrors: 1, failed: 1 },
    failures: [{ scanner: evil, behaviour: 'closed', concurrency: 16, why: evil }],
  },
);

describe.skipIf(chromiumPath === undefined)(
  chromiumPath === undefined ? `the page of a sweep in a browser: ${noChromium}` : 'the page of a sweep in a browser',
  () => {
    const open = pagesInBrowser({ 'bench.html': () => renderBenchPage(report) });

    const closed = (page: Page) => page.locator('section[data-behaviour="closed"]');

    /** Points at a part of the width of a plot, and gives what the tip says. */
    async function pointAt(page: Page, title: string, part: number): Promise<string[]> {
      const plot = closed(page).locator('figure', { hasText: title });
      const area = plot.locator('.u-over');
      const { width, height } = (await area.boundingBox())!;
      await area.hover({ position: { x: width * part, y: height / 2 } });
      await plot.locator('.tip').waitFor();
      return plot.locator('.tip > *').allTextContents();
    }

    /** How many points of a plot are drawn in this colour, at least in part. */
    function drawn(page: Page, title: string, colour: string): Promise<number> {
      return closed(page)
        .locator('figure', { hasText: title })
        .locator('canvas')
        .evaluate(
          (canvas, [variable]) => {
            const root = globalThis as never as BrowserRoot;
            const { width, height } = canvas as never as Canvas;
            const copy = root.document.createElement('canvas');
            Object.assign(copy, { width, height });
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(canvas as never, 0, 0);
            const { data } = context.getImageData(0, 0, width, height);
            const hex = root.getComputedStyle(root.document.documentElement).getPropertyValue(variable!).trim();
            const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
            let count = 0;
            for (let at = 0; at < data.length; at += 4) {
              if (wanted.every((value, channel) => data[at + channel] === value) && data[at + 3] === 255) count += 1;
            }
            return count;
          },
          [colour],
        );
    }

    test('says how it ended, and how to run it again', async () => {
      const page = await open();
      const heading = page.getByRole('heading', { level: 1 });
      expect(await heading.textContent()).toBe('Wrong verdicts in 1 of 11 rows, 1 of them failed');
      expect(await page.locator('header code').textContent()).toBe('portlab bench scan --seed 7');
      expect(await page.locator('.notes').textContent()).toContain(evil);
    });

    test('tells all lines where the pointer is, with the errors that they cost', async () => {
      const page = await open();
      expect(await pointAt(page, 'Ports a second', 0.1)).toEqual([
        '16 at once',
        'net.connect12,500/s',
        'rustscan10,000/s',
        'portlab direct psap1,600/s',
      ]);
      expect(await pointAt(page, 'Ports a second', 0.95)).toEqual([
        '256 at once',
        'portlab direct psap25,600/s3 wrong',
        'net.connect12,500/s',
        'rustscan10,000/s',
      ]);
      expect(await pointAt(page, 'Time of a port', 0.5)).toContain('portlab direct psap, p9920.0 ms');
      expect(await pointAt(page, 'CPU a probe', 0.5)).toContain('rustscan90 µs');
    });

    test('crosses out points whose verdicts were wrong, and draws each line in its colour', async () => {
      const page = await open();
      expect(await drawn(page, 'Ports a second', '--failed')).toBeGreaterThan(10);
      expect(await drawn(page, 'Ports a second', '--series-1')).toBeGreaterThan(100);
      const key = closed(page).getByRole('button', { name: 'portlab direct psap' });
      await key.click();
      expect(await key.getAttribute('aria-pressed')).toBe('false');
      await expect.poll(() => drawn(page, 'Ports a second', '--series-1')).toBe(0);
      expect(await drawn(page, 'Ports a second', '--failed')).toBe(0);
      await key.click();
      await expect.poll(() => drawn(page, 'Ports a second', '--series-1')).toBeGreaterThan(100);
    });

    test('has a table where speed stands beside errors', async () => {
      const page = await open();
      const row = closed(page).locator('tr.wrong');
      expect(await row.locator('th, td').allTextContents()).toEqual([
        'portlab direct psap',
        '256',
        '25,600',
        '3 wrong',
        '0.80',
        '90 µs',
        '5.0 ms',
        '20.0 ms',
        '1.00',
      ]);
      expect(await closed(page).locator('tbody tr').count()).toBe(9);
    });

    test.each([
      ['light', 1_280],
      ['dark', 1_280],
      ['light', 360],
    ] as const)('fits a window, %s and %i wide', async (colorScheme, width) => {
      const page = await open({ colorScheme, viewport: { width, height: 700 } });
      await page.locator('canvas').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await drawn(page, 'Ports a second', '--series-1')).toBeGreaterThan(100);
    });

    test('takes other colours when the system does, and those of paper when it is printed', async () => {
      const page = await open({ colorScheme: 'light' });
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => drawn(page, 'Ports a second', '--series-1')).toBeGreaterThan(100);
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      expect(await page.evaluate('getComputedStyle(document.documentElement).getPropertyValue("--series-1")')).toBe(
        '#1463c2',
      );
      await expect.poll(() => drawn(page, 'Ports a second', '--series-1')).toBeGreaterThan(100);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const widths = (selector: string) =>
        closed(page)
          .locator(selector)
          .evaluateAll((all) => all.map((each) => Math.ceil(each.getBoundingClientRect().width)));
      const [figures, canvases] = [await widths('figure'), await widths('canvas')];
      expect(canvases).toHaveLength(3);
      for (const [index, width] of canvases.entries()) expect(width).toBeLessThanOrEqual(figures[index]!);
      await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      await expect.poll(() => drawn(page, 'Ports a second', '--series-1')).toBeGreaterThan(100);
    });
  },
  60_000,
);
