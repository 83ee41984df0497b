import { encodeAttributes } from '../src/protocol/attributes.ts';
import { type Encoding, type Message, NO_BODY } from '../src/protocol/message.ts';
import { requestMessage } from '../src/protocol/request.ts';

/** The messages that the benchmarks send. */

const scanner = { address: '127.0.0.1', port: 40_000 };
const subject = { address: '192.0.2.1', port: 443 };

export function statusRequest(encoding: Encoding): Message {
  return requestMessage({ question: 'status', id: 123_456_789, source: scanner, destination: subject, encoding });
}

export function openAnswer(encoding: Encoding): Message {
  return { name: 'open', encoding, id: 123_456_789, source: subject, destination: scanner, body: NO_BODY };
}

/** With every attribute that a port can have. Information is always binary. */
export function informationAnswer(): Message {
  const body = encodeAttributes([
    { name: 'SERVICE', value: 'https' },
    { name: 'TRANSPORT', value: 'tcp' },
    { name: 'PRODUCT', value: 'nginx' },
    { name: 'PRODUCT_VERSION', value: '1.26.2' },
    { name: 'BANNER', value: 'HTTP/1.1 200 OK' },
    { name: 'DESCRIPTION', value: 'the front door of the shop' },
    { name: 'PORT_KIND', value: 'system' },
  ]);
  return { name: 'information', encoding: 'binary', id: 123_456_789, source: subject, destination: scanner, body };
}
