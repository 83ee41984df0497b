import { describe, expect, test } from 'vitest';
import type { Endpoint } from './address.ts';
import { type Attribute, encodeAttributes } from './attributes.ts';
import { Decoder } from './decoder.ts';
import { encodeMessage } from './encoder.ts';
import { decodeErrorCode, encodeError } from './error-body.ts';
import { copyMessage, type Encoding, type Message, NO_BODY } from './message.ts';
import { requestMessage } from './request.ts';
import {
  acceptConnection,
  defaultResponderTimers,
  type HostView,
  type Responder,
  type ResponderEffect,
  type ResponderEvent,
  type ResponderState,
  rejectConnection,
  type SubjectState,
  stepResponder,
} from './responder-machine.ts';
import { answerTo, ask, httpService, linux, scanner, subject } from './testing/messages.ts';
import { blankEcho, type Violation } from './violation.ts';

/** The TCP connection's own ends: a proxy stands between, so the scanner's view is another. */
const local: Endpoint = { address: '10.0.0.1', port: 4_545 };
const peer: Endpoint = { address: '10.0.0.2', port: 50_001 };

interface World {
  readonly state?: SubjectState;
  readonly allowed?: boolean;
  readonly served?: boolean;
  readonly attributes?: readonly Attribute[];
}

function responderOf({
  state = 'open',
  allowed = true,
  served = true,
  attributes = httpService,
}: World = {}): Responder {
  const host: HostView = {
    allows: () => allowed,
    serves: () => served,
    stateOf: () => state,
    portAttributes: () => attributes,
    osAttributes: () => linux,
  };
  return { host, local, peer, timers: { idleMs: 30_000, messageMs: 5_000, discardMs: 2_000 } };
}

const responder = responderOf();
const idle: ResponderState = { phase: 'idle', encoding: 'text' };
const receiving: ResponderState = { phase: 'receiving', encoding: 'text' };
const closing: ResponderState = { phase: 'closing', encoding: 'text' };
const closed: ResponderState = { phase: 'closed', encoding: 'text' };

const idleTimer = { kind: 'set-timer', delayMs: 30_000 } as const;
const messageTimer = { kind: 'set-timer', delayMs: 5_000 } as const;
const goodbye = [{ kind: 'end' }, { kind: 'set-timer', delayMs: 2_000 }] as const;

const status = ask('status');
const binaryStatus = ask('status', { encoding: 'binary' });
const wanting = (...wants: string[]): Message => ({
  ...requestMessage(ask('port')),
  body: encodeAttributes(wants.map((value) => ({ name: 'WANT', value }))),
});
const received = (message: Message): ResponderEvent => ({ kind: 'message', message });
const end = answerTo(status, 'end');

const violation: Violation = {
  code: 'bad-length',
  clause: 'ERR-7',
  offset: 90,
  expected: 'a number',
  actual: '"x"',
  echo: { encoding: 'text', kind: 'CONNECTION', id: 9, addresses: { source: scanner, destination: subject } },
};

const everyEvent: readonly ResponderEvent[] = [
  { kind: 'begun', encoding: 'binary' },
  received(requestMessage(status)),
  received(end),
  { kind: 'violation', violation },
  { kind: 'ended' },
  { kind: 'lost' },
  { kind: 'timer' },
  { kind: 'drain' },
];

/** What the machine sends, as a decoder on the other side reads it: an answer that cannot be read is a bug. */
function sent(effects: readonly ResponderEffect[]): Message[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'send') return [];
    const decoder = new Decoder('answers');
    decoder.push(encodeMessage(effect.message));
    const message = decoder.next();
    expect(decoder.violation).toBeUndefined();
    return message === undefined ? [] : [copyMessage(message)];
  });
}

/** The answer to one request, in short: its name, or the code of the error. */
function answerOf(world: World, request: Message): string | undefined {
  const [state, effects] = stepResponder(responderOf(world), idle, received(request));
  expect(state).toEqual({ phase: 'idle', encoding: request.encoding });
  const [answer, ...more] = sent(effects);
  expect(more).toEqual([]);
  return answer && (decodeErrorCodeOf(answer) ?? answer.name);
}

const decodeErrorCodeOf = (answer: Message) =>
  answer.name === 'status-error' || answer.name === 'refusal' ? decodeErrorCode(answer) : undefined;

describe('a connection', () => {
  test('is idle when it is accepted (TIME-4, END-6)', () => {
    expect(acceptConnection(responder)).toEqual([idle, [idleTimer]]);
  });

  test('is told busy where there is no room: text, id 0, the own addresses (ERR-35)', () => {
    const [state, effects] = rejectConnection(responder);
    expect(state).toEqual(closing);
    expect(sent(effects)).toEqual([
      {
        name: 'status-error',
        encoding: 'text',
        id: 0,
        source: local,
        destination: peer,
        body: encodeError('text', 'busy', 'too many connections, try again later'),
      },
    ]);
    expect(effects.slice(1)).toEqual(goodbye);
  });

  test('has the timers of the specification (TIME-1)', () => {
    expect(defaultResponderTimers).toEqual({ idleMs: 30_000, messageMs: 5_000, discardMs: 2_000 });
  });
});

describe('a status request', () => {
  test.each([
    ['open', 'open (STATUS-3)', 'open'],
    ['closed', 'closed (STATUS-4)', 'closed'],
    ['filtered', 'silence (STATUS-5)', undefined],
  ] as const)('about a port that is %s gets %s', (state, _, answer) => {
    expect(answerOf({ state }, requestMessage(status))).toBe(answer);
    expect(answerOf({ state }, requestMessage(binaryStatus))).toBe(answer);
  });

  test.each(['text', 'binary'] as const)(
    'in %s has its id and encoding in the answer, its addresses swapped (MSG-8, MSG-10, ID-3)',
    (encoding) => {
      for (const id of [0, 1, 0xffff_ffff]) {
        const request = ask('status', { encoding, id });
        const [, effects] = stepResponder(responder, idle, received(requestMessage(request)));
        expect(sent(effects)).toEqual([
          { name: 'open', encoding, id, source: subject, destination: scanner, body: NO_BODY },
        ]);
        expect(effects.at(-1)).toEqual(idleTimer);
      }
    },
  );

  test('with any greeting, or none, is answered the same (STATUS-7)', () => {
    for (const body of [NO_BODY, new TextEncoder().encode('\0\r\n\r\ndenied')]) {
      expect(answerOf({}, { ...requestMessage(status), body })).toBe('open');
    }
  });
});

describe('an information request', () => {
  test.each([
    ['port, open', ['port'], 'open', 'information'],
    ['os, open', ['os'], 'open', 'information'],
    ['both, open', ['port', 'os'], 'open', 'information'],
    ['port, closed (INFO-8)', ['port'], 'closed', 'not-open'],
    ['os, closed (INFO-7)', ['os'], 'closed', 'information'],
    ['both, closed (INFO-8)', ['os', 'port'], 'closed', 'not-open'],
    ['port, filtered (INFO-9)', ['port'], 'filtered', undefined],
    ['os, filtered (INFO-9)', ['os'], 'filtered', undefined],
    ['nothing, open (ERR-14)', [], 'open', 'bad-value'],
    ['nothing, filtered (D18)', [], 'filtered', 'bad-value'],
    ['something unknown, closed (ERR-14)', ['ports'], 'closed', 'bad-value'],
    ['something unknown besides (ERR-14)', ['port', 'uptime'], 'open', 'bad-value'],
    ['in upper case (ATTR-9)', ['OS'], 'open', 'bad-value'],
    ['the empty value (ERR-14)', [''], 'open', 'bad-value'],
  ] as const)('wants %s', (_, wants, state, answer) => {
    expect(answerOf({ state }, wanting(...wants))).toBe(answer);
  });

  const attributesOf = (request: Message, world: World = {}) => {
    const [, effects] = stepResponder(responderOf(world), idle, received(request));
    return effects[0]?.kind === 'send' ? effects[0].message.body : undefined;
  };

  test('gets what it asked for, and nothing else (INFO-2, INFO-12)', () => {
    expect(attributesOf(wanting('port'))).toEqual(encodeAttributes(httpService));
    expect(attributesOf(wanting('os'))).toEqual(encodeAttributes(linux));
  });

  test('gets all in one answer, each once, in ascending order of tag (INFO-10, ATTR-11)', () => {
    expect(attributesOf(wanting('os', 'port', 'os'))).toEqual(encodeAttributes([...httpService, ...linux]));
  });

  test('may carry other attributes, which change nothing (ATTR-12)', () => {
    const body = encodeAttributes([
      { name: 'SERVICE', value: 'gopher' },
      { name: 'WANT', value: 'os' },
      { name: 'ERROR_CODE', value: 'denied' },
    ]);
    expect(attributesOf({ ...wanting(), body })).toEqual(encodeAttributes(linux));
  });

  test('about too much gets as much as a body holds (INFO-11)', () => {
    const banner = { name: 'BANNER', value: 'x'.repeat(70_000) } as const;
    const [, effects] = stepResponder(
      responderOf({ attributes: [...httpService, banner] }),
      idle,
      received(wanting('port', 'os')),
    );
    const [answer] = sent(effects);
    expect(answer?.body).toHaveLength(65_535);
  });
});

describe('what is judged first (ERR-23)', () => {
  const worlds = (['open', 'closed', 'filtered'] as const).map((state) => ({ state }));

  test.each(worlds)('denied stands before all, whatever the subject: $state', (world) => {
    for (const request of [requestMessage(status), wanting('port'), wanting('nonsense'), wanting()]) {
      expect(answerOf({ ...world, allowed: false, served: false }, request)).toBe('denied');
      expect(answerOf({ ...world, served: false }, request)).toBe('not-served');
    }
  });

  test('the policy is asked about the TCP peer and the exchange, the host about the destination (SEC-1, SEC-7)', () => {
    const asked: unknown[] = [];
    const host: HostView = {
      ...responder.host,
      allows: (...about) => asked.push(about) > 0,
      serves: (destination) => asked.push(destination) > 0,
    };
    stepResponder({ ...responder, host }, idle, received(requestMessage(status)));
    stepResponder({ ...responder, host }, idle, received(wanting('os')));
    expect(asked).toEqual([[peer.address, 'status'], subject, [peer.address, 'information'], subject]);
  });

  test.each([
    ['denied', requestMessage(status), { allowed: false }],
    ['not-served', requestMessage(binaryStatus), { served: false }],
    ['bad-value', wanting(), {}],
    ['not-open', wanting('port'), { state: 'closed' }],
  ] as const)(
    '%s keeps the connection open, and echoes id, addresses and kind (ERR-25 to ERR-27, ERR-34)',
    (code, request, world) => {
      const [state, effects] = stepResponder(responderOf(world), receiving, received(request));
      expect(state).toEqual({ phase: 'idle', encoding: request.encoding });
      const [answer] = sent(effects);
      expect(answer).toMatchObject({
        name: request.name === 'status-request' ? 'status-error' : 'refusal',
        encoding: request.encoding,
        id: 7,
        source: subject,
        destination: scanner,
      });
      expect(decodeErrorCodeOf(answer!)).toBe(code);
      expect(effects).toHaveLength(2);
      expect(effects[1]).toEqual(idleTimer);
    },
  );
});

describe('a message that is begun', () => {
  test('has its limit from the first octet on (TIME-2)', () => {
    expect(stepResponder(responder, idle, { kind: 'begun', encoding: 'binary' })).toEqual([
      { phase: 'receiving', encoding: 'binary' },
      [messageTimer],
    ]);
  });

  test('has no new limit when more of it comes (TIME-3)', () => {
    expect(stepResponder(responder, receiving, { kind: 'begun', encoding: 'text' })).toEqual([receiving, []]);
  });

  test.each(['text', 'binary'] as const)(
    'and not finished in time is a timeout, in %s as it began: id 0, the own addresses (ERR-10, ERR-24, ERR-28)',
    (encoding) => {
      const [state, effects] = stepResponder(responder, { phase: 'receiving', encoding }, { kind: 'timer' });
      expect(state).toEqual({ phase: 'closing', encoding });
      const [answer] = sent(effects);
      expect(answer).toMatchObject({ name: 'status-error', encoding, id: 0, source: local, destination: peer });
      expect(decodeErrorCodeOf(answer!)).toBe('timeout');
      expect(effects.slice(1)).toEqual(goodbye);
    },
  );

  test('and whole is answered, and the connection idle again', () => {
    const [state, effects] = stepResponder(responder, receiving, received(requestMessage(status)));
    expect(state).toEqual(idle);
    expect(effects).toHaveLength(2);
    expect(effects[1]).toEqual(idleTimer);
  });
});

describe('a fault', () => {
  test.each([idle, receiving])('closes the connection behind its error: $phase (ERR-33, CONN-8)', (from) => {
    const [state, effects] = stepResponder(responder, from, { kind: 'violation', violation });
    expect(state).toEqual(closing);
    const [answer] = sent(effects);
    expect(answer).toMatchObject({
      name: 'status-error',
      encoding: 'text',
      id: 9,
      source: subject,
      destination: scanner,
    });
    expect(new TextDecoder().decode(answer!.body)).toBe('bad-length expected a number, got "x"');
    expect(effects.slice(1)).toEqual(goodbye);
  });

  test.each([
    ['text', 'CONNECTION', 'status-error'],
    ['binary', 'CONNECTION', 'status-error'],
    ['binary', 'GET', 'refusal'],
  ] as const)('in %s of kind %s is a %s (ERR-27 to ERR-30)', (encoding, kind, name) => {
    const echo = { ...violation.echo, encoding, kind };
    const [state, effects] = stepResponder(responder, idle, { kind: 'violation', violation: { ...violation, echo } });
    expect(state).toEqual({ phase: 'closing', encoding });
    expect(sent(effects)).toMatchObject([{ name, encoding }]);
  });

  test('without addresses of its own has those of the connection (ERR-26, ADDR-10)', () => {
    const blank = { ...violation, echo: blankEcho('binary') };
    const [, effects] = stepResponder(responder, idle, { kind: 'violation', violation: blank });
    expect(sent(effects)).toMatchObject([{ encoding: 'binary', id: 0, source: local, destination: peer }]);
  });
});

describe('the end of a connection', () => {
  test.each([idle, receiving])('by an end gets no answer: $phase (END-2, END-8)', (from) => {
    const anywhere = { ...end, destination: { address: '203.0.113.1', port: 1 } };
    expect(stepResponder(responderOf({ served: false, allowed: false }), from, received(anywhere))).toEqual([
      closing,
      goodbye,
    ]);
  });

  test('by the peer that ends its side is followed by ours (CONN-11)', () => {
    expect(stepResponder(responder, idle, { kind: 'ended' })).toEqual([closing, goodbye]);
  });

  test('in the midst of a message gets no answer (CONN-10)', () => {
    expect(stepResponder(responder, receiving, { kind: 'ended' })).toEqual([closing, goodbye]);
  });

  test.each(['text', 'binary'] as Encoding[])(
    'by the idle limit is an end in the encoding of the last message: %s (CONN-13, END-6)',
    (encoding) => {
      const [state, effects] = stepResponder(responder, { phase: 'idle', encoding }, { kind: 'timer' });
      expect(state).toEqual({ phase: 'closing', encoding });
      expect(sent(effects)).toEqual([
        { name: 'end', encoding, id: 0, source: local, destination: peer, body: NO_BODY },
      ]);
      expect(effects.slice(1)).toEqual(goodbye);
    },
  );

  test('a request that gets silence leaves the connection idle (CONN-14)', () => {
    const [state, effects] = stepResponder(
      responderOf({ state: 'filtered' }),
      receiving,
      received(requestMessage(status)),
    );
    expect([state, effects]).toEqual([idle, [idleTimer]]);
  });

  test('by the responder that shuts down waits for the message that is begun', () => {
    const [state, effects] = stepResponder(responder, idle, { kind: 'drain' });
    expect(state).toEqual(closing);
    expect(sent(effects)).toMatchObject([{ name: 'end', id: 0 }]);
    expect(stepResponder(responder, receiving, { kind: 'drain' })).toEqual([receiving, []]);
  });

  test.each([idle, receiving, closing])('by its loss is the end of everything: $phase', (from) => {
    expect(stepResponder(responder, from, { kind: 'lost' })).toEqual([closed, [{ kind: 'close' }]]);
  });
});

describe('a connection that is closing', () => {
  test.each(everyEvent.filter(({ kind }) => kind !== 'lost' && kind !== 'timer'))(
    'judges and answers nothing: $kind (CONN-9, END-5)',
    (event) => {
      expect(stepResponder(responder, closing, event)).toEqual([closing, []]);
    },
  );

  test('closes when the time for discarding is over (CONN-8)', () => {
    expect(stepResponder(responder, closing, { kind: 'timer' })).toEqual([closed, [{ kind: 'close' }]]);
  });
});

test.each(everyEvent)('a closed connection does nothing: $kind', (event) => {
  expect(stepResponder(responder, closed, event)).toEqual([closed, []]);
});

test('no error carries a control character of the request (SEC-8)', () => {
  const octets = Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => octet !== 0x0a && octet !== 0x20);
  for (const octet of octets) {
    for (const wire of [
      [octet],
      [...'PSAP/'].map(toOctet).concat(octet),
      [...'PSAP/1 X'].map(toOctet).concat(octet, 13, 10, 13, 10),
    ]) {
      const decoder = new Decoder('requests');
      decoder.push(Uint8Array.from(wire));
      decoder.next();
      if (decoder.violation === undefined) continue;
      const [, effects] = stepResponder(responder, idle, { kind: 'violation', violation: decoder.violation });
      const [answer] = sent(effects);
      expect(new TextDecoder().decode(answer!.body)).not.toMatch(/\p{Cc}/u);
    }
  }
});

function toOctet(character: string): number {
  return character.charCodeAt(0);
}
