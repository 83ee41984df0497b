import type { Lane, LaneEvent } from './page-data.ts';

/** A connection on a lane: dialled, perhaps up, perhaps over. A time that is missing did not come. */
export interface ConnectionBar {
  readonly connection: number;
  readonly dialMs: number;
  readonly upMs?: number;
  readonly closeMs?: number;
  /** How it ended; of two ends the first. */
  readonly close?: LaneEvent;
}

/** The connections that were dialled on a lane, in their order. */
export function connectionBars({ events }: Lane): ConnectionBar[] {
  const bars = new Map<number, ConnectionBar>();
  for (const event of events) {
    const { at, kind, connection } = event;
    if (connection === undefined) continue;
    if (kind === 'dial') bars.set(connection, { connection, dialMs: at });
    const bar = bars.get(connection);
    if (bar === undefined) continue;
    if (kind === 'up') bars.set(connection, { ...bar, upMs: at });
    if (kind === 'close' && bar.close === undefined) bars.set(connection, { ...bar, closeMs: at, close: event });
  }
  return [...bars.values()];
}
