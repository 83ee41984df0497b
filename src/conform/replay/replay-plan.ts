import { Decoder } from '../../protocol/decoder.ts';
import type { TimelineEvent } from '../../results/timeline.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import { type Diagnostic, type Place, SourceError } from '../../source/diagnostic.ts';
import { readHex } from '../../source/hex-text.ts';
import { describeAnswer, describeLoss, describeViolation, ENDED } from './answer-text.ts';

/** What a trace says that is to be done again, and to be seen again. */

export interface TracedEvent {
  readonly event: TimelineEvent;
  readonly place: Place;
}

/** What one case of a trace did and saw, in order of time. */
export interface ReplayCase {
  readonly name: string;
  readonly line: number;
  readonly steps: readonly ReplayStep[];
}

export type ReplayStep = { readonly atMs: number; readonly connection: number; readonly line: number } & (
  | { readonly kind: 'dial'; readonly target: SocketAddress }
  | { readonly kind: 'send'; readonly octets: Uint8Array }
  | { readonly kind: 'finish' | 'close' | 'reset' }
  /** `isRead`: something was received on it later, or its end. Else it was perhaps never read, and is not read again. */
  | { readonly kind: 'up'; readonly isRead: boolean }
  /** What came, as it is compared: a message, a violation, the end, or how the connection was lost. */
  | { readonly kind: 'see'; readonly text: string }
);

/** Events of connections. */
type Moved = Extract<TimelineEvent, { connection: number }>;

/**
 * The cases of a trace: each begins where it is named. Verdicts and faults are passed over.
 *
 * @throws {SourceError} where its events cannot have followed each other.
 */
export function planReplay(traced: readonly TracedEvent[]): ReplayCase[] {
  const cases: { name: string; line: number; steps: ReplayStep[] }[] = [];
  const faults: Diagnostic[] = [];
  let lines = new Map<number, TracedConnection>();
  let atMs = 0;
  for (const { event, place } of traced) {
    if (event.kind === 'began') {
      cases.push({ name: event.name, line: place.line, steps: [] });
      lines = new Map();
      atMs = 0;
    } else if (cases.length === 0) {
      const help = 'the first line of a trace is an event of the kind `began`, which names what follows';
      faults.push({ ...place, message: 'nothing has begun yet', help });
      break;
    }
    if (event.atMs < atMs)
      faults.push({ ...place, message: `this is earlier than what stands before it (${atMs} ms)` });
    atMs = Math.max(atMs, event.atMs);
    if (!('connection' in event)) continue;
    const steps = cases.at(-1)!.steps;
    const problem = take(event, place.line, lines, steps);
    if (problem !== undefined) faults.push({ ...place, message: problem });
  }
  if (faults.length > 0) throw new SourceError(faults);
  return cases.filter(({ steps }) => steps.length > 0);
}

interface TracedConnection {
  readonly decoder: Decoder;
  /** Undefined where it is not up. */
  up: { isRead: boolean } | undefined;
  /** Nothing more can be sent. */
  isEnded: boolean;
  isOver: boolean;
}

/** Adds what the event means to the steps; gives why it cannot be. */
function take(
  event: Moved,
  line: number,
  lines: Map<number, TracedConnection>,
  steps: ReplayStep[],
): string | undefined {
  const { atMs, connection } = event;
  const head = { atMs, connection, line };
  const known = lines.get(connection);
  if (event.kind === 'dial') {
    if (known !== undefined) return `connection ${connection} is dialled twice`;
    lines.set(connection, { decoder: new Decoder('answers'), up: undefined, isEnded: false, isOver: false });
    steps.push({ ...head, kind: 'dial', target: event.real ?? { address: event.address, port: event.port } });
    return undefined;
  }
  if (known === undefined) return `connection ${connection} was never dialled`;
  if (known.isOver) return `connection ${connection} is over already`;
  switch (event.kind) {
    case 'up':
      if (known.up !== undefined) return `connection ${connection} is up already`;
      known.up = { isRead: false };
      steps.push(Object.assign(known.up, { ...head, kind: 'up' as const }));
      return undefined;
    case 'octets':
      if (known.up === undefined) return `connection ${connection} is not up`;
      if (event.direction === 'received') {
        known.up.isRead = true;
        steps.push(...seen(known.decoder, event.octets).map((text) => ({ ...head, kind: 'see', text }) as const));
        return undefined;
      }
      if (known.isEnded) return `connection ${connection} has ended: nothing can be sent on it`;
      steps.push({ ...head, kind: 'send', octets: readHex(event.octets, 'a trace') });
      return undefined;
    case 'end':
      if (known.up === undefined) return `connection ${connection} is not up`;
      known.isEnded = true;
      steps.push({ ...head, kind: 'finish' });
      return undefined;
    case 'close':
      known.isOver = event.by !== 'peer';
      if (known.up !== undefined && event.by === 'peer') known.up.isRead = true;
      if (event.by === 'scanner') steps.push({ ...head, kind: event.reset === true ? 'reset' : 'close' });
      else steps.push({ ...head, kind: 'see', text: event.by === 'peer' ? ENDED : describeLoss(event.errno ?? '') });
      return undefined;
  }
}

/** What became complete with these octets. */
function seen(decoder: Decoder, hex: string): string[] {
  if (decoder.violation !== undefined) return [];
  const texts: string[] = [];
  decoder.push(readHex(hex, 'a trace'));
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    texts.push(describeAnswer(message));
  }
  if (decoder.violation !== undefined) texts.push(describeViolation(decoder.violation));
  return texts;
}
