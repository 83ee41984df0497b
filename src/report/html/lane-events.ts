import type { MessageSeen } from '../../results/run-report.ts';
import type { ConnectionClosed, OctetsMoved, TimelineEvent } from '../../results/timeline.ts';
import { count, formatDuration, harmless } from '../plain-text.ts';
import type { LaneEvent } from './page-data.ts';

/** Octets of one write or segment that the page keeps; the trace has all. */
const SHOWN_OCTETS = 1_024;
/** Messages of one write or segment that are named. */
const NAMED_MESSAGES = 3;

/** What a lane says of an event; undefined of what belongs to none. */
export function laneEvent(event: TimelineEvent, messages: readonly MessageSeen[] = []): LaneEvent | undefined {
  switch (event.kind) {
    case 'began':
    case 'fault':
      return undefined;
    case 'dial': {
      const { real } = event;
      return { ...common(event), text: real === undefined ? '' : endpointText(real) };
    }
    case 'up':
      return { ...common(event), text: `from port ${event.local.port}` };
    case 'octets':
      return octetsEvent(event, messages);
    case 'end':
      return { ...common(event), text: '' };
    case 'close':
      return { ...common(event), text: closeText(event), end: event.by };
    case 'verdict': {
      const { state, reason, attempts, elapsedMs } = event;
      const text = `${state} (${harmless(reason)}) after ${count(attempts, 'attempt')} in ${formatDuration(elapsedMs)}`;
      return { at: time(event), kind: 'verdict', text, state };
    }
  }
}

/** A message on the lane of the port that it is about, where its octets are on that of an agent. */
export function messageEvent(event: OctetsMoved, { text, broken }: MessageSeen): LaneEvent {
  const message = { at: time(event), kind: event.direction, connection: event.connection, text: harmless(text) };
  return broken ? { ...message, bad: true } : message;
}

function octetsEvent(event: OctetsMoved, messages: readonly MessageSeen[]): LaneEvent {
  const named = messages.slice(0, NAMED_MESSAGES).map(({ text }) => text);
  if (messages.length > named.length) named.push(`${messages.length - named.length} more`);
  const moved = {
    at: time(event),
    kind: event.direction,
    connection: event.connection,
    text: harmless(named.join(', ')),
    size: event.octets.length / 2,
    hex: event.octets.slice(0, 2 * SHOWN_OCTETS),
  };
  return messages.some(({ broken }) => broken) ? { ...moved, bad: true } : moved;
}

function closeText({ by, errno, reset }: ConnectionClosed): string {
  if (by === 'peer') return 'by the peer';
  if (by === 'scanner') return reset ? 'by the scanner, with a reset' : 'by the scanner';
  return harmless(errno ?? '');
}

function endpointText({ address, port }: { readonly address: string; readonly port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function common<E extends { atMs: number; kind: string; connection: number }>(event: E) {
  return { at: time(event), kind: event.kind as E['kind'], connection: event.connection };
}

/** To the microsecond. */
function time({ atMs }: { readonly atMs: number }): number {
  return Math.round(atMs * 1_000) / 1_000;
}
