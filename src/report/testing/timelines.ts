import type { TimelineEvent } from '../../results/timeline.ts';

/** Octets of any length in which any that are lost, doubled or out of place show, as a timeline has them. */
export function numberedDigits(length: number): string {
  return Array.from({ length }, (_, index) => ((index * 7 + (index >> 8)) & 0xff).toString(16).padStart(2, '0')).join(
    '',
  );
}

const began: TimelineEvent = {
  atMs: 0,
  kind: 'began',
  name: 'a run with everything',
  seed: 7,
  wallClock: '2026-02-28T23:59:59.500Z',
};
const web = { scanner: 'default', address: '192.0.2.40' };
const remote = { scanner: 'default', address: '2001:db8::1' };
const local = (port: number) => ({ address: '127.0.0.1', port });

/** A run in which connections end in every way there is, one event of each kind at least. */
export const everything: readonly TimelineEvent[] = [
  began,
  { atMs: 0, kind: 'fault', change: 'begins', host: 'web', ports: '443,8000-8010', fault: 'slow 250 ms' },
  // 1: asked and answered, in two segments; the peer ends first.
  { atMs: 1, kind: 'dial', connection: 1, ...web, port: 443, real: local(40_001) },
  // 2: refused.
  { atMs: 2, kind: 'dial', connection: 2, ...web, port: 81 },
  { atMs: 2.25, kind: 'close', connection: 2, by: 'error', errno: 'ECONNREFUSED' },
  { atMs: 2.25, kind: 'verdict', ...verdict(81, 'closed', 'refused', 0.25) },
  // 3: silence, until the scanner gives up.
  { atMs: 3, kind: 'dial', connection: 3, ...web, port: 8_000 },
  { atMs: 5, kind: 'up', connection: 1, local: local(50_001) },
  { atMs: 5, kind: 'octets', connection: 1, direction: 'sent', octets: '506f7274' },
  // 4: IPv6, reset by the peer.
  { atMs: 6, kind: 'dial', connection: 4, ...remote, port: 9_022 },
  { atMs: 7, kind: 'up', connection: 4, local: { address: '2001:db8::9', port: 50_004 } },
  { atMs: 7, kind: 'octets', connection: 4, direction: 'sent', octets: '0102030405' },
  { atMs: 8, kind: 'close', connection: 4, by: 'error', errno: 'ECONNRESET' },
  // 5: IPv6, led over IPv4; reset by the scanner.
  { atMs: 9, kind: 'dial', connection: 5, ...remote, port: 9_023, real: local(40_005) },
  { atMs: 10, kind: 'up', connection: 5, local: local(50_005) },
  { atMs: 10, kind: 'octets', connection: 5, direction: 'received', octets: 'ff' },
  { atMs: 11, kind: 'close', connection: 5, by: 'scanner', reset: true },
  // 6: this machine fails.
  { atMs: 12, kind: 'dial', connection: 6, ...web, port: 444 },
  { atMs: 12, kind: 'close', connection: 6, by: 'error', errno: 'EMFILE' },
  // 7: more than a packet holds, both ways, over a half-closed connection.
  { atMs: 13, kind: 'dial', connection: 7, ...web, port: 9_445 },
  { atMs: 14, kind: 'up', connection: 7, local: local(50_007) },
  { atMs: 14, kind: 'octets', connection: 7, direction: 'sent', octets: numberedDigits(200_001) },
  { atMs: 14, kind: 'end', connection: 7 },
  { atMs: 15, kind: 'octets', connection: 7, direction: 'received', octets: numberedDigits(70_000) },
  { atMs: 16, kind: 'close', connection: 7, by: 'peer' },
  // 8: accepted and reset before that was noticed.
  { atMs: 17, kind: 'dial', connection: 8, ...web, port: 446 },
  { atMs: 18, kind: 'close', connection: 8, by: 'error', errno: 'ECONNRESET' },
  // 9: the ports of the first connection once more; closed by the scanner.
  { atMs: 255, kind: 'octets', connection: 1, direction: 'received', octets: '7965' },
  { atMs: 260.063, kind: 'octets', connection: 1, direction: 'received', octets: '73' },
  { atMs: 261, kind: 'close', connection: 1, by: 'peer' },
  { atMs: 261, kind: 'close', connection: 1, by: 'scanner' },
  { atMs: 261, kind: 'verdict', ...verdict(443, 'open', 'syn-ack', 260) },
  { atMs: 300, kind: 'dial', connection: 9, ...web, port: 443 },
  { atMs: 301, kind: 'up', connection: 9, local: local(50_001) },
  { atMs: 301, kind: 'octets', connection: 9, direction: 'sent', octets: 'abcdef' },
  { atMs: 400, kind: 'close', connection: 9, by: 'scanner' },
  { atMs: 500, kind: 'fault', change: 'ends', host: 'web', ports: '443,8000-8010', fault: 'slow 250 ms' },
  // 10: late, after the SYN was sent again, and then it fails without a word of the peer.
  { atMs: 1_000, kind: 'dial', connection: 10, ...web, port: 447 },
  { atMs: 2_500, kind: 'up', connection: 10, local: local(50_010) },
  { atMs: 3_503, kind: 'close', connection: 3, by: 'scanner' },
  { atMs: 3_503, kind: 'verdict', ...verdict(8_000, 'filtered', 'no-response', 3_500) },
  { atMs: 3_600, kind: 'close', connection: 10, by: 'error', errno: 'ETIMEDOUT' },
  // 11: nobody knows the way. 12: nobody knows yet.
  { atMs: 3_700, kind: 'dial', connection: 11, ...web, port: 448 },
  { atMs: 3_800, kind: 'close', connection: 11, by: 'error', errno: 'EHOSTUNREACH' },
  { atMs: 3_900, kind: 'dial', connection: 12, ...remote, port: 449 },
];

function verdict(
  port: number,
  state: 'open' | 'closed' | 'filtered',
  reason: 'syn-ack' | 'refused' | 'no-response',
  ms: number,
) {
  return { scanner: 'default', host: '192.0.2.40', port, state, reason, attempts: 1, elapsedMs: ms } as const;
}
