import { encodeError } from '../src/protocol/error-body.ts';
import type { ErrorCode } from '../src/protocol/errors.ts';
import { type Encoding, type Message, messageForms, NO_BODY } from '../src/protocol/message.ts';
import { blankEcho, type Echo, toViolation } from '../src/protocol/violation.ts';
import { asItem, type Item } from './wire.ts';

/** Peers that are no good responder, told by what they make of the answers of a good one. */

interface Tamper {
  apply(answer: Message): readonly Item[];
  /** What a scanner has to make of it in direct mode; undefined: what it makes of the good answer. */
  readonly direct: string | undefined;
  /** What a scanner may make of it in agent mode, where an answer can be about another request. */
  readonly agent: readonly string[] | undefined;
}

const OPEN = { name: 'open', body: NO_BODY } as const;
const BARE = { name: 'information', encoding: 'binary', body: NO_BODY } as const;

export const tampers = {
  nothing: { apply: (answer) => [asItem(answer)], direct: undefined, agent: undefined },
  'says it twice': { apply: (answer) => [asItem(answer), asItem(answer)], direct: undefined, agent: undefined },
  'contradicts itself': {
    apply: (answer) => [asItem(answer), asItem({ ...answer, name: 'closed', body: NO_BODY })],
    direct: undefined,
    agent: undefined,
  },
  'answers somebody else first': {
    apply: (answer) => [asItem({ ...answer, id: answer.id + 100 }), asItem(answer)],
    direct: 'bad-reply',
    agent: undefined,
  },
  'has another id': {
    apply: (answer) => change(answer, { id: answer.id + 100 }),
    direct: 'bad-reply',
    agent: ['no-reply'],
  },
  'forgets the id': { apply: (answer) => change(answer, { id: 0, ...OPEN }), direct: 'bad-reply', agent: ['no-reply'] },
  'has other addresses': {
    apply: (answer) => change(answer, { source: answer.destination, destination: answer.source }),
    direct: 'bad-reply',
    agent: ['bad-reply'],
  },
  'has another encoding': {
    apply: (answer) => change(answer, { encoding: answer.encoding === 'text' ? 'binary' : 'text', ...OPEN }),
    direct: 'bad-reply',
    agent: ['bad-reply'],
  },
  'has another kind': {
    apply: (answer) => (isAboutStatus(answer) ? change(answer, BARE) : change(answer, OPEN)),
    direct: 'bad-reply',
    agent: ['bad-reply'],
  },
  'knows other errors': {
    apply: (answer) => change(answer, denialOf(answer, 'out-of-coffee')),
    direct: 'bad-reply',
    agent: ['bad-reply'],
  },
  'denies in another kind': {
    apply: (answer) => change(answer, denial(isAboutStatus(answer) ? 'refusal' : 'status-error', 'binary')),
    direct: 'bad-reply',
    agent: ['bad-reply'],
  },
  'denies from elsewhere': {
    apply: (answer) => change(answer, { ...denialOf(answer), source: answer.destination }),
    direct: 'error-reply denied',
    agent: ['error-reply denied'],
  },
  'denies without an id': {
    apply: (answer) => change(answer, { ...denialOf(answer), id: 0 }),
    direct: 'error-reply denied',
    // It is about the oldest request; the one that was meant gets no other answer.
    agent: ['error-reply denied', 'no-reply'],
  },
  'says too little': { apply: (answer) => change(answer, BARE), direct: 'bad-reply', agent: ['bad-reply'] },
  'says goodbye': {
    apply: (answer) => change(answer, { name: 'end', body: NO_BODY }),
    direct: 'hangup',
    agent: ['hangup'],
  },
  'breaks the protocol': { apply: (answer) => fault('bad-body', answer), direct: 'bad-reply', agent: ['bad-reply'] },
  'has another version': { apply: () => fault('bad-version'), direct: 'bad-reply', agent: ['bad-reply'] },
  'speaks something else': { apply: () => fault('bad-magic'), direct: 'not-psap', agent: ['not-psap'] },
} as const satisfies Readonly<Record<string, Tamper>>;

export type TamperName = keyof typeof tampers;
export const tamperNames = Object.keys(tampers) as readonly TamperName[];

function change(answer: Message, changes: Partial<Message>): readonly Item[] {
  return [asItem({ ...answer, ...changes })];
}

/** An error for the request that a good answer was for. */
function denialOf(answer: Message, code?: string) {
  return denial(isAboutStatus(answer) ? 'status-error' : 'refusal', answer.encoding, code);
}

function denial(name: 'status-error' | 'refusal', encoding: Encoding, code = 'denied') {
  return { name, encoding, body: encodeError(encoding, code as ErrorCode) };
}

function isAboutStatus({ name }: Message): boolean {
  return messageForms[name].kind === 'CONNECTION';
}

/** Octets that break the specification; without an answer they tell nothing of what they were meant to be. */
function fault(code: ErrorCode, answer?: Message): readonly Item[] {
  const echo: Echo =
    answer === undefined
      ? blankEcho('text')
      : { encoding: answer.encoding, kind: messageForms[answer.name].kind, id: answer.id, addresses: answer };
  const violation = toViolation({ code, offset: 0, expected: 'PSAP/1', actual: 'something else' }, 0, echo);
  return [{ kind: 'violation', violation, arrived: 0 }];
}
