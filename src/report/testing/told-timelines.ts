import type { ScenarioPortResult } from '../../results/run.ts';
import type { MessageSeen } from '../../results/run-report.ts';
import type { PortState, Reason } from '../../results/scan.ts';
import type { FaultEvent, TimelineEvent } from '../../results/timeline.ts';

/** Timelines as a scan would leave them. */

export const ADDRESS = '192.0.2.40';

export function portFound(
  port: number,
  state: PortState,
  reason: Reason,
  more: Partial<ScenarioPortResult> = {},
): ScenarioPortResult {
  const attempts = state === 'filtered' ? 2 : 1;
  const elapsedMs = state === 'filtered' ? 800 : 1 + (port % 7) / 10;
  return {
    scanner: 'default',
    host: 'web',
    port,
    state,
    reason,
    elapsedMs,
    attempts,
    realisedBy: 'toxiproxy',
    ...more,
  };
}

const REQUEST = '505341502f312053594e0d0a69643a2037'.repeat(4);
const ANSWER = '505341502f312053594e2b41434b0d0a69643a2037'.repeat(4);

interface Told {
  readonly timeline: readonly TimelineEvent[];
  readonly messages: readonly MessageSeen[];
}

/** What led to these findings: so many ports at once, each attempt a connection of its own. */
export function tellTimeline(
  ports: readonly ScenarioPortResult[],
  { faults = [], concurrency = 32 }: { readonly faults?: readonly FaultEvent[]; readonly concurrency?: number } = {},
): Told {
  const events: TimelineEvent[] = [...faults];
  const named = new Map<TimelineEvent, MessageSeen['text']>();
  const freeAt = new Array<number>(concurrency).fill(0.2);
  let connection = 0;
  for (const [index, found] of ports.entries()) {
    const slot = index % concurrency;
    const beganMs = freeAt[slot]!;
    const each = found.elapsedMs / found.attempts;
    for (let attempt = 0; attempt < found.attempts; attempt += 1) {
      connection += 1;
      const told = tellAttempt(found, connection, beganMs + attempt * each, each);
      events.push(...told.map(([event]) => event));
      for (const [event, text] of told) if (text !== undefined) named.set(event, text);
    }
    const { scanner, host, port, state, reason, attempts, elapsedMs } = found;
    const atMs = beganMs + elapsedMs;
    events.push({ kind: 'verdict', atMs, scanner, host, port, state, reason, attempts, elapsedMs });
    freeAt[slot] = atMs + 0.05;
  }
  const began = { kind: 'began', atMs: 0, name: 'A run', seed: 7, wallClock: '2031-05-06T07:08:09.123Z' } as const;
  const timeline = [began, ...events.toSorted((one, other) => one.atMs - other.atMs)];
  const messages = timeline.flatMap((event, index) => {
    const text = named.get(event);
    return text === undefined ? [] : [{ event: index, text }];
  });
  return { timeline, messages };
}

type ToldEvent = readonly [TimelineEvent, string?];

function tellAttempt(found: ScenarioPortResult, connection: number, atMs: number, lastsMs: number): ToldEvent[] {
  const { scanner, port, state, reason } = found;
  const dial = { kind: 'dial', atMs, connection, scanner, address: ADDRESS, port } as const;
  const dialled: ToldEvent = [{ ...dial, real: { address: '127.0.0.1', port: 40_000 + (port % 1_000) } }];
  const endMs = atMs + lastsMs;
  const close = { kind: 'close', atMs: endMs, connection } as const;
  if (reason === 'refused') return [dialled, [{ ...close, by: 'error', errno: 'ECONNREFUSED' }]];
  if (reason === 'no-response') return [dialled, [{ ...close, by: 'scanner' }]];
  const upMs = atMs + Math.min(0.4, lastsMs / 4);
  const local = { address: '127.0.0.1', port: 50_000 + (connection % 10_000) };
  const sent = { kind: 'octets', atMs: upMs + 0.02, connection, direction: 'sent', octets: REQUEST } as const;
  const opening: ToldEvent[] = [
    dialled,
    [{ kind: 'up', atMs: upMs, connection, local }],
    [sent, `status-request ${connection}`],
  ];
  if (reason === 'reset') return [...opening, [{ ...close, by: 'error', errno: 'ECONNRESET' }]];
  if (state !== 'open') return [...opening, [{ ...close, by: 'scanner', reset: true }]];
  const half = ANSWER.slice(0, 60);
  const piece = { kind: 'octets', connection, direction: 'received' } as const;
  return [
    ...opening,
    [{ ...piece, atMs: endMs - lastsMs / 5, octets: half }],
    [{ ...piece, atMs: endMs - 0.1, octets: ANSWER.slice(60) }, `open ${connection}`],
    [{ ...close, by: 'scanner' }],
  ];
}
