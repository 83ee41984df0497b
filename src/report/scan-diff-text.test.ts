import { describe, expect, it } from 'vitest';
import { diffScans } from '../diff/diff-scans.ts';
import { port, saved, scan } from '../diff/testing/scans.ts';
import type { ScanResult } from '../results/scan.ts';
import { scanDiffNotices } from './scan-diff-notices.ts';
import { renderScanDiff } from './scan-diff-text.ts';
import { plain, tagged } from './testing/palettes.ts';

const diff = (old: ScanResult, current: ScanResult) => diffScans(saved(old, 'old.json'), saved(current, 'new.json'));
const info = (version: string, banner = '') => ({
  service: 'ssh',
  transport: 'tcp',
  product: 'OpenSSH',
  version,
  banner,
});
const crowd = (state: string, first: number, size: number) =>
  Array.from({ length: size }, (_, index) => port(`${first + index} ${state}`));

const before = scan({
  '127.0.0.1': {
    ports: [
      port('22 open syn-ack', info('9.2')),
      port('80 open syn-ack'),
      port('443 closed refused'),
      ...crowd('filtered no-response', 8000, 11),
      port('9000 filtered no-response'),
    ],
    os: { family: 'Linux', name: 'Debian GNU/Linux', version: '12', uptimeSeconds: 7 },
  },
  '127.0.0.2': { ports: [port('22 open syn-ack')] },
});
const after = scan({
  '127.0.0.1': {
    ports: [
      port('22 open syn-ack', info('9.6', 'other')),
      port('80 closed refused'),
      port('443 closed reset'),
      ...crowd('open syn-ack', 8000, 11),
      port('9000 open syn-ack', { service: 'unknown', transport: 'tcp' }),
    ],
    os: { family: 'Linux', name: 'Debian GNU/Linux', version: '13' },
  },
  '127.0.0.3': { ports: [port('22 open syn-ack'), port('23 closed refused')] },
});

describe('the text', () => {
  it('tells ports that changed alike on one line, the gravest first', () => {
    expect(renderScanDiff(diff(before, after), plain)).toBe(
      [
        '127.0.0.1',
        '  80              open → closed (syn-ack → refused)',
        '  8000-8010,9000  filtered → open (no-response → syn-ack)',
        '  443             closed (refused → reset)',
        '  22              open (syn-ack), ssh OpenSSH 9.2 → ssh OpenSSH 9.6',
        '  OS              Debian GNU/Linux 12 → Debian GNU/Linux 13',
        '',
        '127.0.0.2 went: not in new.json; 22 open',
        '',
        '127.0.0.3 came: not in old.json; 22 open',
        '',
        '15 ports of 1 host changed, 1 system changed, 1 host came, 1 host went',
        '',
      ].join('\n'),
    );
  });

  it('colours what was lost and what is new', () => {
    const text = renderScanDiff(diff(before, after), tagged);
    expect(text).toContain('<red>open → closed (syn-ack → refused)</red>');
    expect(text).toContain('<green>filtered → open (no-response → syn-ack)</green>');
  });

  it('says how much was compared where nothing changed', () => {
    expect(renderScanDiff(diff(before, before), plain)).toBe('No change: 16 ports compared\n');
  });

  it('shortens the list of many ranges', () => {
    const odd = (state: string) => Array.from({ length: 40 }, (_, index) => port(`${2 * index + 1} ${state}`));
    const [old, current] = ['closed refused', 'filtered no-response'].map((state) =>
      scan({ '::1': { up: true, ports: odd(state) } }),
    );
    expect(renderScanDiff(diff(old!, current!), plain)).toContain('  1,3,5,7,9,… (40 ports)  closed → filtered');
  });

  it('shows what a file says, and never obeys it', () => {
    const evil = scan({ '::1': { ports: [{ ...port('1 closed refused'), reason: 'local:\u001b[2J' }] } });
    const text = renderScanDiff(diff(scan({ '::1': { ports: [port('1 closed refused')] } }), evil), plain);
    expect(text).toContain('closed (refused → local:\\x1b[2J)');
  });
});

describe('the notices', () => {
  it('are none where both scans know the same', () => {
    expect(scanDiffNotices(diff(before, before))).toEqual([]);
  });

  it('tell what only one scan knows, once for hosts alike', () => {
    const ports = [port('22 open syn-ack')];
    const more = [port('22 open syn-ack', info('9.2')), ...crowd('closed refused', 8000, 3), port('8003 open syn-ack')];
    const silent = { ports: [port('22 filtered no-response')] };
    const old = scan({ '127.0.0.1': { ports }, '127.0.0.2': { ports } }, { complete: false, probe: 'tcp' });
    const current = scan({ '127.0.0.1': { ports: more }, '127.0.0.2': { ports: more }, '127.0.0.9': silent });
    const found = diff(old, current);
    expect(found.same).toBe(true);
    expect(scanDiffNotices(found)).toEqual([
      'old.json did not finish: what it lacks is not compared.',
      'old.json with --probe tcp and new.json with --probe psap: that alone changes states and reasons.',
      'Only new.json knows 8000-8003 (open: 8003) of 2 hosts: not compared.',
      'Only new.json knows 127.0.0.9, without an answer: not compared.',
      'Only new.json has information about 2 open ports (--info): not compared.',
    ]);
  });
});
