import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineEvent } from '../results/timeline.ts';
import { toPcapng } from './pcapng.ts';
import { readPcapng } from './testing/read-pcapng.ts';

/** What may happen on a connection, in any order, sensible or not. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('sent', 'received'), fc.uint8Array({ maxLength: 40 })) },
  fc.constantFrom('up', 'end', 'peer', 'scanner', 'reset', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EMFILE'),
);

type Happening = string | [string, Uint8Array];

function toEvent(connection: number, what: Happening, atMs: number): TimelineEvent {
  if (typeof what !== 'string') {
    const direction = what[0] === 'sent' ? 'sent' : 'received';
    return { atMs, kind: 'octets', connection, direction, octets: Buffer.from(what[1]).toString('hex') };
  }
  if (what === 'up') return { atMs, kind: 'up', connection, local: { address: '::1', port: 40_000 + connection } };
  if (what === 'end') return { atMs, kind: 'end', connection };
  if (what === 'peer' || what === 'scanner') return { atMs, kind: 'close', connection, by: what };
  if (what === 'reset') return { atMs, kind: 'close', connection, by: 'scanner', reset: true };
  return { atMs, kind: 'close', connection, by: 'error', errno: what };
}

const timelines = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3 }), happening, fc.double({ min: 0, max: 2_000, noNaN: true })), {
    maxLength: 30,
  })
  .map((steps) => {
    let atMs = 0;
    const dials: TimelineEvent[] = [1, 2, 3].map((connection) => {
      return { atMs, kind: 'dial', connection, scanner: 'a', address: '2001:db8::1', port: 100 + connection };
    });
    return [...dials, ...steps.map(([connection, what, afterMs]) => toEvent(connection, what, (atMs += afterMs)))];
  });

test('whatever a timeline says, its packets are sound TCP: every octet in its place, acknowledged, in order of time', () => {
  fc.assert(
    fc.property(timelines, (timeline) => {
      // The reader throws at bad checksums and lengths.
      const { packets } = readPcapng(toPcapng(timeline));
      const times = packets.map(({ atUs }) => atUs);
      expect(times).toEqual(times.toSorted((one, other) => Number(one - other)));
      const next = new Map<string, number>();
      for (const { source, destination, flags, sequence, acknowledgement, payload } of packets) {
        const way = `${source} > ${destination}`;
        const back = `${destination} > ${source}`;
        const isRepeated = flags === 'S' && next.has(way);
        const isRefusal = flags === 'RA' && !next.has(way);
        if (next.has(way) && !isRepeated) expect(sequence).toBe(next.get(way));
        else expect(flags).toMatch(isRefusal ? /^RA$/ : /^SA?$/);
        if (flags.includes('A')) expect(acknowledgement).toBe(next.get(back));
        const counted = payload.length + (/[SF]/.test(flags) ? 1 : 0);
        next.set(way, (sequence + counted) >>> 0);
      }
    }),
  );
});

test('while a connection is up, what its stream carries is what the timeline says moved', () => {
  const moves = fc.array(fc.tuple(fc.constantFrom('sent', 'received'), fc.uint8Array({ maxLength: 90 })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(moves, (steps) => {
      const timeline: TimelineEvent[] = [
        { atMs: 0, kind: 'dial', connection: 1, scanner: 'a', address: '192.0.2.1', port: 80 },
        { atMs: 1, kind: 'up', connection: 1, local: { address: '192.0.2.2', port: 50_000 } },
        ...steps.map((step, index) => toEvent(1, step, 1 + index)),
      ];
      const { packets } = readPcapng(toPcapng(timeline));
      for (const direction of ['sent', 'received']) {
        const carried = packets
          .filter(({ inbound }) => inbound === (direction === 'received'))
          .map(({ payload }) => payload);
        const moved = steps.filter(([way]) => way === direction).map(([, octets]) => octets);
        expect(Buffer.concat(carried)).toEqual(Buffer.concat(moved));
      }
    }),
  );
});
