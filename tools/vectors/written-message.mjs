import { toEndpoint } from './endpoint.mjs';

/**
 * The octets of a good message, written down from sections 6 to 8 of the specification alone: nothing here asks the code
 * under test how a message is spelled.
 */

/** Where a scanner says that its requests come from, unless they say something else. */
const SOURCE = '198.51.100.7:40112';

/** Type, kind and signals as text has them, and the type and flags octets of binary. */
const forms = {
  'status-request': { startLine: 'COMMAND CONNECTION SYN', type: 0, flags: 0x05 },
  'information-request': { startLine: undefined, type: 0, flags: 0x06 },
  end: { startLine: 'COMMAND CONNECTION RST', type: 0, flags: 0x11 },
  open: { startLine: 'DATA CONNECTION SYN+ACK', type: 1, flags: 0x0d },
};

const WANT = 0x01;

/**
 * The octets in hexadecimal, or the part of them that is asked for.
 *
 * @param {import('./conversation-file.mjs').Written} written
 */
export function hexOfMessage(written) {
  const { message, want, body = '', from, upTo } = written;
  const isText = (written.encoding ?? 'text') === 'text' && message !== 'information-request';
  const octets = want === undefined ? Buffer.from(body) : Buffer.concat(want.map(attributeOf));
  const whole = isText ? textOf(written, octets) : binaryOf(written, octets);
  return whole.subarray(from ?? 0, upTo).toString('hex');
}

/**
 * @param {import('./conversation-file.mjs').Written} written
 * @param {Buffer} body
 */
function textOf({ message, id, source = SOURCE, destination }, body) {
  const lines = [
    `PSAP/1 ${forms[message].startLine}`,
    `Id: ${id}`,
    `Source: ${source}`,
    `Destination: ${destination}`,
    'Encoding: text',
    `Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

/**
 * @param {import('./conversation-file.mjs').Written} written
 * @param {Buffer} body
 */
function binaryOf({ message, id, source = SOURCE, destination }, body) {
  const { type, flags } = forms[message];
  const fixed = Buffer.from([0x89, 0x50, 1, type, flags, 1, body.length >> 8, body.length & 0xff]);
  const number = Buffer.alloc(4);
  number.writeUInt32BE(id);
  return Buffer.concat([fixed, number, endOf(source), endOf(destination), body]);
}

/**
 * Address and port.
 *
 * @param {string} text
 */
function endOf(text) {
  const { address, port } = toEndpoint(text);
  const octets = Buffer.alloc(18);
  if (address.includes(':')) {
    for (const [index, group] of groupsOf(address).entries()) octets.writeUInt16BE(group, 2 * index);
  } else {
    octets.set([0xff, 0xff, ...address.split('.').map(Number)], 10);
  }
  octets.writeUInt16BE(port, 16);
  return octets;
}

/**
 * The eight groups of an IPv6 address.
 *
 * @param {string} address
 */
function groupsOf(address) {
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

/** @param {string} value */
function attributeOf(value) {
  const octets = Buffer.from(value);
  return Buffer.concat([Buffer.from([WANT, octets.length >> 8, octets.length & 0xff]), octets]);
}
