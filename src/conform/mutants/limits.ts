import { blankEcho } from '../../protocol/violation.ts';
import { family, type Mutant } from './mutant.ts';
import { type Reading, reading } from './reading.ts';
import { stepping } from './steps.ts';
import { toText } from './wire.ts';

/** Limits that are off by one, by far, or count from the wrong moment. */

/** Says that a header is too long. */
const tooLong = (isTooLong: (headerOctets: number) => boolean): Reading => ({
  text: (header, body) => (isTooLong(header.length) ? [header.replace(/^[^\r]*/, 'PSAP/1 TOO LONG '), body] : header),
  judges: (violation, frame) =>
    frame[0] === 0x50 && isTooLong(headerOctets(frame))
      ? { ...violation, code: 'bad-length', clause: 'ERR-7', echo: blankEcho('text') }
      : violation,
});

function headerOctets(frame: Uint8Array): number {
  let at = 3;
  while (at < frame.length && !(frame[at] === 10 && frame[at - 1] === 13 && frame[at - 2] === 10)) at += 1;
  return at + 1;
}

const MESSAGE_MS = 5_000;
const IDLE_MS = 30_000;

export const limitMutants: readonly Mutant[] = [
  ...family('limit', {
    'header of 1,023 octets': [
      'It refuses a header of 1,024 octets.',
      'TEXT-3 ERR-7 ERR-19',
      reading(tooLong((octets) => octets >= 1_024)),
    ],
    'header of 1,000 octets': [
      'It refuses headers of more than 1,000 octets.',
      'TEXT-3 ERR-7 ERR-19',
      reading(tooLong((octets) => octets > 1_000)),
    ],
    'header of 512 octets': [
      'It refuses headers of more than 512 octets.',
      'TEXT-3 ERR-7',
      reading(tooLong((octets) => octets > 512)),
    ],
    'header without its blank line': [
      'It does not count the blank line, and takes headers of 1,026 octets.',
      'TEXT-3 ERR-7 ERR-19',
      reading({ ...shortening(1_026), waits: isOverlong }),
    ],
    'header of 1,025 octets': [
      'It takes a header of 1,025 octets.',
      'TEXT-3 ERR-7 ERR-19',
      reading({ ...shortening(1_025), waits: isOverlong }),
    ],
    'header of 4,096 octets': [
      'It takes headers of up to 4,096 octets.',
      'TEXT-3 ERR-7 ERR-19',
      reading({ ...shortening(4_096), waits: isOverlong }),
    ],
    'header judged at its blank line': [
      'It judges an over-long header when its blank line is there.',
      'ERR-19 ERR-7',
      reading({ waits: isOverlong }),
    ],
    'over-long header with its type': [
      'It judges the type of an over-long header.',
      'ERR-19',
      reading({
        judges: (violation, frame) =>
          isOverlong(violation) && !/^PSAP\/1 (?:COMMAND|DATA) /.test(toText(frame.subarray(0, 40)))
            ? { ...violation, code: 'bad-type' }
            : violation,
      }),
    ],
    'over-long header with its id': [
      'It repeats the id of an over-long header.',
      'ERR-19 ERR-24',
      reading({
        judges: (violation, frame) => {
          const [, id] = /\r\nId: *(\d{1,9}) *\r/i.exec(toText(frame.subarray(0, 1_024))) ?? [];
          return isOverlong(violation) && violation.echo.id === 0 && id !== undefined
            ? { ...violation, echo: { ...violation.echo, id: Number(id) } }
            : violation;
        },
      }),
    ],
    'Length of 65,536': [
      'It waits for the body where Length is 65,536.',
      'TEXT-17 ERR-7 MSG-9',
      reading({ waits: ({ code, actual }) => code === 'bad-length' && actual.includes('65536') }),
    ],
    'half the message limit': [
      'It waits for a message half as long.',
      'TIME-1 ERR-10',
      { timers: { messageMs: MESSAGE_MS / 2 } },
    ],
    'a third less message limit': [
      'It waits for a message two thirds of the time.',
      'TIME-1 ERR-10',
      { timers: { messageMs: (MESSAGE_MS * 2) / 3 } },
    ],
    'twice the message limit': [
      'It waits for a message twice as long.',
      'TIME-1 ERR-10',
      { timers: { messageMs: 2 * MESSAGE_MS } },
    ],
    'no message limit': ['It waits for a message for an hour.', 'TIME-1 ERR-10', { timers: { messageMs: 3_600_000 } }],
    'half the idle limit': [
      'It takes a connection for idle after half the time.',
      'TIME-1 CONN-13',
      { timers: { idleMs: IDLE_MS / 2 } },
    ],
    'twice the idle limit': [
      'It takes a connection for idle after twice the time.',
      'TIME-1 CONN-13',
      { timers: { idleMs: 2 * IDLE_MS } },
    ],
    'no idle limit': ['It lets a connection be idle for a day.', 'TIME-1 CONN-13', { timers: { idleMs: 86_400_000 } }],
    'half the discard limit': [
      'It discards what comes for half the time.',
      'TIME-1 CONN-8',
      { timers: { discardMs: 1_000 } },
    ],
    'no discarding': ['It does not discard, but closes.', 'TIME-1 CONN-8', { timers: { discardMs: 0 } }],
    'twice the discard limit': [
      'It discards what comes for twice the time.',
      'TIME-1 CONN-8',
      { timers: { discardMs: 4_000 } },
    ],
    'discarding for ever': [
      'It discards what comes for an hour.',
      'TIME-1 CONN-8',
      { timers: { discardMs: 3_600_000 } },
    ],
    'the message limit begins again': [
      'The message limit counts from the last octet.',
      'TIME-3',
      stepping(([next, effects], { responder, event }) => [
        next,
        event?.kind === 'begun' ? [{ kind: 'set-timer', delayMs: responder.timers.messageMs }] : effects,
      ]),
    ],
    'the message limit from the accept': [
      'The message limit counts from where the connection was idle.',
      'TIME-2',
      stepping(([next, effects], { responder, event }) => {
        if (event?.kind === 'begun') return [next, []];
        return [
          next,
          next.phase === 'idle'
            ? effects.map((one) =>
                one.kind === 'set-timer' ? { kind: 'set-timer', delayMs: responder.timers.messageMs } : one,
              )
            : effects,
        ];
      }),
    ],
    'the idle limit for a message': [
      'A message that has begun has as long as an idle connection.',
      'TIME-2 ERR-10',
      stepping(([next, effects], { responder, event }) => [
        next,
        event?.kind === 'begun' && effects.length > 0
          ? [{ kind: 'set-timer', delayMs: responder.timers.idleMs }]
          : effects,
      ]),
    ],
    'the idle limit from the accept': [
      'The idle limit counts from the accept, whatever was asked since.',
      'TIME-4 CONN-13',
      stepping(([next, effects], { event, state }) => [
        next,
        event?.kind === 'message' && next.phase === 'idle' && state.phase === 'idle'
          ? effects.filter(({ kind }) => kind !== 'set-timer')
          : effects,
      ]),
    ],
    'not idle after silence': [
      'A request that gets silence keeps a connection from being idle.',
      'CONN-14 CONN-13',
      stepping(([next, effects], { event }) => [
        next,
        event?.kind === 'message' && next.phase === 'idle' && !effects.some(({ kind }) => kind === 'send')
          ? [{ kind: 'set-timer', delayMs: 86_400_000 }]
          : effects,
      ]),
    ],
    'a write limit of a moment': [
      'It drops a peer that does not take its answers at once.',
      'CONN-17 CONN-2',
      { limits: { writeStallMs: 1 } },
    ],
    'one request': ['It answers one request on a connection, and closes.', 'CONN-2 CONN-7', closingAfter(1)],
    'ten requests': ['It answers ten requests on a connection, and closes.', 'CONN-2 CONN-7', closingAfter(10)],
    'sixty-four requests': ['It answers 64 requests on a connection, and closes.', 'CONN-2', closingAfter(64)],
    'one connection': [
      'It serves one connection at a time, and tells others that it is busy.',
      'CONN-15',
      { limits: { connections: 1 } },
    ],
    'one connection less': [
      'It serves one connection less than it is said to.',
      'CONN-15 ERR-11',
      { limits: { connections: 7 } },
    ],
    'one connection more': [
      'It serves one connection more than it is said to.',
      'SEC-4',
      { limits: { connections: 9 } },
    ],
    'any number of connections': [
      'It serves as many connections as come.',
      'SEC-4 SEC-5 ERR-11',
      { limits: { connections: 10_000, connectionsPerPeer: 10_000 } },
    ],
  }),
];

function isOverlong(violation: { readonly code: string }): boolean {
  return violation.code === 'bad-length';
}

/** Shortens headers that are too long for the reference, and not for it. */
function shortening(mostOctets: number): Reading {
  return {
    text: (header) =>
      header.length > 1_024 && header.length <= mostOctets ? header.replace(/^X[^\r]*\r\n/gm, '') : header,
  };
}

function closingAfter(count: number) {
  const asked = new WeakMap<object, number>();
  return stepping(([next, effects], { responder, event }) => {
    if (event?.kind !== 'message' || next.phase !== 'idle') return [next, effects];
    const number = (asked.get(responder) ?? 0) + 1;
    asked.set(responder, number);
    if (number < count) return [next, effects];
    return [
      { ...next, phase: 'closing' },
      [...effects, { kind: 'end' }, { kind: 'set-timer', delayMs: responder.timers.discardMs }],
    ];
  });
}
