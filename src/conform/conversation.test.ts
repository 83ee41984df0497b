import { describe, expect, test } from 'vitest';
import type { TimelineEvent } from '../results/timeline.ts';
import { describeTimeline } from './conversation.ts';

const octets = (direction: 'sent' | 'received', text: string): TimelineEvent => ({
  atMs: 1,
  kind: 'octets',
  connection: 1,
  direction,
  octets: Buffer.from(text, 'latin1').toString('hex'),
});
const linesOf = (...events: TimelineEvent[]) =>
  describeTimeline(events).map(({ direction, text }) => `${direction} ${text}`);

describe('what we sent wrong on purpose', () => {
  test('is spelled out as it was sent', () => {
    expect(linesOf(octets('sent', 'GET / HTTP/1.1\r\n\r\n'))).toEqual([
      expect.stringMatching(/^> 18 octets: bad-magic \(ERR-1\): /),
      '> "GET / HTTP/1.1\\r\\n\\r\\n"',
    ]);
    expect(linesOf(octets('sent', '\x89\x50\x02'))).toEqual([expect.stringContaining('bad-version'), '> 895002']);
  });

  test('is cut where it is long, and is told once', () => {
    const [, spelled, after] = linesOf(octets('sent', 'G'.repeat(1_000)), octets('sent', 'more'));
    expect([spelled, after]).toEqual([`> "${'G'.repeat(256)}" …`, '> 4 octets after a fault']);
  });
});

test('what is received wrong is not, since its octets are shown below', () => {
  expect(linesOf(octets('received', 'HTTP'))).toEqual([expect.stringMatching(/^< 4 octets: bad-magic /)]);
});
