import { type MessageName, messageForms, messageNames, VERSION } from './message.ts';

/** What stands between the values in the one form of a text header that encoders write (TEXT-22). */

export const beforeSource = ascii('\r\nSource: ');
export const beforeDestination = ascii('\r\nDestination: ');
export const beforeLength = ascii('\r\nEncoding: text\r\nLength: ');
export const blankLine = ascii('\r\n\r\n');

/** The start line of each message, with what follows it up to the id. */
export const beforeId = Object.fromEntries(
  messageNames.map((name) => {
    const { type, kind, signals } = messageForms[name];
    return [name, ascii(`PSAP/${VERSION} ${type} ${kind} ${signals}\r\nId: `)];
  }),
) as Readonly<Record<MessageName, Uint8Array>>;

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
