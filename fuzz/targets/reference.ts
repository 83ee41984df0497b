import { formatEndpoint } from '../../src/protocol/address.ts';
import { type Message, type MessageKind, messageForms } from '../../src/protocol/message.ts';
import { judgeFirstMessage, type ReferenceEcho } from '../../src/protocol/testing/reference-judge.ts';
import type { Echo } from '../../src/protocol/violation.ts';
import { equalOctets } from '../octets.ts';
import { promise } from '../target.ts';
import type { Decoded } from './decoded.ts';

const PROMISE = 'judges as the specification reads';

/** Holds what a decoder made of octets to the specification read literally, message by message. */
export function holdToReference(octets: Uint8Array, reader: 'requests' | 'answers', decoded: Decoded): void {
  const { messages, violation, begun } = decoded;
  let at = 0;
  for (const message of messages) {
    const rest = octets.subarray(at);
    const verdict = judgeFirstMessage(rest, reader);
    const found = `a ${message.encoding} ${message.name} at ${at}`;
    promise(PROMISE, verdict.kind === 'message', () => `decoded ${found}, but it is ${JSON.stringify(verdict)}`);
    const end = verdict.octets;
    const isWhole = equalOctets(message.body, rest.subarray(end - message.body.length, end));
    promise(PROMISE, isWhole, () => `${found} has another body`);
    holdEcho(verdict.echo, echoOf(message), found);
    at += end;
  }
  const verdict = judgeFirstMessage(octets.subarray(at), reader);
  if (violation === undefined) {
    promise(PROMISE, verdict.kind === 'more', () => `nothing found at ${at}, but it is ${JSON.stringify(verdict)}`);
    const encoding = at === octets.length ? undefined : octets[at] === 0x89 ? 'binary' : 'text';
    promise(PROMISE, begun === encoding, () => `begun is ${begun}, not ${encoding}`);
    return;
  }
  const found = `${violation.code} at ${violation.offset}`;
  const isSame = verdict.kind === 'error' && verdict.code === violation.code;
  promise(PROMISE, isSame, () => `found ${found}, but it is ${JSON.stringify(verdict)}`);
  holdEcho(verdict.echo, violation.echo, found);
  const isInside = violation.offset >= at && violation.offset <= octets.length;
  promise('blames an octet of the message at fault', isInside, () => `${found}, in ${octets.length} from ${at}`);
}

function holdEcho(expected: ReferenceEcho, actual: Echo, found: string): void {
  const [source, destination] = expected.addresses ?? [];
  const isSame =
    expected.encoding === actual.encoding &&
    expected.kind === actual.kind &&
    expected.id === actual.id &&
    source === (actual.addresses && formatEndpoint(actual.addresses.source)) &&
    destination === (actual.addresses && formatEndpoint(actual.addresses.destination));
  const texts = () => `${found} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  promise('reads what an answer echoes', isSame, texts);
}

function echoOf({ name, encoding, id, source, destination }: Message): Echo {
  const kind: MessageKind = messageForms[name].kind;
  return { encoding, kind, id, addresses: { source, destination } };
}
