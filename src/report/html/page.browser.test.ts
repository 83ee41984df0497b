import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FaultEvent } from '../../results/timeline.ts';
import { chromiumPath, noChromium } from '../testing/chromium.ts';
import { pagesInBrowser } from '../testing/page-browser.ts';
import { runReport, scenarioReport } from '../testing/runs.ts';
import { portFound, tellTimeline } from '../testing/told-timelines.ts';
import { renderRunPage } from './page.ts';

/** The page as people meet it: from a disk, in a browser. */

const ports = [
  portFound(22, 'open', 'syn-ack', { info: { service: 'ssh', transport: 'tcp', product: 'OpenSSH' } }),
  portFound(81, 'closed', 'refused'),
  ...Array.from({ length: 4 }, (_, index) => portFound(8_000 + index, 'filtered', 'no-response')),
  portFound(9_000, 'error', 'local:EMFILE'),
];
const faults: FaultEvent[] = [
  { kind: 'fault', atMs: 0, change: 'begins', host: 'web', ports: '8000-8003', fault: 'filtered' },
  { kind: 'fault', atMs: 400, change: 'ends', host: 'web', ports: '8000-8003', fault: 'filtered' },
];
const hosts = [{ name: 'web', address: '192.0.2.40' }];
const full = Array.from({ length: 65_535 }, (_, index) =>
  index % 9_000 === 22 ? portFound(index + 1, 'open', 'syn-ack') : portFound(index + 1, 'closed', 'refused'),
);
const evil = `"'><img src=http://192.0.2.1/x onerror=alert(1)></script><script>alert(1)</script>`;
const report = runReport([
  scenarioReport({ name: 'Holds', file: 'holds.yaml', ports, hosts }),
  scenarioReport({
    name: 'Breaks',
    file: 'breaks.yaml',
    ports,
    hosts,
    ...tellTimeline(ports, { faults }),
    expectations: [{ text: 'port 9000 open', passed: false, actual: 'port 9000 error (local:EMFILE)' }],
  }),
  scenarioReport({ name: evil, file: 'evil.yaml', ports: [portFound(22, 'open', 'syn-ack', { host: evil })] }),
]);
/** All ports of a host, with all that happened. */
const large = runReport([scenarioReport({ file: 'full.yaml', ports: full, hosts, ...tellTimeline(full) })]);

describe.skipIf(chromiumPath === undefined)(
  chromiumPath === undefined ? `the page in a browser: ${noChromium}` : 'the page in a browser',
  () => {
    const open = pagesInBrowser({
      'run.html': () => renderRunPage(report),
      'large.html': () => renderRunPage(large),
    });

    const scenario = (page: Page, name: string) => page.locator('details.scenario', { hasText: name });

    test('says how it ended, and copies the command that runs it again', async () => {
      const page = await open();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('1 of 3 scenarios failed');
      const command = 'portlab run breaks.yaml --seed 42 --toxiproxy embedded';
      const header = page.locator('header');
      expect(await header.locator('code').textContent()).toBe(command);
      await header.getByRole('button', { name: 'Copy' }).click();
      await header.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(command);
    });

    test('shows what failed, or what passed, or all', async () => {
      const page = await open();
      const names = () => page.locator('details.scenario:visible .name').allTextContents();
      await page.locator('.filter label', { hasText: 'Failed' }).click();
      expect(await names()).toEqual(['Breaks']);
      await page.locator('.filter label', { hasText: 'Passed' }).click();
      expect(await names()).toEqual(['Holds', evil]);
      await page.locator('.filter label', { hasText: 'All' }).click();
      expect(await names()).toHaveLength(3);
    });

    test('tells of a port what was found and what happened', async () => {
      const page = await open();
      const breaks = scenario(page, 'breaks.yaml');
      await breaks.locator('.chip', { hasText: '22' }).click();
      const inspector = breaks.locator('.inspector');
      expect(await inspector.getByRole('heading').textContent()).toBe('Port 22 of web open');
      expect(await inspector.locator('dl').textContent()).toContain('saysssh OpenSSH');
      const told = await inspector.locator('li').allTextContents();
      expect(told.map((line) => line.replace(/^[\d.]+/, ''))).toEqual([
        '⇢dials 127.0.0.1:40022',
        '⇄up from port 50001',
        expect.stringMatching(/^→sent status-request 1, 68 octets50 53 /) as string,
        expect.stringMatching(/^←received 30 octets/) as string,
        expect.stringMatching(/^←received open 1, 54 octets/) as string,
        '×closed by the scanner',
        '=open (syn-ack) after 1 attempt in 1.1 ms',
      ]);
      await page.keyboard.press('Escape');
      expect(await inspector.textContent()).toBe('');
    });

    test('goes from port to port by keyboard, and from lane to lane', async () => {
      const page = await open();
      const breaks = scenario(page, 'breaks.yaml');
      const title = breaks.locator('.inspector').getByRole('heading');
      await breaks.locator('.grid').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      expect(await title.textContent()).toBe('Port 81 of web closed');
      await page.keyboard.press('End');
      expect(await title.textContent()).toBe('Port 9000 of web error');
      await breaks.locator('.lanes').focus();
      await page.keyboard.press('ArrowUp');
      expect(await title.textContent()).toBe('Port 8003 of web filtered');
    });

    test('shows faults above what happened, and any part of the time', async () => {
      const page = await open();
      const breaks = scenario(page, 'breaks.yaml');
      expect(await breaks.locator('.fault text').allTextContents()).toEqual(['8000-8003: filtered']);
      expect(await breaks.locator('.verdict-mark').count()).toBe(ports.length);
      const ticks = () => breaks.locator('.tick').allTextContents();
      const whole = await ticks();
      await breaks.locator('.overview').focus();
      for (let times = 0; times < 4; times += 1) await page.keyboard.press('+');
      expect(await ticks()).not.toEqual(whole);
      await breaks.getByRole('button', { name: 'Whole run' }).click();
      expect(await ticks()).toEqual(whole);
    });

    test('says what the pointer is at', async () => {
      const page = await open();
      const breaks = scenario(page, 'breaks.yaml');
      await breaks.locator('.chip', { hasText: '8000' }).hover();
      const ofPorts = breaks.locator('.field .readout');
      expect(await ofPorts.textContent()).toBe('port 8000: filtered (no-response), 800 ms, 2 attempts, toxiproxy');
      const verdict = breaks.locator('.verdict-mark').last();
      await verdict.hover();
      const ofTime = breaks.locator('.story .readout');
      expect(await ofTime.textContent()).toMatch(/^9000 at \d+\.\d+ ms: /);
    });

    test('finds the ports of a row of the table', async () => {
      const page = await open();
      const breaks = scenario(page, 'breaks.yaml');
      await breaks.getByRole('button', { name: 'filtered no-response' }).click();
      expect(await breaks.locator('.chip:not(.dimmed)').allTextContents()).toEqual(['8000', '8001', '8002', '8003']);
      await breaks.getByRole('button', { name: 'filtered no-response' }).click();
      expect(await breaks.locator('.dimmed').count()).toBe(0);
    });

    test('draws 65,535 ports with a few elements, and finds any of them', async () => {
      const page = await open({}, 'large.html');
      const whole = scenario(page, 'full.yaml');
      await whole.locator('.grid svg').waitFor();
      expect(await whole.locator('*').count()).toBeLessThan(1_000);
      await whole.getByLabel('Port', { exact: true }).fill('51234');
      expect(await whole.locator('.inspector').getByRole('heading').textContent()).toBe('Port 51234 of web closed');
      expect(await whole.locator('.selection').getAttribute('visibility')).toBe('visible');
    });

    test('without a timeline has no lanes, and all the rest', async () => {
      const page = await open();
      const holds = scenario(page, 'holds.yaml');
      await holds.locator('summary').first().click();
      await holds.locator('.chip', { hasText: '22' }).click();
      expect(await holds.locator('.inspector').getByRole('heading').textContent()).toBe('Port 22 of web open');
      expect(await holds.locator('.lanes, .conversation').count()).toBe(0);
    });

    test.each([
      ['light', 1_280],
      ['dark', 1_280],
      ['light', 360],
    ] as const)('fits a window, %s and %i wide', async (colorScheme, width) => {
      const page = await open({ colorScheme, viewport: { width, height: 700 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(paper).toBe(colorScheme === 'dark' ? 'rgb(16, 19, 22)' : 'rgb(251, 251, 250)');
    });

    test('is open and light on paper', async () => {
      const page = await open({ colorScheme: 'dark' });
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.locator('details.scenario[open] .grid svg').count()).toBe(3);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      expect(await page.locator('details.scenario[open]').count()).toBe(1);
    });
  },
  60_000,
);
