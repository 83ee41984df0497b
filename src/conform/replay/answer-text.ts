import { decodeAttributes, type TagName } from '../../protocol/attributes.ts';
import type { Message } from '../../protocol/message.ts';
import type { Violation } from '../../protocol/violation.ts';
import { nameOf } from '../match-message.ts';

/** What a target did as one text, equal where two of them say the same: no addresses, and no texts for people. */

/** What is for people, or another each time. */
const passedOver: ReadonlySet<TagName> = new Set(['ERROR_CODE', 'ERROR_TEXT', 'DESCRIPTION', 'UPTIME']);

export const ENDED = 'the end of the connection';

/** `open id 7 in text`, `port-information id 7 in binary SERVICE="ssh"`. */
export function describeAnswer(message: Message): string {
  const { id, encoding, body } = message;
  const attributes = encoding === 'binary' ? decodeAttributes(body) : [];
  const told = attributes
    .filter(({ name }) => !passedOver.has(name))
    .map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`);
  return `${nameOf(message)} id ${id} in ${encoding}${told.join('')}`;
}

export function describeViolation({ code, clause }: Violation): string {
  return `a violation: ${code} (${clause})`;
}

export function describeLoss(errno: string): string {
  return errno === 'ECONNRESET' ? 'a reset' : errno;
}
