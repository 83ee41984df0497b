import type { ConnectionOpened, ConnectionUp, TimelineEvent } from '../../results/timeline.ts';
import { formatDuration } from '../plain-text.ts';
import { LONGEST_PAYLOAD, type TcpSegment, tcpFlag } from './ip-packet.ts';

/** What happens on a connection once it is dialled. */
export type ConnectionEvent = Extract<TimelineEvent, { kind: 'up' | 'octets' | 'end' | 'close' }>;

type Side = 'scanner' | 'peer';

export interface TimedSegment extends TcpSegment {
  readonly atMs: number;
  readonly from: Side;
  readonly comments: string[];
}

const { fin, syn, rst, push, ack } = tcpFlag;
const NOTHING: Uint8Array = new Uint8Array(0);

/** A SYN without an answer is sent again after a second, and then each time after twice as long (RFC 6298). */
const FIRST_RETRANSMISSION_MS = 1_000;
/** As often as Linux tries. */
const MOST_RETRANSMISSIONS = 6;

/** How a connection fails that this machine did send a SYN for; where it fails otherwise, no packet left. */
const sentInVain: readonly (string | undefined)[] = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'];

/**
 * A connection of a timeline as the TCP segments that it was made of, as far as that is known: what was sent and
 * received and how it ended is from the timeline; the handshake, sequence numbers and acknowledgements are what they
 * must have been, at the first time that is possible.
 */
export class TcpConversation {
  readonly dial: ConnectionOpened;
  /** Ascending in time. None where no packet left this machine. */
  readonly segments: TimedSegment[] = [];
  /** The scanner's end; undefined where the connection never came up. */
  local: ConnectionUp['local'] | undefined;
  /** Why no packet left this machine. */
  localFailure: string | undefined;
  #phase: 'dialled' | 'up' | 'over' = 'dialled';
  #hasSentFin = false;
  /** What the timeline says was sent before the connection was up. */
  #held: Uint8Array[] = [];
  /** The sequence numbers that come next. */
  readonly #next: Record<Side, number>;

  constructor(dial: ConnectionOpened) {
    this.dial = dial;
    const { connection, scanner, real, atMs } = dial;
    // Odd factors: no two connections begin with the same number, so that a pair of ports may be used again.
    this.#next = { scanner: Math.imul(connection, 0x9e37_79b1) >>> 0, peer: Math.imul(connection, 0x85eb_ca6b) >>> 0 };
    this.#say(atMs, 'scanner', syn);
    this.comment(`connection ${connection} of scanner ${scanner}`);
    if (real !== undefined) {
      const address = real.address.includes(':') ? `[${real.address}]` : real.address;
      this.comment(`its real peer is ${address}:${real.port}`);
    }
  }

  take(event: ConnectionEvent): void {
    if (this.#phase === 'over') return;
    const { atMs } = event;
    switch (event.kind) {
      case 'up':
        this.local = event.local;
        this.#establish(atMs);
        return;
      case 'octets':
        this.#carry(atMs, event.direction, fromHex(event.octets));
        return;
      case 'end':
        if (this.#phase === 'up') this.#endSending(atMs);
        return;
      case 'close':
        if (event.by === 'peer') this.#endByPeer(atMs);
        else if (event.by === 'scanner') this.#closeByScanner(atMs, event.reset === true);
        else this.#fail(atMs, event.errno);
    }
  }

  /** The timeline is over, and with it what is known of a connection that is not. */
  finish(atMs: number): void {
    if (this.#phase === 'dialled') this.#repeatSyn(atMs);
    this.#phase = 'over';
  }

  /** A comment at the last segment that there is, or of those until some time. */
  comment(text: string, untilMs = Infinity): void {
    const segment = this.segments.findLast(({ atMs }) => atMs <= untilMs) ?? this.segments[0];
    segment?.comments.push(text);
  }

  #establish(atMs: number): void {
    if (this.#phase !== 'dialled') return;
    this.#phase = 'up';
    this.#repeatSyn(atMs);
    this.#say(atMs, 'peer', syn | ack);
    this.#say(atMs, 'scanner', ack);
    for (const octets of this.#held) this.#carry(atMs, 'sent', octets);
    this.#held = [];
  }

  /** Octets, in as many segments as they need, each acknowledged at once. */
  #carry(atMs: number, direction: 'sent' | 'received', octets: Uint8Array): void {
    if (direction === 'received') this.#establish(atMs);
    if (this.#phase === 'dialled') {
      this.#held.push(octets);
      return;
    }
    const from = direction === 'sent' ? 'scanner' : 'peer';
    for (let at = 0; at < octets.length; at += LONGEST_PAYLOAD) {
      const payload = octets.subarray(at, at + LONGEST_PAYLOAD);
      const isLast = at + payload.length === octets.length;
      this.#say(atMs, from, isLast ? push | ack : ack, payload);
      this.#say(atMs, other(from), ack);
    }
  }

  #endSending(atMs: number): void {
    if (this.#hasSentFin) return;
    this.#hasSentFin = true;
    this.#say(atMs, 'scanner', fin | ack);
    this.#say(atMs, 'peer', ack);
  }

  #endByPeer(atMs: number): void {
    this.#establish(atMs);
    this.#say(atMs, 'peer', fin | ack);
    this.#say(atMs, 'scanner', ack);
  }

  #closeByScanner(atMs: number, withReset: boolean): void {
    if (this.#phase === 'dialled') {
      this.#repeatSyn(atMs);
      this.comment(`no answer: the scanner gave up after ${formatDuration(atMs - this.dial.atMs)}`);
    } else if (withReset) {
      this.#say(atMs, 'scanner', rst | ack);
    } else {
      this.#endSending(atMs);
    }
    this.#phase = 'over';
  }

  #fail(atMs: number, errno: string | undefined): void {
    // A peer that accepts and resets at once may show as a reset alone.
    if (errno === 'ECONNRESET') this.#establish(atMs);
    if (this.#phase === 'up') {
      if (errno === 'ECONNRESET' || errno === 'EPIPE') this.#say(atMs, 'peer', rst | ack);
      else this.comment(`the connection failed: ${errno}`);
    } else if (errno === 'ECONNREFUSED') {
      this.#repeatSyn(atMs);
      // There was no SYN of the peer that could have said where its numbers begin.
      this.#next.peer = 0;
      this.#say(atMs, 'peer', rst | ack);
    } else if (sentInVain.includes(errno)) {
      this.#repeatSyn(atMs);
      this.comment(`the connection failed: ${errno}`);
    } else {
      this.segments.length = 0;
      this.localFailure = errno ?? 'unknown';
    }
    this.#phase = 'over';
  }

  /** The SYN again, as often as it was due before some answer to it, or before nobody waited for one any more. */
  #repeatSyn(untilMs: number): void {
    const first = this.segments[0]!;
    let afterMs = FIRST_RETRANSMISSION_MS;
    for (let repeated = 0; repeated < MOST_RETRANSMISSIONS; repeated++) {
      const atMs = first.atMs + afterMs;
      if (atMs >= untilMs) return;
      this.segments.push({
        ...first,
        atMs,
        comments: ['retransmitted, as RFC 6298 has it: the timeline does not say'],
      });
      afterMs = 2 * afterMs + FIRST_RETRANSMISSION_MS;
    }
  }

  #say(atMs: number, from: Side, flags: number, payload: Uint8Array = NOTHING): void {
    const sequence = this.#next[from];
    const acknowledgement = flags & ack ? this.#next[other(from)] : 0;
    this.segments.push({ atMs, from, flags, sequence, acknowledgement, payload, comments: [] });
    const counted = payload.length + (flags & (syn | fin) ? 1 : 0);
    this.#next[from] = (sequence + counted) >>> 0;
  }
}

function other(side: Side): Side {
  return side === 'scanner' ? 'peer' : 'scanner';
}

function fromHex(digits: string): Uint8Array {
  const octets = new Uint8Array(digits.length / 2);
  for (let at = 0; at < octets.length; at++) octets[at] = (digitAt(digits, 2 * at) << 4) | digitAt(digits, 2 * at + 1);
  return octets;
}

/** The value of a hexadecimal digit: that of a letter is 9 more than its place in the alphabet. */
function digitAt(digits: string, at: number): number {
  const code = digits.charCodeAt(at);
  return (code & 0xf) + (code >>> 6) * 9;
}
