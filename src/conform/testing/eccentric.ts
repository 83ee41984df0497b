import { decodeAttributes, encodeAttributes } from '../../protocol/attributes.ts';
import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { decodeErrorCode, encodeError } from '../../protocol/error-body.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { copyMessage, type Message } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import type { Acceptor } from '../../runtime/connection.ts';
import { changing } from './broken.ts';

/** A responder that does all that the specification leaves open otherwise than the reference. */

/** An attribute that nobody knows, empty, and one that is not UTF-8. */
const UNKNOWN = Uint8Array.of(0x7e, 0, 0, 0x7f, 0, 1, 0xff);

/**
 * Other texts for people, unknown attributes, those that need not be there left out, and all in descending order.
 */
export const eccentric: (acceptor: Acceptor) => Acceptor = changing((octets) => {
  const decoder = new Decoder('answers');
  decoder.push(octets.slice());
  const written: Uint8Array[] = [];
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    written.push(encodeMessage({ ...copyMessage(message), body: otherBody(message) }).slice());
  }
  return concatenate(written);
});

function otherBody(message: Message): Uint8Array {
  const { name, encoding, body } = message;
  if (name === 'status-error' || name === 'refusal') {
    const text = encoding === 'text' ? '' : 'computer says no: déjà vu';
    const error = encodeError(encoding, decodeErrorCode(message) as ErrorCode, text);
    return encoding === 'text' ? error : concatenate([UNKNOWN, error]);
  }
  if (name !== 'information') return body.slice();
  const needed = ['SERVICE', 'TRANSPORT', 'OS_FAMILY'];
  const attributes = decodeAttributes(body).filter((one) => needed.includes(one.name));
  return concatenate([encodeAttributes(attributes.reverse()), UNKNOWN]);
}
