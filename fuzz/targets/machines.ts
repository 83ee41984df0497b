import { osAttributes, portAttributes } from '../../src/probe/information.ts';
import { AgentPipeline } from '../../src/protocol/agent-pipeline.ts';
import { spanAttributes } from '../../src/protocol/attributes.ts';
import { Decoder } from '../../src/protocol/decoder.ts';
import { encodeMessage } from '../../src/protocol/encoder.ts';
import { NO_BODY } from '../../src/protocol/message.ts';
import { concatenate } from '../../src/protocol/octets.ts';
import {
  acceptConnection,
  defaultResponderTimers,
  type Responder,
  type ResponderEvent,
  type SubjectState,
  stepResponder,
} from '../../src/protocol/responder-machine.ts';
import { decodeUtf8 } from '../../src/protocol/utf8.ts';
import { promise } from '../target.ts';
import { type Decoded, decodeAll, decodedText } from './decoded.ts';

/** What the machines do with whatever a decoder lets through. */

const truths: readonly SubjectState[] = ['open', 'closed', 'filtered'];

const responder: Responder = {
  local: { address: '127.0.0.1', port: 4_545 },
  peer: { address: '127.0.0.1', port: 40_000 },
  timers: defaultResponderTimers,
  host: {
    allows: () => true,
    serves: ({ address }) => !address.startsWith('1.'),
    stateOf: (port) => truths[port % truths.length]!,
    portAttributes: () => portAttributes({ service: 'unknown', transport: 'tcp' }),
    osAttributes: () => osAttributes({ family: 'unknown' }),
  },
};

/** Lets a responder answer; its answers must be whole messages that a scanner can read. Gives their names. */
export function answerAll({ messages, violation, begun }: Decoded): readonly string[] {
  const events: ResponderEvent[] = messages.map((message) => ({ kind: 'message', message }));
  if (violation !== undefined) events.push({ kind: 'violation', violation });
  else if (begun !== undefined) events.push({ kind: 'begun', encoding: begun }, { kind: 'timer' });
  const answers: Uint8Array[] = [];
  let [state] = acceptConnection(responder);
  for (const event of events) {
    const [next, effects] = stepResponder(responder, state, event);
    state = next;
    for (const effect of effects) if (effect.kind === 'send') answers.push(encodeMessage(effect.message));
  }
  const read = decodeAll(new Decoder('answers'), [concatenate([...answers, NO_BODY])]);
  const isWhole = read.violation === undefined && read.begun === undefined && read.messages.length === answers.length;
  promise('answers what a scanner can read', isWhole, () => decodedText(read));
  for (const { name, encoding, body } of read.messages) {
    if (name !== 'status-error' && name !== 'refusal') continue;
    const text = decodeUtf8(encoding === 'text' ? body : lastValue(body));
    promise('sends no control characters back (SEC-8)', !/\p{Cc}/u.test(text), () => JSON.stringify(text));
  }
  return read.messages.map(({ name }) => name);
}

/** The text for people stands last in a binary error. */
function lastValue(body: Uint8Array): Uint8Array {
  const { valueStart, valueEnd } = [...spanAttributes(body)].at(-1)!;
  return body.subarray(valueStart, valueEnd);
}

/** Lets a scanner take the messages for answers; each request is settled once. Gives what came of them. */
export function takeAll({ messages, violation }: Decoded): readonly string[] {
  if (messages.length === 0 && violation === undefined) return [];
  const pipeline = new AgentPipeline<number>();
  const requests = 3;
  for (let tag = 0; tag < requests; tag += 1) {
    const question = (['status', 'port', 'os'] as const)[tag % 3]!;
    const encoding = tag % 2 === 0 ? 'text' : 'binary';
    pipeline.ask({ question, encoding, destination: { address: '127.0.0.1', port: 67 } }, SCANNER, tag);
  }
  const settled = messages.flatMap((message) => (message.name === 'end' ? [] : (pipeline.take(message) ?? [])));
  if (violation !== undefined) settled.push(...pipeline.violate(violation));
  settled.push(...pipeline.lose({ kind: 'hangup' }));
  const tags = new Set(settled.map(({ tag }) => tag));
  const isOnce = settled.length === requests && tags.size === requests;
  promise('settles each request once', isOnce, () => JSON.stringify(settled));
  return settled.map(({ outcome }) => outcome.kind);
}

const SCANNER = { address: '127.0.0.1', port: 40_112 };
