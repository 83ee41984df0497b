import type { Message } from '../src/protocol/message.ts';
import type { Violation } from '../src/protocol/violation.ts';

/** What travels in one direction of a connection, in order. */
export type Item =
  | {
      readonly kind: 'message';
      readonly message: Message;
      /** Its first segment has arrived, the rest has not. */
      readonly begun: boolean;
    }
  /** Octets that break the specification, as the other side's decoder will see them. */
  | { readonly kind: 'violation'; readonly violation: Violation }
  | { readonly kind: 'end' }
  | { readonly kind: 'reset' };

/** One direction: what is under way, and whether it has gone dead (every octet from here on is lost). */
export interface Direction {
  readonly items: readonly Item[];
  readonly dead: boolean;
}

export const EMPTY: Direction = { items: [], dead: false };

/** Puts an item behind what is under way; on a dead direction it is lost at once. */
export function put(direction: Direction, item: Item): Direction {
  return direction.dead ? direction : { ...direction, items: [...direction.items, item] };
}

/** Takes the first item away. */
export function rest(direction: Direction): Direction {
  return { ...direction, items: direction.items.slice(1) };
}

/** Its first segment has arrived. */
export function begin(direction: Direction): Direction {
  const [first, ...others] = direction.items;
  return first?.kind === 'message' ? { ...direction, items: [{ ...first, begun: true }, ...others] } : direction;
}

/** All that is under way is lost, and all that follows. */
export function kill(): Direction {
  return { items: [], dead: true };
}

/** All that was under way is lost, this comes instead, and nothing follows. */
export function only(item: Item): Direction {
  return { items: [item], dead: true };
}

/** `status-request 1`, `denied 2`, `end`. */
export function nameItem(item: Item): string {
  if (item.kind === 'message') return `${item.message.name} id ${item.message.id}`;
  return item.kind === 'violation' ? item.violation.code : item.kind;
}

/** Equal for values of equal content; octets count by content. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (part instanceof Uint8Array ? [...part].join(',') : part));
}
