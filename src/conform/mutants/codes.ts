import { isError } from '../../protocol/answer.ts';
import { decodeAttributes } from '../../protocol/attributes.ts';
import { decodeErrorCode, encodeError } from '../../protocol/error-body.ts';
import { clauseOf, type ErrorCode, errorCodes, isFatal } from '../../protocol/errors.ts';
import type { Message } from '../../protocol/message.ts';
import type { ResponderEffect } from '../../protocol/responder-machine.ts';
import { faultsIn } from './frame-faults.ts';
import { family, type Mutant } from './mutant.ts';
import { reading } from './reading.ts';
import { seeing, sending, stepping } from './steps.ts';

/** Each error with another code, at another rank, with nothing said, or with the other thing done afterwards. */

export const codeMutants: readonly Mutant[] = [
  ...errorCodes.flatMap((code, index) => {
    const other = errorCodes[(index + 1) % errorCodes.length]!;
    const clauses = `${clauseOf(code)} ERR-16`;
    return family(`code: ${code}`, {
      [`as ${other}`]: [
        `It says ${other} where it has to say ${code}.`,
        clauses,
        sending((message) => (hasCode(message, code) ? withCode(message, other) : message)),
      ],
      unsaid: [
        `It does not say ${code}.`,
        clauses,
        sending((message) => (hasCode(message, code) ? undefined : message)),
      ],
      ...(isFatal(code) ? fatalMembers(code) : survivableMembers(code)),
    });
  }),
  ...family('code', {
    unknown: [
      'It uses codes that nobody knows.',
      'ATTR-17 TEXT-21 ERR-29 ERR-30',
      sending((message) => (isError(message) ? withCode(message, 'internal-error' as ErrorCode) : message)),
    ],
  }),
];

type Members = Parameters<typeof family>[1];

function fatalMembers(code: ErrorCode): Members {
  return {
    'staying open': [
      `It leaves the connection open after ${code}.`,
      `${clauseOf(code)} ERR-33 CONN-8`,
      stepping(([next, effects], { state }) =>
        sends(effects, code) && next.phase === 'closing'
          ? [{ ...next, phase: state.phase }, effects.filter(({ kind }) => kind !== 'end')]
          : [next, effects],
      ),
    ],
    'with a reset': [
      `It closes at once with ${code}, before the peer has it.`,
      `${clauseOf(code)} ERR-33 CONN-8`,
      stepping(([next, effects]) =>
        sends(effects, code) ? [{ ...next, phase: 'closed' }, [...effects, { kind: 'close' }]] : [next, effects],
      ),
    ],
  };
}

function survivableMembers(code: ErrorCode): Members {
  return {
    closing: [
      `It closes the connection after ${code}.`,
      `${clauseOf(code)} ERR-34`,
      stepping(([next, effects], { responder }) =>
        sends(effects, code)
          ? [
              { ...next, phase: 'closing' },
              [
                ...effects.filter(({ kind }) => kind === 'send'),
                { kind: 'end' },
                { kind: 'set-timer', delayMs: responder.timers.discardMs },
              ],
            ]
          : [next, effects],
      ),
    ],
  };
}

function sends(effects: readonly ResponderEffect[], code: ErrorCode): boolean {
  return effects.some((effect) => effect.kind === 'send' && hasCode(effect.message, code));
}

/** Whether it is an error with that code. */
export function hasCode(message: Message, code: ErrorCode): boolean {
  return isError(message) && decodeErrorCode(message) === code;
}

function withCode(message: Message, code: ErrorCode): Message {
  return { ...message, body: encodeError(message.encoding, code) };
}

/** Of two faults in one header it reports the later one. */
const headerCodes = errorCodes.slice(2, 9);

export const precedenceMutants: readonly Mutant[] = [
  ...headerCodes.slice(1).flatMap((second, index) => {
    const first = headerCodes[index]!;
    return family('precedence', {
      [`${second} before ${first}`]: [
        `It reports ${second} where ${first} applies too.`,
        `ERR-16 ${clauseOf(second)}`,
        reading({
          judges: (violation, frame) =>
            violation.code === first && faultsIn(frame).has(second) ? { ...violation, code: second } : violation,
        }),
      ],
    });
  }),
  ...family('precedence', {
    'silence before faults': [
      'It tells no fault of a message about a filtered subject.',
      'ERR-16 ERR-23',
      sending((message, { responder, event }) =>
        event?.kind === 'violation' && responder.host.stateOf(message.source.port) === 'filtered' ? undefined : message,
      ),
    ],
    'not-served before bad-body': [
      'It judges the destination before the body.',
      'ERR-16 ERR-23 ERR-9',
      sending((message, { responder, event }) =>
        event?.kind === 'violation' && event.violation.code === 'bad-body' && !responder.host.serves(message.source)
          ? { ...message, body: encodeError(message.encoding, 'not-served') }
          : message,
      ),
    ],
    'not-served before denied': [
      'It judges the destination before the access policy.',
      'ERR-16 ERR-23',
      seeing(({ responder, event }) => {
        const { host } = responder;
        const elsewhere = event.kind === 'message' && !host.serves(event.message.destination);
        return elsewhere ? { responder: { ...responder, host: { ...host, allows: () => true } } } : {};
      }),
    ],
    'silence before denied': [
      'It keeps silent about a filtered subject to whom it has to deny it.',
      'ERR-23 SEC-7 INFO-13 STATUS-6',
      seeing(({ responder, event }) => {
        const { host } = responder;
        const silent = event.kind === 'message' && host.stateOf(event.message.destination.port) === 'filtered';
        return silent ? { responder: { ...responder, host: { ...host, allows: () => true } } } : {};
      }),
    ],
    'bad-value before not-served': [
      'It judges WANT before the destination.',
      'ERR-16 ERR-23',
      seeing(({ responder, event }) => ({
        responder: { ...responder, host: { ...responder.host, serves: servesUnlessBad(responder, event) } },
      })),
    ],
    'silence before not-served': [
      'It keeps silent about a filtered port, whatever the address.',
      'ERR-23 ERR-13',
      seeing(({ responder, event }) => {
        const { host } = responder;
        const silent = event.kind === 'message' && host.stateOf(event.message.destination.port) === 'filtered';
        return silent ? { responder: { ...responder, host: { ...host, serves: () => true } } } : {};
      }),
    ],
    'silence before bad-value': [
      'It keeps silent about a filtered subject, whatever is wanted.',
      'ERR-23 ERR-14 INFO-13',
      stepping((step, { responder, event }) => {
        const isFiltered =
          event?.kind === 'message' && responder.host.stateOf(event.message.destination.port) === 'filtered';
        return isFiltered && sends(step[1], 'bad-value')
          ? [step[0], step[1].filter(({ kind }) => kind !== 'send')]
          : step;
      }),
    ],
    'not-open before bad-value': [
      'It says not-open about a closed subject, whatever is wanted.',
      'ERR-16 ERR-23',
      sending((message, { responder, event }) => {
        const isClosed =
          event?.kind === 'message' && responder.host.stateOf(event.message.destination.port) === 'closed';
        return isClosed && hasCode(message, 'bad-value') ? withCode(message, 'not-open') : message;
      }),
    ],
  }),
];

/** Serves whatever has a bad WANT, so that this is what is said. */
function servesUnlessBad(
  responder: Parameters<Parameters<typeof seeing>[0]>[0]['responder'],
  event: Parameters<Parameters<typeof seeing>[0]>[0]['event'],
): typeof responder.host.serves {
  const { host } = responder;
  return (destination) => {
    if (host.serves(destination)) return true;
    if (event.kind !== 'message' || event.message.name !== 'information-request') return false;
    return isBadWant(event.message.body);
  };
}

function isBadWant(body: Uint8Array): boolean {
  const wants = decodeAttributes(body).filter(({ name }) => name === 'WANT');
  return wants.length === 0 || wants.some(({ value }) => value !== 'port' && value !== 'os');
}
