import { decodeAttributes, encodeAttributes, findAttribute } from './attributes.ts';
import type { ErrorCode } from './errors.ts';
import type { Encoding, Message } from './message.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** How an error stands in a body: in text `code` or `code text`, in binary ERROR_CODE and ERROR_TEXT (clause ERR-*). */

/** The body of an error answer. */
export function encodeError(encoding: Encoding, code: ErrorCode, text?: string): Uint8Array {
  if (encoding === 'text') return encodeUtf8(text === undefined ? code : `${code} ${text}`);
  return encodeAttributes([
    { name: 'ERROR_CODE', value: code },
    ...(text === undefined ? [] : [{ name: 'ERROR_TEXT', value: text } as const]),
  ]);
}

/** What stands in an error answer as its code, known or not; undefined where there is none. */
export function decodeErrorCode(message: Message): string | undefined {
  if (message.encoding === 'binary') return findAttribute(decodeAttributes(message.body), 'ERROR_CODE');
  const body = decodeUtf8(message.body);
  const space = body.indexOf(' ');
  return space < 0 ? body : body.slice(0, space);
}
