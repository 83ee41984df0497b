import type { Change, Fault, PortBehaviour } from '../model.ts';
import { nowhere } from './samples.ts';

/** An open port with these faults. */
export const open = (...faults: Fault[]): PortBehaviour => ({ state: 'open', faults });
export const closed: PortBehaviour = { state: 'closed', faults: [] };
export const filtered: PortBehaviour = { state: 'filtered', faults: [] };
export const silent: PortBehaviour = { state: 'silent', faults: [] };

/** A change of one port of `host`, or of a range. */
export function changeAt(
  atMs: number,
  port: number | readonly [first: number, last: number],
  behaviour: PortBehaviour,
  more: Partial<Change> = {},
): Change {
  const [first, last] = typeof port === 'number' ? [port, port] : port;
  return { atMs, host: 'host', ports: [{ first, last }], behaviour, place: nowhere, ...more };
}
