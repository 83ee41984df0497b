import { Decoder } from '../protocol/decoder.ts';
import { decodeErrorCode } from '../protocol/error-body.ts';
import { isErrorCode } from '../protocol/errors.ts';
import type { Encoding } from '../protocol/message.ts';
import { decodeUtf8, encodeUtf8, isUtf8 } from '../protocol/utf8.ts';
import { descriptionShape } from '../respond/port-description.ts';
import type { PortDescription } from '../respond/profile.ts';
import type { PortInformation, PortResult, PortState, Reason } from '../results/scan.ts';
import { answerOctets } from './answer-octets.ts';
import { outcomeOf, type SeenAttempt } from './attempt-book.ts';
import { tellsForeign } from './foreign-octets.ts';
import { lateOf } from './lateness.ts';
import type { BehaviourState, Scanner } from './model.ts';
import type { Span } from './span.ts';

/** What a port of a scan becomes in a scenario. */
export interface RecordedPort {
  readonly state: BehaviourState;
  /** What it says of itself, and what is wrong with it, by the words of the language; without what is late. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** How late its answers came, under the key that says so. */
  readonly late?: { readonly key: 'slow' | 'after' | 'slow_close'; readonly span: Span };
  /** What a scan of it has to find. */
  readonly found: Found;
  /** What of the scan the scenario does not bring back, for people. */
  readonly remarks: readonly string[];
}

export interface Found {
  readonly state: PortState;
  readonly reason?: Reason;
  readonly info?: PortDescription;
}

/** How the scan looked. */
export type Looked = Pick<Scanner, 'probe' | 'encoding' | 'via'>;

/** What was seen of a port, and how long connecting to its host usually took. */
export interface Seen {
  readonly attempts: readonly SeenAttempt[];
  readonly usualConnectMs: number;
}

/** What the port becomes; undefined where its verdict says nothing of it, but of this machine or of its agent. */
export function recordPort(
  result: PortResult,
  { attempts, usualConnectMs }: Seen,
  look: Looked,
): RecordedPort | undefined {
  if (result.state === 'error') return undefined;
  const { state, reason } = result;
  // An agent has said it: what happens at the port itself was not seen.
  if (look.via === 'agent') return describe({ state, keys: {}, found: { state, reason }, remarks: [] }, result);
  const earlier = attempts.slice(0, result.attempts - 1);
  const answered = { attempts: attempts.slice(result.attempts - 1), usualConnectMs };
  const recorded = describe(recordVerdict(result, answered, look), result);
  return withEarlier(recorded, result, earlier);
}

function recordVerdict(
  { host, reason }: PortResult,
  { attempts, usualConnectMs }: Seen,
  { probe, encoding }: Looked,
): RecordedPort {
  const [deciding] = attempts;
  const late = probe === 'psap' ? lateOf(attempts, usualConnectMs) : undefined;
  const slow = late && { late: { key: 'slow', span: late } as const };
  switch (reason) {
    case 'refused':
      return plain('closed', { state: 'closed', reason });
    case 'rst':
      return plain('closed', { state: 'closed', reason: 'refused' }, [`${reason}: a closed port refuses connections`]);
    case 'no-response':
      return plain('filtered', { state: 'filtered', reason });
    case 'unreachable':
      return plain('filtered', { state: 'filtered', reason: 'no-response' }, [
        `${reason}: a filtered port sends nothing, not even that`,
      ]);
    case 'no-reply':
      return plain('silent', { state: 'filtered', reason });
    case 'reset':
      return faulty({ reset: true }, { state: 'closed', reason });
    case 'hangup': {
      const end = lateOf(attempts, usualConnectMs, 'close');
      const recorded = faulty({ hangup: true }, { state: 'closed', reason });
      return end === undefined ? recorded : { ...recorded, late: { key: 'slow_close', span: end } };
    }
    case 'cut':
      return recordCut(host, encoding, Math.max(1, deciding?.octets ?? 0));
    case 'error-reply':
      return { ...recordError(deciding?.received ?? new Uint8Array()), ...slow };
    case 'bad-reply': {
      const remark = `${reason}: a port of a scenario answers rightly, or what is no PSAP at all`;
      return { ...garbage(deciding, [remark]), ...slow };
    }
    case 'not-psap': {
      const banner = bannerIn(deciding);
      if (banner === undefined) return { ...garbage(deciding), ...slow };
      const found = { state: 'open', reason } as const;
      return { ...faulty({ speaks: banner }, found), ...(late && { late: { key: 'after', span: late } }) };
    }
    default:
      return { ...faulty({}, { state: 'open', reason: 'syn-ack' }), ...slow };
  }
}

function plain(state: BehaviourState, found: Found, remarks: readonly string[] = []): RecordedPort {
  return { state, keys: {}, found, remarks };
}

function faulty(keys: RecordedPort['keys'], found: Found, remarks: readonly string[] = []): RecordedPort {
  return { state: 'open', keys, found, remarks };
}

/** A cut has to be in the middle of the answer that a scenario's port gives. */
function recordCut(address: string, encoding: Encoding, octets: number): RecordedPort {
  const found = { state: 'filtered', reason: 'cut' } as const;
  const most = answerOctets([], encoding, address).min - 1;
  if (octets <= most) return faulty({ cut: octets }, found);
  return faulty({ cut: most }, found, [`cut after ${octets} octets: answers of a scenario are not as long`]);
}

function recordError(octets: Uint8Array): RecordedPort {
  const found = { state: 'open', reason: 'error-reply' } as const;
  const code = errorCodeIn(octets);
  if (code === 'busy' || code === 'denied') return faulty({ [code]: true }, found);
  const which = code !== undefined && isErrorCode(code) ? `the error was ${code}` : 'the error is not known';
  return faulty({ denied: true }, found, [`error-reply: ${which}, a port of a scenario can say busy or denied`]);
}

function errorCodeIn(octets: Uint8Array): string | undefined {
  const decoder = new Decoder('answers');
  decoder.push(octets);
  const message = decoder.next();
  return message?.name === 'status-error' || message?.name === 'refusal' ? decodeErrorCode(message) : undefined;
}

/** Most of what a port of a scenario may send. */
const MOST_GARBAGE_OCTETS = 1_000_000;

function garbage(attempt: SeenAttempt | undefined, remarks: readonly string[] = []): RecordedPort {
  const octets = Math.min(Math.max(attempt?.octets ?? 1, 1), MOST_GARBAGE_OCTETS);
  return faulty({ garbage: octets }, { state: 'open', reason: 'not-psap' }, remarks);
}

/** What another service said, where it is a text and kept whole. */
function bannerIn(attempt: SeenAttempt | undefined): string | undefined {
  if (attempt === undefined || attempt.received.length < attempt.octets || !isUtf8(attempt.received)) return undefined;
  const text = decodeUtf8(attempt.received);
  const isText = /^[^\p{Cc}]*$/u.test(text.replace(/[\r\n\t]/g, ''));
  return isText && tellsForeign(encodeUtf8(text)) ? text : undefined;
}

/** Adds what an open port said of itself. */
function describe(recorded: RecordedPort, { info }: PortResult): RecordedPort {
  if (info === undefined || recorded.found.reason !== 'syn-ack') return recorded;
  const description: Record<string, string> = {};
  const remarks = [...recorded.remarks];
  for (const [key, schema] of Object.entries(descriptionShape)) {
    const value = info[key as keyof PortInformation];
    if (value === undefined) continue;
    if (schema.safeParse(value).success) description[key] = value;
    else remarks.push(`its ${key}: it is not one that a port of a scenario can have`);
  }
  const said = Object.entries(description).filter(([key, value]) => value !== unsaid[key]);
  const keys = { ...Object.fromEntries(said), ...recorded.keys };
  return { ...recorded, keys, found: { ...recorded.found, info: description }, remarks };
}

/** What a responder says where nothing is said. */
const unsaid: Readonly<Record<string, string>> = { service: 'unknown', transport: 'tcp' };

/** Adds what became of the attempts before the one that decided. */
function withEarlier(recorded: RecordedPort, { reason }: PortResult, earlier: readonly SeenAttempt[]): RecordedPort {
  const outcomes = earlier.map(outcomeOf);
  const isUnanswered = outcomes.length > 0 && outcomes.every((outcome) => outcome === 'no-response');
  // Only open ports have first connections.
  if (isUnanswered && recorded.state === 'open') {
    return { ...recorded, keys: { ...recorded.keys, first: { dropped: outcomes.length } } };
  }
  const others = outcomes.filter((outcome) => outcome !== reason && !(outcome === 'answered' && reason === 'cut'));
  if (others.length === 0) return recorded;
  const seen = [...new Set(others)].map((outcome) => (outcome === 'answered' ? 'cut' : outcome)).join(', ');
  return { ...recorded, remarks: [...recorded.remarks, `earlier attempts that ended otherwise: ${seen}`] };
}
