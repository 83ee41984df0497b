import type { Encoding, Message } from '../src/protocol/message.ts';
import type { Violation } from '../src/protocol/violation.ts';

/** What travels in one direction of a connection, in order. `arrived`: how many segments of it have arrived already. */
export type Item =
  | { readonly kind: 'message'; readonly message: Message; readonly arrived: number }
  /** Octets that break the specification, as the other side's decoder will see them. */
  | { readonly kind: 'violation'; readonly violation: Violation; readonly arrived: number }
  /** The beginning of a message whose rest is never sent. */
  | { readonly kind: 'half'; readonly encoding: Encoding; readonly arrived: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'reset' };

/** One direction: what is under way, and whether it has gone dead (nothing that is sent from here on arrives). */
export interface Direction {
  readonly items: readonly Item[];
  readonly dead: boolean;
}

export const EMPTY: Direction = { items: [], dead: false };

export function asItem(message: Message): Item {
  return { kind: 'message', message, arrived: 0 };
}

/** Puts an item behind what is under way; on a dead direction it is lost at once. */
export function put(direction: Direction, item: Item): Direction {
  return direction.dead ? direction : { ...direction, items: [...direction.items, item] };
}

/** What can arrive next, and what is under way then. */
export interface Arrival {
  /** A segment of the item: its first, or one in its middle. Else the whole of it, or its rest. */
  readonly isSegment: boolean;
  readonly item: Item;
  readonly left: Direction;
}

/** The middle of a message arrives in so many segments at most before its rest. */
const MOST_SEGMENTS = 2;

/** Each class of split of what is under way: the next item whole, or its first segment, or a second one in its middle. */
export function arrivalsOf(direction: Direction): Arrival[] {
  const [item, ...others] = direction.items;
  if (item === undefined) return [];
  const arrivals: Arrival[] = [];
  if ('arrived' in item && item.arrived < MOST_SEGMENTS) {
    const items = [{ ...item, arrived: item.arrived + 1 }, ...others];
    arrivals.push({ isSegment: true, item, left: { ...direction, items } });
  }
  const left = { ...direction, items: others };
  if (item.kind !== 'half') arrivals.push({ isSegment: false, item, left });
  else if (item.arrived > 0) arrivals.push(...arrivalsOf(left));
  return arrivals;
}

/** `scanner → responder: status-request id 1 (a segment)` */
export function labelOf({ isSegment, item }: Arrival, way: string): string {
  return `${way}: ${nameItem(item)}${isSegment ? ' (a segment)' : ''}`;
}

function nameItem(item: Item): string {
  switch (item.kind) {
    case 'message':
      return `${item.message.name} id ${item.message.id}`;
    case 'violation':
      return item.violation.code;
    default:
      return item.kind;
  }
}
