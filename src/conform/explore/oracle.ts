import { type Endpoint, formatEndpoint, sameEndpoint } from '../../protocol/address.ts';
import { type Attribute, decodeAttributes } from '../../protocol/attributes.ts';
import { Decoder } from '../../protocol/decoder.ts';
import { decodeErrorCode } from '../../protocol/error-body.ts';
import { clauseOf, type ErrorCode, isErrorCode } from '../../protocol/errors.ts';
import { type Message, messageForms } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import {
  acceptConnection,
  defaultResponderTimers,
  type HostView,
  type Responder,
  type ResponderEvent,
  type ResponderState,
  stepResponder,
} from '../../protocol/responder-machine.ts';
import { type End, type Expectation, type Part, type Step, type Subject, subjects } from '../case.ts';
import type { Door, TargetProfile } from '../profile.ts';
import { octetsOf, type Resolve } from '../script-octets.ts';
import { findSubject, resolveEnd } from '../subjects.ts';
import type { Deed, Sequence } from './sequences.ts';

/**
 * What has to come for a sequence: the responder machine says it, and only what the specification fixes is asked for.
 * Silence is shown by a later request whose answer comes next, and in the end by the end of the connection.
 */

/** A step of a script, and for what has to come the clauses that say so. */
export interface PredictedStep {
  readonly step: Step;
  readonly clauses: readonly string[];
}

/** The ends of a connection that is not there yet: no message of a sequence has them. */
const OWN: Endpoint = { address: '192.0.2.254', port: 1 };
const PEER: Endpoint = { address: '192.0.2.253', port: 1 };

/** The sequence with all that has to come; undefined where the profile does not say enough of the target. */
export function predict(sequence: Sequence, profile: TargetProfile, door: Door): readonly PredictedStep[] | undefined {
  const prediction = new Prediction(profile, door);
  for (const { on, later, deed } of sequence) prediction.move(on, deed, later);
  prediction.finish();
  return prediction.isUndecided ? undefined : prediction.steps;
}

class Prediction {
  readonly steps: PredictedStep[] = [];
  /** Whether something depends on what the profile does not say. */
  isUndecided = false;
  readonly #profile: TargetProfile;
  readonly #door: Door;
  readonly #lines = new Map<number, Line>();
  #current: number | undefined;
  #ids = 0;

  constructor(profile: TargetProfile, door: Door) {
    this.#profile = profile;
    this.#door = door;
  }

  move(on: number, deed: Deed, later: boolean): void {
    const line = this.#lineOf(on);
    // Nothing can be said of a connection that is over, and nothing can be sent after our end.
    if (line.isOver || (line.hasFinished && (deed === 'finish' || typeof deed === 'object'))) return;
    this.#turnTo(on);
    if (typeof deed === 'object') this.#send(line, deed.send, deed.cut);
    else {
      this.#do(deed);
      if (deed === 'finish') line.end();
      else line.isOver = true;
    }
    if (!later && !line.isOver) this.#expectAll(line);
  }

  /** Every connection is shown to have said nothing else: it answers once more where it can, and then ends with us. */
  finish(): void {
    for (const [on, line] of this.#lines) {
      if (line.isOver) continue;
      this.#turnTo(on);
      if (line.isListening) this.#send(line, [{ message: 'status-request', from: SOURCE }], []);
      if (!line.hasFinished && !line.isClosing) {
        this.#expectAll(line);
        this.#do('finish');
        line.end();
      }
      this.#expectAll(line);
    }
  }

  #send(line: Line, parts: readonly Part[], cut: readonly number[]): void {
    const numbered = parts.map((part) => this.#complete(part));
    const octets = concatenate(numbered.map((part) => octetsOf(part, this.#resolve)));
    const cuts = [...new Set(cut)].filter((at) => at < octets.length).sort((one, other) => one - other);
    this.#do({ send: numbered, ...(cuts.length > 0 && { cut: cuts }) });
    line.receive(octets);
  }

  /** Each message has an id of its own, where none is said, and a source whose length is known. */
  #complete(part: Part): Part {
    if (!('message' in part)) return part;
    this.#ids += 1;
    const { replace = {}, patch = {}, ...rest } = part;
    return {
      id: this.#ids,
      from: SOURCE,
      ...rest,
      ...(Object.keys(replace).length > 0 && { replace }),
      ...(Object.keys(patch).length > 0 && { patch }),
    };
  }

  #expectAll(line: Line): void {
    for (const { message, clauses } of line.take()) {
      this.steps.push({ step: { expect: this.#expectationOf(message) }, clauses });
    }
    if (!line.isClosing) return;
    this.steps.push({ step: 'closed', clauses: line.closingClauses });
    line.isOver = true;
  }

  #expectationOf(message: Message): Expectation {
    const { id, encoding, source, destination } = message;
    const isOwn = sameEndpoint(source, OWN);
    return {
      ...nameOf(message),
      id,
      encoding,
      addresses: isOwn ? 'own' : { source: this.#endOf(source), destination: this.#endOf(destination) },
      ...(message.name === 'information' && { attributes: attributesOf(message) }),
    };
  }

  #endOf(endpoint: Endpoint): End {
    const isIt = (subject: Subject) => {
      const found = findSubject(subject, this.#profile, this.#door);
      return found !== undefined && sameEndpoint(found, endpoint);
    };
    return subjects.find(isIt) ?? (formatEndpoint(endpoint) as End);
  }

  #turnTo(on: number): void {
    if (this.#current === on) return;
    // The first of a script needs no name.
    if (this.#current !== undefined || on !== 0) this.#do({ connection: on === 0 ? 'first' : `number ${on + 1}` });
    this.#current = on;
  }

  #do(step: Step): void {
    this.steps.push({ step, clauses: [] });
  }

  #lineOf(on: number): Line {
    const line =
      this.#lines.get(on) ?? new Line({ host: this.#view(), local: OWN, peer: PEER, timers: defaultResponderTimers });
    this.#lines.set(on, line);
    return line;
  }

  readonly #resolve: Resolve = (end) => resolveEnd(end, { local: PEER, remote: OWN }, this.#profile, this.#door);

  /** The target as its profile has it. */
  #view(): HostView {
    const { address, denied, services, osFamily, open, closed, filtered } = this.#profile;
    const { mode, port: own } = this.#door;
    return {
      allows: (_, wants) => !denied.has(wants),
      serves: (asked) => asked.address === address && (mode === 'agent' || asked.port === own),
      stateOf: (port) => {
        if (filtered.includes(port)) return 'filtered';
        if (open.includes(port)) return 'open';
        if (!closed.includes(port)) this.isUndecided = true;
        return 'closed';
      },
      portAttributes: (port) => [
        { name: 'SERVICE', value: services.get(port) ?? ANY },
        { name: 'TRANSPORT', value: 'tcp' },
      ],
      osAttributes: () => [{ name: 'OS_FAMILY', value: osFamily ?? ANY }],
    };
  }
}

const SOURCE = '198.51.100.7:40112';
/** In an expectation: whatever value. */
const ANY = '*';

interface Due {
  readonly message: Message;
  readonly clauses: readonly string[];
}

/** One connection, as the responder machine goes through it. */
class Line {
  /** Nothing more is looked at on it. */
  isOver = false;
  /** We ended our side. */
  hasFinished = false;
  /** The responder ends its side, and why. */
  closingClauses: readonly string[] = [];
  readonly #responder: Responder;
  readonly #decoder = new Decoder('requests');
  #state: ResponderState;
  #due: Due[] = [];
  /** Clauses of the silence that the next answer shows. */
  #silences: string[] = [];

  constructor(responder: Responder) {
    this.#responder = responder;
    [this.#state] = acceptConnection(responder);
  }

  /** Whether the responder ends its side after what is due. */
  get isClosing(): boolean {
    return this.#state.phase === 'closing';
  }

  /** Whether a message that is sent now would be the next one. */
  get isListening(): boolean {
    return this.#state.phase === 'idle' && !this.hasFinished;
  }

  receive(octets: Uint8Array): void {
    if (this.isClosing) return;
    this.#decoder.push(octets);
    while (!this.isClosing) {
      const message = this.#decoder.next();
      if (message === undefined) break;
      this.#step({ kind: 'message', message });
      if (message.name === 'end') this.closingClauses = ['END-2'];
    }
    const { violation, begun } = this.#decoder;
    if (this.isClosing) return;
    if (violation !== undefined) {
      this.#step({ kind: 'violation', violation });
      this.closingClauses = ['ERR-33'];
    } else if (begun !== undefined) this.#step({ kind: 'begun', encoding: begun });
  }

  /** We end our side. */
  end(): void {
    this.hasFinished = true;
    if (this.isClosing) return;
    this.closingClauses = [this.#state.phase === 'receiving' ? 'CONN-10' : 'CONN-11', ...this.#silences];
    this.#step({ kind: 'ended' });
  }

  /** What has to come that nobody has taken yet. */
  take(): readonly Due[] {
    const due = this.#due;
    this.#due = [];
    return due;
  }

  #step(event: ResponderEvent): void {
    const [state, effects] = stepResponder(this.#responder, this.#state, event);
    this.#state = state;
    const before = this.#due.length;
    for (const effect of effects) {
      if (effect.kind !== 'send') continue;
      const message = { ...effect.message, body: effect.message.body.slice() };
      this.#due.push({ message, clauses: [...clausesOf(message), ...this.#silences.splice(0)] });
    }
    if (event.kind !== 'message' || this.#due.length > before) return;
    if (event.message.name === 'status-request') this.#silences.push('STATUS-5');
    if (event.message.name === 'information-request') this.#silences.push('INFO-9');
  }
}

function nameOf(message: Message): Pick<Expectation, 'message' | 'error' | 'kind'> {
  const error = errorOf(message);
  return error === undefined ? { message: message.name } : { error, kind: messageForms[message.name].kind };
}

function errorOf(message: Message): ErrorCode | undefined {
  const isError = message.name === 'status-error' || message.name === 'refusal';
  const code = isError ? decodeErrorCode(message) : undefined;
  return code !== undefined && isErrorCode(code) ? code : undefined;
}

/** The clauses that ask for an answer. */
function clausesOf(message: Message): readonly string[] {
  switch (message.name) {
    case 'open':
      return ['STATUS-3'];
    case 'closed':
      return ['STATUS-4'];
    case 'information':
      return ['INFO-2'];
    default:
      return [clauseOf(errorOf(message)!)];
  }
}

function attributesOf({ body }: Message): NonNullable<Expectation['attributes']> {
  return Object.fromEntries(decodeAttributes(body).map(({ name, value }: Attribute) => [name, value]));
}
