import { constants } from 'node:os';
import type { ResponderMoment } from '../src/conform/responder-guards.ts';
import type { Endpoint } from '../src/protocol/address.ts';
import { type Attribute, encodeAttributes } from '../src/protocol/attributes.ts';
import { encodeError } from '../src/protocol/error-body.ts';
import { type ErrorCode, errorCodes } from '../src/protocol/errors.ts';
import type { Exchange, ExchangeEvent, ExchangeState } from '../src/protocol/exchange-machine.ts';
import {
  type Encoding,
  MAX_ID,
  type Message,
  type MessageName,
  messageForms,
  NO_BODY,
} from '../src/protocol/message.ts';
import type { Responder, ResponderEvent, ResponderState } from '../src/protocol/responder-machine.ts';
import { encodeUtf8 } from '../src/protocol/utf8.ts';
import { type Echo, toViolation } from '../src/protocol/violation.ts';
import type { ExchangeMoment } from './machine-guards.ts';

/** Concrete states and events of both machines, of every kind that makes a difference, in every combination. */

const LOCAL: Endpoint = { address: '127.0.0.1', port: 40_000 };
const SUBJECT: Endpoint = { address: '192.0.2.1', port: 80 };
const ELSEWHERE: Endpoint = { address: '2001:db8::1', port: 80 };
const ID = 7;

const encodings = ['text', 'binary'] as const;
const booleans = [true, false] as const;

// --- exchange --------------------------------------------------------------------------------------------------------

/** What an exchange can be about. */
export const exchanges: readonly Exchange[] = (['tcp', 'status', 'port', 'os'] as const).flatMap((question) =>
  encodings.map((encoding) => ({ question, encoding, id: ID, subject: SUBJECT, timeoutMs: 1_234 })),
);

/** Every state of an exchange with every event. A TCP-only probe never waits. */
export function* exchangeMoments(): Generator<ExchangeMoment> {
  const states: ExchangeState[] = [
    ...exchanges.map((exchange) => ({ phase: 'connecting', exchange }) as const),
    ...exchanges
      .filter(({ question }) => question !== 'tcp')
      .flatMap((exchange) => booleans.map((begun) => ({ phase: 'waiting', exchange, source: LOCAL, begun }) as const)),
    { phase: 'done' },
  ];
  const events = exchangeEvents();
  for (const state of states) for (const event of events) yield { state, event };
}

function exchangeEvents(): ExchangeEvent[] {
  const failures = [...Object.keys(constants.errno), 'ENEWERRNO', ''];
  return [
    { kind: 'connected', local: LOCAL, remote: SUBJECT },
    { kind: 'connected', local: LOCAL, remote: { ...LOCAL, port: SUBJECT.port } },
    { kind: 'connected', local: LOCAL, remote: { ...SUBJECT, port: LOCAL.port } },
    { kind: 'connected', local: LOCAL, remote: LOCAL },
    { kind: 'begun' },
    { kind: 'ended' },
    { kind: 'timer' },
    ...failures.map((errno) => ({ kind: 'failed', errno }) as const),
    ...violations().map((violation) => ({ kind: 'violation', violation }) as const),
    ...answers().map((message) => ({ kind: 'message', message }) as const),
  ];
}

/** Every message, right and wrong, whatever its direction. */
function answers(): Message[] {
  const ends: readonly (readonly [Endpoint, Endpoint])[] = [
    [SUBJECT, LOCAL],
    [LOCAL, SUBJECT],
    [SUBJECT, ELSEWHERE],
    [ELSEWHERE, LOCAL],
    [{ ...SUBJECT, port: 81 }, LOCAL],
    [SUBJECT, { ...LOCAL, port: 40_001 }],
  ];
  return ends.flatMap(([source, destination]) =>
    [ID, ID + 1, 0, MAX_ID].flatMap((id) =>
      forms().map(({ name, encoding, body }) => ({ name, encoding, id, source, destination, body })),
    ),
  );
}

type Form = Pick<Message, 'name' | 'encoding' | 'body'>;

/** Every message name in every encoding that it has, with every body that makes a difference. */
function forms(): Form[] {
  return (Object.keys(messageForms) as MessageName[]).flatMap((name) => {
    const { kind, body } = messageForms[name];
    const possible = kind === 'GET' ? (['binary'] as const) : encodings;
    return possible.flatMap((encoding) => bodiesOf(body, encoding).map((octets) => ({ name, encoding, body: octets })));
  });
}

function bodiesOf(form: (typeof messageForms)[MessageName]['body'], encoding: Encoding): Uint8Array[] {
  switch (form) {
    case 'none':
      return [NO_BODY];
    case 'greeting':
      return [NO_BODY, encodeUtf8('hello')];
    case 'error': {
      const codes = [...errorCodes, 'out-of-coffee', 'Denied'] as readonly ErrorCode[];
      const coded = codes.flatMap((code) => [encodeError(encoding, code), encodeError(encoding, code, 'because')]);
      const codeless = encoding === 'text' ? encodeUtf8(' ') : encodeAttributes([{ name: 'ERROR_TEXT', value: 'why' }]);
      return [...coded, codeless];
    }
    case 'attributes':
      return attributeSets.map(encodeAttributes);
  }
}

const SERVICE: Attribute = { name: 'SERVICE', value: 'http' };
const TRANSPORT: Attribute = { name: 'TRANSPORT', value: 'tcp' };
const OS_FAMILY: Attribute = { name: 'OS_FAMILY', value: '' };

const attributeSets: readonly (readonly Attribute[])[] = [
  [],
  [SERVICE],
  [TRANSPORT],
  [SERVICE, TRANSPORT],
  [OS_FAMILY],
  [OS_FAMILY, SERVICE, TRANSPORT],
];

// --- responder -------------------------------------------------------------------------------------------------------

const OWN: Endpoint = { address: '127.0.0.1', port: 4_545 };

/** Every access policy, with every destination served or not, and every truth of the subject. */
export const responders: readonly Responder[] = (['all', 'status', 'information', 'none'] as const).flatMap((allowed) =>
  booleans.flatMap((served) =>
    (['open', 'closed', 'filtered'] as const).map((truth) => ({
      local: OWN,
      peer: LOCAL,
      timers: { idleMs: 30_000, messageMs: 5_000, discardMs: 2_000 },
      host: {
        allows: (peer, wants) => peer === LOCAL.address && (allowed === 'all' || allowed === wants),
        serves: ({ address }) => served && address === SUBJECT.address,
        stateOf: (port) => (port === SUBJECT.port ? truth : 'closed'),
        portAttributes: () => [SERVICE, TRANSPORT],
        osAttributes: () => [OS_FAMILY],
      },
    })),
  ),
);

/** Every state of a responder of every kind, with every event. */
export function* responderMoments(): Generator<ResponderMoment> {
  const states = (['idle', 'receiving', 'closing', 'closed'] as const).flatMap((phase) =>
    encodings.map((encoding): ResponderState => ({ phase, encoding })),
  );
  const events = responderEvents();
  for (const responder of responders) {
    for (const state of states) for (const event of events) yield { responder, state, event };
  }
}

function responderEvents(): ResponderEvent[] {
  return [
    ...encodings.map((encoding) => ({ kind: 'begun', encoding }) as const),
    ...requests().map((message) => ({ kind: 'message', message }) as const),
    ...violations().map((violation) => ({ kind: 'violation', violation }) as const),
    { kind: 'ended' },
    { kind: 'lost' },
    { kind: 'timer' },
    { kind: 'drain' },
  ];
}

function requests(): Message[] {
  const greetings = encodings.flatMap((encoding) =>
    [NO_BODY, encodeUtf8('port')].map((body): Form => ({ name: 'status-request', encoding, body })),
  );
  const wants = wantLists.map(
    (values): Form => ({
      name: 'information-request',
      encoding: 'binary',
      body: encodeAttributes([SERVICE, ...values.map((value): Attribute => ({ name: 'WANT', value }))]),
    }),
  );
  const ends = encodings.map((encoding): Form => ({ name: 'end', encoding, body: NO_BODY }));
  const claimed: Endpoint = { address: '203.0.113.9', port: 9 };
  return [SUBJECT, { ...SUBJECT, port: 81 }, ELSEWHERE].flatMap((destination) =>
    [0, ID, MAX_ID].flatMap((id) =>
      [...greetings, ...wants, ...ends].map((form) => ({ ...form, id, source: claimed, destination })),
    ),
  );
}

const wantLists: readonly (readonly string[])[] = [
  [],
  ['port'],
  ['os'],
  ['port', 'os'],
  ['os', 'port', 'port', 'os'],
  ['os', 'os'],
  [''],
  ['PORT'],
  ['moon'],
  ['port', 'moon'],
  ['os', ''],
];

// --- both ------------------------------------------------------------------------------------------------------------

/** Every code with everything that an error may echo. */
function violations() {
  const addresses = { source: ELSEWHERE, destination: SUBJECT };
  const echoes: Echo[] = [
    { encoding: 'text', kind: 'CONNECTION', id: 0, addresses: undefined },
    { encoding: 'text', kind: 'CONNECTION', id: ID, addresses },
    { encoding: 'binary', kind: 'CONNECTION', id: ID, addresses: undefined },
    { encoding: 'binary', kind: 'GET', id: ID, addresses },
  ];
  return errorCodes.flatMap((code) =>
    echoes.map((echo) => toViolation({ code, offset: 0, expected: 'one thing', actual: 'another' }, 0, echo)),
  );
}
