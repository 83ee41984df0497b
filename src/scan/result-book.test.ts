import { describe, expect, it } from 'vitest';
import type { PortResult, PortState } from '../results/scan.ts';
import { ResultBook } from './result-book.ts';

const scan = { mode: 'list', probe: 'psap', engine: 'stream', seed: 7, elapsedMs: 12, complete: true } as const;

function port(host: string, number: number, state: PortState): PortResult {
  return { host, port: number, state, reason: 'refused', elapsedMs: 1, attempts: 1 };
}

describe('the result book', () => {
  it('sorts ports as numbers, counts states per host and in all, and keeps the order of hosts', () => {
    const book = new ResultBook(['127.0.0.1', '127.0.0.2'], [9, 22, 100, 443, 8000]);
    const added = [
      port('127.0.0.2', 8000, 'filtered'),
      port('127.0.0.1', 100, 'closed'),
      port('127.0.0.2', 22, 'open'),
      port('127.0.0.1', 9, 'closed'),
      port('127.0.0.2', 443, 'error'),
    ];
    for (const each of added) book.add(each.host === '127.0.0.1' ? 0 : 1, each);
    book.markUp(1);
    book.addOs(1, { family: 'Linux' });
    expect(book.toResult(scan)).toEqual({
      ...scan,
      hosts: [
        {
          address: '127.0.0.1',
          up: null,
          ports: [added[3], added[1]],
          summary: { open: 0, closed: 2, filtered: 0, error: 0 },
        },
        {
          address: '127.0.0.2',
          up: true,
          ports: [added[2], added[4], added[0]],
          os: { family: 'Linux' },
          summary: { open: 1, closed: 0, filtered: 1, error: 1 },
        },
      ],
      summary: { open: 1, closed: 2, filtered: 1, error: 1 },
    });
  });

  it('lists a host of which nothing is known', () => {
    const summary = { open: 0, closed: 0, filtered: 0, error: 0 };
    expect(new ResultBook(['::1'], [80]).toResult(scan)).toEqual({
      ...scan,
      hosts: [{ address: '::1', up: null, ports: [], summary }],
      summary,
    });
  });

  it('knows no hosts but its own', () => {
    expect(() => new ResultBook(['::1'], [80]).markUp(1)).toThrow(RangeError);
  });
});
