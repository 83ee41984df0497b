import { type Connection, endTimer, type Site, shutDown } from './connection.ts';
import type { Direction, Item } from './wire.ts';

/** What may go wrong on the way, at every point of a connection and in either direction or both. */

export type Fault =
  /** All that is under way is lost, and all that follows. */
  | 'loss'
  /** The connection is ended: behind what is under way, or at once. */
  | 'end'
  /** The connection is reset, and what was under way is lost. */
  | 'reset'
  /** The scanner's time limit ends although something is under way. */
  | 'delay'
  /** A timer of the responder ends although something is under way. */
  | 'stall'
  /** The responder is shut down. */
  | 'shutdown'
  /** A timer that was due already goes off although it was stopped. */
  | 'stale-timer'
  /** The connection fails on the scanner's side with this errno. */
  | FailureErrno;

/** With what a connection that is up can fail, beside a reset. */
export const failureErrnos = ['ETIMEDOUT', 'EHOSTUNREACH', 'ECONNREFUSED', 'ENOBUFS'] as const;
export type FailureErrno = (typeof failureErrnos)[number];

/** With one fault more. Their order does not matter. */
export function withFault(faults: readonly Fault[], fault: Fault): readonly Fault[] {
  return [...faults, fault].sort();
}

export interface ConnectionFault {
  readonly label: string;
  readonly fault: Fault;
  readonly next: Connection;
}

const harms: readonly {
  readonly label: string;
  readonly fault: Fault;
  readonly harm: (direction: Direction) => Direction;
}[] = [
  { label: 'is lost', fault: 'loss', harm: () => ({ items: [], dead: true }) },
  {
    label: 'is ended',
    fault: 'end',
    harm: ({ items }) => ({ items: [...items, { kind: 'end' }], dead: true }),
  },
  { label: 'is cut short', fault: 'end', harm: () => only({ kind: 'end' }) },
  { label: 'is reset', fault: 'reset', harm: () => only({ kind: 'reset' }) },
];

function only(item: Item): Direction {
  return { items: [item], dead: true };
}

/** What may happen to a connection at any time; `listens` says whether the scanner still does. */
export function connectionFaults(site: Site, connection: Connection, listens: boolean): ConnectionFault[] {
  const faults = channelFaults(connection, listens);
  if (!connection.draining) {
    faults.push({ label: 'responder: it is shut down', fault: 'shutdown', next: shutDown(site, connection) });
  }
  if (connection.responder.phase === 'closed') {
    const label = 'responder: a timer that was stopped goes off';
    faults.push({ label, fault: 'stale-timer', next: endTimer(site, connection) });
  }
  return faults;
}

function channelFaults(connection: Connection, listens: boolean): ConnectionFault[] {
  const { up, down, responder } = connection;
  const upAlive = !up.dead && responder.phase !== 'closed';
  const downAlive = !down.dead && listens;
  const faults: ConnectionFault[] = [];
  for (const { label, fault, harm } of harms) {
    const harmedUp = upAlive ? harm(up) : up;
    const harmedDown = downAlive ? harm(down) : down;
    const add = (what: string, change: Partial<Connection>) =>
      faults.push({ label: `channel: ${what} ${label}`, fault, next: { ...connection, ...change } });
    if (upAlive) add('the way up', { up: harmedUp });
    if (downAlive) add('the way down', { down: harmedDown });
    if (upAlive && downAlive) add('the connection', { up: harmedUp, down: harmedDown });
  }
  return faults;
}

/** The outcomes that a fault explains: they say no more than that something was late, lost, cut, ended or reset. */
const explained: Readonly<Record<Exclude<Fault, FailureErrno>, readonly string[]>> = {
  loss: ['no-reply', 'cut'],
  end: ['hangup', 'cut'],
  // Where it only reaches the responder, that closes.
  reset: ['reset', 'cut', 'hangup'],
  delay: ['no-response', 'no-reply', 'cut'],
  stall: ['error-reply timeout', 'hangup'],
  shutdown: ['hangup'],
  'stale-timer': [],
};

const failures: Readonly<Record<FailureErrno, Readonly<Record<'direct' | 'agent', string>>>> = {
  ETIMEDOUT: { direct: 'no-reply', agent: 'no-response' },
  EHOSTUNREACH: { direct: 'unreachable', agent: 'unreachable' },
  ECONNREFUSED: { direct: 'refused', agent: 'refused' },
  ENOBUFS: { direct: 'local ENOBUFS', agent: 'local ENOBUFS' },
};

/** Whether one of the faults that happened explains an outcome that would be wrong without. */
export function isExplained(outcome: string, faults: readonly Fault[], mode: 'direct' | 'agent'): boolean {
  return faults.some((fault) => {
    if (!(fault in failures)) return explained[fault as Exclude<Fault, FailureErrno>].includes(outcome);
    const wanted = failures[fault as FailureErrno][mode];
    return outcome === wanted || (outcome === 'cut' && !wanted.startsWith('local'));
  });
}
