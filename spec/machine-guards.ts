import { type Endpoint, sameEndpoint } from '../src/protocol/address.ts';
import { decodeAttributes, type TagName } from '../src/protocol/attributes.ts';
import { decodeErrorCode } from '../src/protocol/error-body.ts';
import { isErrorCode } from '../src/protocol/errors.ts';
import type { Exchange, ExchangeEvent, ExchangeState } from '../src/protocol/exchange-machine.ts';
import type { Message } from '../src/protocol/message.ts';

/** The guards of the exchange machine in machines.yaml as predicates, written from its words and not from the machine. */

/** What the guards of the exchange machine look at. */
export interface ExchangeMoment {
  readonly state: ExchangeState;
  readonly event: ExchangeEvent;
}

const errnos = {
  refused: ['ECONNREFUSED'],
  unanswered: ['ETIMEDOUT'],
  unreachable: ['EHOSTUNREACH', 'ENETUNREACH'],
  reset: ['ECONNRESET', 'EPIPE'],
} as const;

export const exchangeGuards: Readonly<Record<string, (moment: ExchangeMoment) => boolean>> = {
  'self-connected': ({ event }) => event.kind === 'connected' && sameEndpoint(event.local, event.remote),
  'asks-nothing': ({ state }) => askedIn(state)?.question === 'tcp',
  'asks-status': ({ state }) => askedIn(state)?.question === 'status',
  'asks-information': ({ state }) => ['port', 'os'].includes(askedIn(state)?.question ?? ''),
  begun: ({ state }) => state.phase === 'waiting' && state.begun,
  refused: failsWith(errnos.refused),
  unanswered: failsWith(errnos.unanswered),
  unreachable: failsWith(errnos.unreachable),
  reset: failsWith(errnos.reset),
  local: ({ event }) =>
    event.kind === 'failed' && !Object.values<readonly string[]>(errnos).flat().includes(event.errno),
  end: says('end'),
  'open-answer': says('open-answer'),
  'closed-answer': says('closed-answer'),
  'information-answer': says('information-answer'),
  'error-answer': says('error-answer'),
  'other-answer': says('other-answer'),
  'bad-magic': ({ event }) => event.kind === 'violation' && event.violation.code === 'bad-magic',
};

function askedIn(state: ExchangeState): Exchange | undefined {
  return state.phase === 'done' ? undefined : state.exchange;
}

function failsWith(wanted: readonly string[]) {
  return ({ event }: ExchangeMoment) => event.kind === 'failed' && wanted.includes(event.errno);
}

function says(name: string) {
  return ({ state, event }: ExchangeMoment) =>
    event.kind === 'message' && state.phase === 'waiting' && nameAnswer(state, event.message) === name;
}

/** Which of the answers that the guards know a message is for the request that waits. */
function nameAnswer({ exchange, source }: ExchangeState & { phase: 'waiting' }, message: Message): string {
  const { question, id, subject } = exchange;
  const isStatus = question === 'status';
  const { name } = message;
  const sameIdAndEncoding = message.id === id && message.encoding === (isStatus ? exchange.encoding : 'binary');
  const isRight = sameIdAndEncoding && goesBetween(message, subject, source);
  switch (name) {
    case 'end':
      return 'end';
    case 'open':
    case 'closed':
      return isStatus && isRight ? `${name}-answer` : 'other-answer';
    case 'information': {
      const needed: readonly TagName[] = question === 'port' ? ['SERVICE', 'TRANSPORT'] : ['OS_FAMILY'];
      return !isStatus && isRight && needed.every((tag) => hasTag(message, tag))
        ? 'information-answer'
        : 'other-answer';
    }
    case 'status-error':
    case 'refusal': {
      if (!isErrorCode(decodeErrorCode(message) ?? '')) return 'other-answer';
      const isOurs = sameIdAndEncoding && (name === 'status-error') === isStatus;
      return message.id === 0 || isOurs ? 'error-answer' : 'other-answer';
    }
    default:
      return 'other-answer';
  }
}

function goesBetween({ source, destination }: Message, from: Endpoint, to: Endpoint): boolean {
  return sameEndpoint(source, from) && sameEndpoint(destination, to);
}

function hasTag({ body }: Message, tag: TagName): boolean {
  return decodeAttributes(body).some(({ name }) => name === tag);
}
