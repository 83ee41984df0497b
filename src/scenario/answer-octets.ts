import type { Endpoint } from '../protocol/address.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import { type Encoding, type Message, NO_BODY } from '../protocol/message.ts';
import { highestPort, lowestPort } from '../protocol/port-list.ts';
import {
  acceptConnection,
  defaultResponderTimers,
  type HostView,
  type ResponderEffect,
  rejectConnection,
  stepResponder,
} from '../protocol/responder-machine.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';
import type { Fault } from './model.ts';
import type { Span } from './span.ts';

/** How long what a port with these faults answers is, from the shortest port numbers to the longest. */
export function answerOctets(faults: readonly Fault[], encoding: Encoding, address: string): Span {
  for (const fault of faults) {
    if (fault.kind === 'garbage') return exactly(fault.octets);
    if (fault.kind === 'speaks') return exactly(encodeUtf8(fault.banner).length);
  }
  const isBusy = faults.some(({ kind }) => kind === 'busy');
  const isDenied = faults.some(({ kind }) => kind === 'denied');
  const lengthOf = (port: number) => {
    const subject = { address, port };
    const scanner = { address: '127.0.0.1', port: isBusy ? port : 40_000 };
    return messageOctets(answerTo(subject, scanner, encoding, isBusy, isDenied));
  };
  return { min: lengthOf(lowestPort), max: lengthOf(highestPort) };
}

/** What a responder says, which is what the machine says that it runs. */
function answerTo(
  subject: Endpoint,
  scanner: Endpoint,
  encoding: Encoding,
  isBusy: boolean,
  isDenied: boolean,
): readonly ResponderEffect[] {
  const host: HostView = {
    allows: () => !isDenied,
    serves: () => true,
    stateOf: () => 'open',
    portAttributes: () => [],
    osAttributes: () => [],
  };
  // A responder that is busy has read nothing, and speaks of the real connection, which is on loopback.
  const local = { address: '127.0.0.1', port: scanner.port };
  const responder = { host, local, peer: scanner, timers: defaultResponderTimers };
  if (isBusy) return rejectConnection(responder)[1];
  const name = 'status-request';
  const request: Message = { name, encoding, id: 1, source: scanner, destination: subject, body: NO_BODY };
  return stepResponder(responder, acceptConnection(responder)[0], { kind: 'message', message: request })[1];
}

function messageOctets(effects: readonly ResponderEffect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === 'send' ? encodeMessage(effect.message).length : 0), 0);
}

function exactly(octets: number): Span {
  return { min: octets, max: octets };
}
