import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../results/timeline.ts';
import { AttemptBook, outcomeOf } from './attempt-book.ts';

const at = { address: '127.0.0.1', port: 22 };
const local = { address: '127.0.0.1', port: 40_000 };
const dial = (connection: number, atMs: number): TimelineEvent => {
  return { kind: 'dial', connection, atMs, scanner: 'default', ...at };
};
const up = (connection: number, atMs: number): TimelineEvent => ({ kind: 'up', connection, atMs, local });
const close = (connection: number, atMs: number, by: 'scanner' | 'peer' | 'error', errno?: string): TimelineEvent => {
  return { kind: 'close', connection, atMs, by, ...(errno !== undefined && { errno }) };
};
const received = (connection: number, atMs: number, octets: string): TimelineEvent => {
  return { kind: 'octets', connection, atMs, direction: 'received', octets };
};

function bookOf(...events: TimelineEvent[]): AttemptBook {
  const book = new AttemptBook();
  for (const event of events) book.take(event);
  return book;
}

function outcomesOf(...events: TimelineEvent[]): string[] {
  return bookOf(...events)
    .of(at.address, at.port)
    .map(outcomeOf);
}

describe('a book of attempts', () => {
  it('has what came on each connection of a port, and when', () => {
    const events = [dial(1, 0), dial(2, 5), up(1, 10), received(1, 20, '6162'), up(2, 21), received(1, 30, '63')];
    const [first, second] = bookOf(...events).of(at.address, at.port);
    expect(first).toEqual({
      dialledMs: 0,
      upMs: 10,
      firstMs: 20,
      lastMs: 30,
      octets: 3,
      received: new TextEncoder().encode('abc'),
    });
    expect(second).toMatchObject({ dialledMs: 5, upMs: 21, octets: 0 });
  });

  it('keeps the beginning of what is long, and its length', () => {
    const [attempt] = bookOf(dial(1, 0), received(1, 1, 'aa'.repeat(4_000)), received(1, 2, 'bb'.repeat(4_000))).of(
      at.address,
      at.port,
    );
    expect([attempt!.octets, attempt!.received.length, attempt!.received.at(-1)]).toEqual([8_000, 4_096, 0xbb]);
  });

  it('tells outcomes apart', () => {
    expect(outcomesOf(dial(1, 0), close(1, 9, 'scanner'))).toEqual(['no-response']);
    expect(outcomesOf(dial(1, 0), close(1, 9, 'error', 'ECONNREFUSED'))).toEqual(['refused']);
    expect(outcomesOf(dial(1, 0), up(1, 1), close(1, 9, 'scanner'))).toEqual(['no-reply']);
    expect(outcomesOf(dial(1, 0), up(1, 1), close(1, 9, 'error', 'ETIMEDOUT'))).toEqual(['no-reply']);
    expect(outcomesOf(dial(1, 0), up(1, 1), close(1, 9, 'peer'), close(1, 9, 'scanner'))).toEqual(['hangup']);
    expect(outcomesOf(dial(1, 0), up(1, 1), close(1, 9, 'error', 'ECONNRESET'))).toEqual(['reset']);
    expect(outcomesOf(dial(1, 0), up(1, 1), received(1, 2, '00'), close(1, 9, 'peer'))).toEqual(['answered']);
  });

  it('leaves out what this machine failed', () => {
    const failed = [dial(1, 0), close(1, 1, 'error', 'EMFILE')];
    expect(outcomesOf(...failed, dial(2, 2), close(2, 9, 'scanner'))).toEqual(['no-response']);
  });

  it('knows how long connecting to a host usually takes, refusals included', () => {
    const refused = [dial(2, 0), close(2, 30, 'error', 'ECONNREFUSED')];
    const book = bookOf(
      dial(1, 0),
      up(1, 10),
      ...refused,
      dial(3, 0),
      up(3, 500),
      dial(4, 0),
      close(4, 900, 'scanner'),
    );
    expect(book.usualConnectMs(at.address)).toBe(30);
    expect(book.usualConnectMs('127.0.0.2')).toBe(0);
  });
});
