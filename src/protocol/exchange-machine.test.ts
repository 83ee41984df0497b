import { describe, expect, test } from 'vitest';
import {
  beginExchange,
  classifyFailure,
  type Exchange,
  type ExchangeEvent,
  type ExchangeState,
  type Outcome,
  stepExchange,
} from './exchange-machine.ts';
import { type Question, requestMessage } from './request.ts';
import { answerTo, ask, errorTo, httpService, informationTo, linux, scanner, subject } from './testing/messages.ts';
import { blankEcho, toViolation } from './violation.ts';

const exchangeFor = (question: Question): Exchange => {
  return { question, encoding: 'text', id: 7, subject, timeoutMs: 1_000 };
};
const exchange = exchangeFor('status');
const request = ask('status');

const connected: ExchangeEvent = { kind: 'connected', local: scanner, remote: subject };
const violation = (code: 'bad-magic' | 'bad-type') =>
  ({
    kind: 'violation',
    violation: toViolation({ code, offset: 0, expected: '', actual: '' }, 0, blankEcho('text')),
  }) as const;

const connecting: ExchangeState = { phase: 'connecting', exchange };
const waiting: ExchangeState = { phase: 'waiting', exchange, source: scanner, begun: false };
const inAnswer: ExchangeState = { ...waiting, begun: true };
const done: ExchangeState = { phase: 'done' };

const settle = (outcome: Outcome) => [done, [{ kind: 'settle', outcome }]];

test('an exchange begins with a connection, and a limit for it (TIME-6)', () => {
  expect(beginExchange(exchange)).toEqual([connecting, [{ kind: 'connect' }, { kind: 'set-timer', delayMs: 1_000 }]]);
});

describe('while it connects', () => {
  test.each(['status', 'port', 'os'] as const)(
    '%s: the request goes out at once, with a limit of its own (TIME-6, TIME-9)',
    (question) => {
      const asking = exchangeFor(question);
      expect(stepExchange({ phase: 'connecting', exchange: asking }, connected)).toEqual([
        { phase: 'waiting', exchange: asking, source: scanner, begun: false },
        [
          { kind: 'send', message: requestMessage(ask(question)) },
          { kind: 'set-timer', delayMs: 1_000 },
        ],
      ]);
    },
  );

  test('with a proxy between, the request names the subject, not where the connection went (ADDR-9, ADDR-11)', () => {
    const proxied = { kind: 'connected', local: scanner, remote: { address: '127.0.0.1', port: 9 } } as const;
    const [, [send]] = stepExchange(connecting, proxied);
    expect(send).toMatchObject({ kind: 'send', message: { source: scanner, destination: subject } });
  });

  test('a TCP probe has its answer (VERDICT-2)', () => {
    const state: ExchangeState = { phase: 'connecting', exchange: exchangeFor('tcp') };
    expect(stepExchange(state, connected)).toEqual(settle({ kind: 'connected' }));
  });

  test.each(['status', 'tcp'] as const)('%s: connected with itself is refused (VERDICT-8)', (question) => {
    const self = { kind: 'connected', local: subject, remote: subject } as const;
    const state: ExchangeState = { phase: 'connecting', exchange: exchangeFor(question) };
    expect(stepExchange(state, self)).toEqual(settle({ kind: 'refused' }));
  });

  test('the end of its limit is no response', () => {
    expect(stepExchange(connecting, { kind: 'timer' })).toEqual(settle({ kind: 'no-response' }));
  });

  test.each([
    ['ECONNREFUSED', { kind: 'refused' }],
    ['EHOSTUNREACH', { kind: 'unreachable' }],
    ['ENETUNREACH', { kind: 'unreachable' }],
    ['ETIMEDOUT', { kind: 'no-response' }],
    ['ECONNRESET', { kind: 'reset' }],
    ['EPIPE', { kind: 'reset' }],
    ['EMFILE', { kind: 'local', errno: 'EMFILE' }],
    ['EADDRNOTAVAIL', { kind: 'local', errno: 'EADDRNOTAVAIL' }],
    ['ENOBUFS', { kind: 'local', errno: 'ENOBUFS' }],
    ['EACCES', { kind: 'local', errno: 'EACCES' }],
  ] as const)('%s is as VERDICT-7 says', (errno, outcome) => {
    expect(stepExchange(connecting, { kind: 'failed', errno })).toEqual(settle(outcome));
  });

  test.each([
    { kind: 'begun' },
    { kind: 'message', message: answerTo(request, 'open') },
    violation('bad-magic'),
    { kind: 'ended' },
  ] as const)('$kind cannot come yet, and changes nothing', (event) => {
    expect(stepExchange(connecting, event)).toEqual([connecting, []]);
  });
});

describe.each([
  ['while it waits', waiting],
  ['in the midst of an answer', inAnswer],
])('%s', (_, state) => {
  test.each([
    ['open', answerTo(request, 'open'), { kind: 'open' }],
    ['closed', answerTo(request, 'closed'), { kind: 'closed' }],
    ['an error', errorTo(request, 'denied'), { kind: 'error-reply', code: 'denied' }],
    ['an error with id 0', errorTo(request, 'busy', { id: 0 }), { kind: 'error-reply', code: 'busy' }],
    ['an answer with another id', answerTo(request, 'open', { id: 8 }), { kind: 'bad-reply' }],
    ['an end (END-7)', answerTo(request, 'end', { id: 0 }), { kind: 'hangup' }],
    ['an end with the id of the request', answerTo(request, 'end'), { kind: 'hangup' }],
  ] as const)('%s settles it', (_, message, outcome) => {
    expect(stepExchange(state, { kind: 'message', message })).toEqual(settle(outcome));
  });

  test('what is not PSAP settles it at once (VERDICT-9)', () => {
    expect(stepExchange(state, violation('bad-magic'))).toEqual(settle({ kind: 'not-psap' }));
    expect(stepExchange(state, violation('bad-type'))).toEqual(settle({ kind: 'bad-reply' }));
  });

  test('another connection cannot come up', () => {
    expect(stepExchange(state, connected)).toEqual([state, []]);
  });

  test('a local failure stays local (VERDICT-7)', () => {
    expect(stepExchange(state, { kind: 'failed', errno: 'ENOBUFS' })).toEqual(
      settle({ kind: 'local', errno: 'ENOBUFS' }),
    );
  });
});

describe('the end of a wait', () => {
  test.each([
    ['the limit', { kind: 'timer' }, 'no-reply'],
    ['the end of the stream', { kind: 'ended' }, 'hangup'],
    ['ECONNRESET', { kind: 'failed', errno: 'ECONNRESET' }, 'reset'],
    ['EPIPE', { kind: 'failed', errno: 'EPIPE' }, 'reset'],
    ['ETIMEDOUT', { kind: 'failed', errno: 'ETIMEDOUT' }, 'no-reply'],
    ['ECONNREFUSED', { kind: 'failed', errno: 'ECONNREFUSED' }, 'refused'],
    ['EHOSTUNREACH', { kind: 'failed', errno: 'EHOSTUNREACH' }, 'unreachable'],
    ['ENETUNREACH', { kind: 'failed', errno: 'ENETUNREACH' }, 'unreachable'],
  ] as const)('by %s is as the table says, and a cut in mid-answer (VERDICT-7, VERDICT-12)', (_, event, kind) => {
    expect(stepExchange(waiting, event)).toEqual(settle({ kind }));
    expect(stepExchange(inAnswer, event)).toEqual(settle({ kind: 'cut' }));
  });

  test('the first octets of an answer set no timer: the limit counts from the request (TIME-5)', () => {
    expect(stepExchange(waiting, { kind: 'begun' })).toEqual([inAnswer, []]);
    expect(stepExchange(inAnswer, { kind: 'begun' })).toEqual([inAnswer, []]);
  });
});

test.each([
  ['port', httpService],
  ['os', linux],
] as const)('information about %s settles its exchange', (question, attributes) => {
  const state: ExchangeState = { ...waiting, exchange: exchangeFor(question) };
  const asking = ask(question);
  const message = informationTo(asking, attributes);
  expect(stepExchange(state, { kind: 'message', message })).toEqual(settle({ kind: 'information', attributes }));
  const refused = { kind: 'message', message: errorTo(asking, 'not-open') } as const;
  expect(stepExchange(state, refused)).toEqual(settle({ kind: 'error-reply', code: 'not-open' }));
});

test('when it is done nothing changes it, and nothing more is done (VERDICT-15)', () => {
  const events: readonly ExchangeEvent[] = [
    connected,
    { kind: 'begun' },
    { kind: 'message', message: answerTo(request, 'open') },
    violation('bad-magic'),
    { kind: 'ended' },
    { kind: 'failed', errno: 'ECONNRESET' },
    { kind: 'timer' },
  ];
  for (const event of events) expect(stepExchange(done, event)).toEqual([done, []]);
});

test('a failure that the peer cannot have caused is never about the peer', () => {
  for (const begun of [false, true])
    expect(classifyFailure('EMFILE', begun)).toEqual({ kind: 'local', errno: 'EMFILE' });
});
