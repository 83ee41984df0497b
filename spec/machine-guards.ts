import { type Endpoint, sameEndpoint } from '../src/protocol/address.ts';
import { decodeAttributes, type TagName } from '../src/protocol/attributes.ts';
import { decodeErrorCode } from '../src/protocol/error-body.ts';
import { isErrorCode } from '../src/protocol/errors.ts';
import type { Exchange, ExchangeEvent, ExchangeState } from '../src/protocol/exchange-machine.ts';
import { type Message, messageForms } from '../src/protocol/message.ts';
import type { Responder, ResponderEvent, ResponderState } from '../src/protocol/responder-machine.ts';

/** The guards of machines.yaml as predicates, written from its words and not from the machines. */

/** What the guards of the exchange machine look at. */
export interface ExchangeMoment {
  readonly state: ExchangeState;
  readonly event: ExchangeEvent;
}

/** What the guards of the responder machine look at. */
export interface ResponderMoment {
  readonly responder: Responder;
  readonly state: ResponderState;
  readonly event: ResponderEvent;
}

type Guards<M> = Readonly<Record<string, (moment: M) => boolean>>;

// --- exchange --------------------------------------------------------------------------------------------------------

const errnos = {
  refused: ['ECONNREFUSED'],
  unanswered: ['ETIMEDOUT'],
  unreachable: ['EHOSTUNREACH', 'ENETUNREACH'],
  reset: ['ECONNRESET', 'EPIPE'],
} as const;

export const exchangeGuards: Guards<ExchangeMoment> = {
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

// --- responder -------------------------------------------------------------------------------------------------------

export const responderGuards: Guards<ResponderMoment> = {
  end: ({ event }) => event.kind === 'message' && event.message.name === 'end',
  denied: gets('denied'),
  'not-served': gets('not-served'),
  'bad-value': gets('bad-value'),
  good: gets('good'),
  'asks-status': ({ event }) => event.kind === 'message' && event.message.name === 'status-request',
  'wants-port': ({ event }) => wantsIn(event).includes('port'),
  'wants-os-alone': ({ event }) => wantsIn(event).includes('os') && !wantsIn(event).includes('port'),
  open: isAbout('open'),
  closed: isAbout('closed'),
  filtered: isAbout('filtered'),
};

function gets(fate: string) {
  return ({ responder: { host, peer }, event }: ResponderMoment) => {
    if (event.kind !== 'message' || event.message.name === 'end') return false;
    const { name, destination } = event.message;
    const wants = wantsIn(event);
    const isInformation = name === 'information-request';
    const isAllowed = host.allows(peer.address, isInformation ? 'information' : 'status');
    const isServed = host.serves(destination);
    const isClear = !isInformation || (wants.length > 0 && wants.every((want) => want === 'port' || want === 'os'));
    return fate === (!isAllowed ? 'denied' : !isServed ? 'not-served' : !isClear ? 'bad-value' : 'good');
  };
}

function isAbout(wanted: 'open' | 'closed' | 'filtered') {
  return ({ responder, event }: ResponderMoment) =>
    event.kind === 'message' && responder.host.stateOf(event.message.destination.port) === wanted;
}

function wantsIn(event: ResponderEvent): string[] {
  if (event.kind !== 'message' || messageForms[event.message.name].kind !== 'GET') return [];
  return decodeAttributes(event.message.body).flatMap(({ name, value }) => (name === 'WANT' ? [value] : []));
}
