import { z } from 'zod';
import { tags } from '../protocol/attributes.ts';
import { errorCodes } from '../protocol/errors.ts';
import { messageNames } from '../protocol/message.ts';
import type { Bench, Finding } from './bench.ts';

/**
 * A case of the suite as plain data: what is said to a responder, and what it has to say. The schemas are the types, so
 * that a case can be written down in YAML and read back.
 */

/** Ports and addresses by what they are; the profile of a target says which. */
export const subjects = [
  'open',
  'other open',
  /** An open one whose service the responder does not know. */
  'unknown service',
  'closed',
  'filtered',
  'unserved address',
  'unserved port',
] as const;
export type Subject = (typeof subjects)[number];

/** What a profile has to declare, where the script does not show it; `status` and `information` are not denied. */
export const declarations = [
  'agent',
  'direct',
  'service',
  'os',
  'unknown os',
  'message limit',
  'idle limit',
  'write limit',
  'connection limit',
  'status',
  'information',
  'status denied',
  'information denied',
  /** Nothing stands between that ends connections or translates addresses. */
  'end to end',
] as const;
export type Declaration = (typeof declarations)[number];

const octetCount = z.int().min(0).max(1_000_000);
const encoding = z.enum(['text', 'binary']);
const id = z.int().min(0).max(0xffff_ffff);
const tag = z.enum(Object.keys(tags) as (keyof typeof tags)[]);

/** An end of a message: a subject, `own` (our end of the connection), `peer` (its other end), or `192.0.2.1:80`. */
const end = z.union([z.enum([...subjects, 'own', 'peer']), z.templateLiteral([z.string(), ':', z.string()])]);
export type End = z.output<typeof end>;

const bodies = ['body', 'want', 'attributes'] as const;

/** A well-formed message by its fields; then some of its octets may be written over, or left out. */
const written = z
  .strictObject({
    message: z.enum(messageNames),
    /** Text, where it can be. */
    encoding: encoding.exactOptional(),
    id: id.exactOptional(),
    /** The destination; `open` where it is not said. */
    to: end.exactOptional(),
    /** The source; `own` where it is not said. */
    from: end.exactOptional(),
    /** A body of text: of a status request its greeting. */
    body: z.string().exactOptional(),
    want: z.array(z.string()).exactOptional(),
    attributes: z.array(z.tuple([tag, z.string()])).exactOptional(),
    /** In text: the first that is found is replaced. `\r`, `\n`, `\t`, `\\` and `\xNN` are octets. */
    replace: z.record(z.string(), z.string()).exactOptional(),
    /** At these offsets stand these octets instead, in hexadecimal. */
    patch: z.record(z.string().regex(/^\d+$/), z.string()).exactOptional(),
    /** Only these of its octets: from the one place up to the other. */
    cut: z.tuple([octetCount, octetCount]).exactOptional(),
  })
  .check(({ value, issues }) => {
    const [first, second] = bodies.filter((key) => value[key] !== undefined);
    if (second === undefined) return;
    const message = `\`${second}\` excludes \`${first}\`: both are the whole body`;
    issues.push({ code: 'custom', message, path: [second], input: value });
  });
export type WrittenMessage = z.output<typeof written>;

/**
 * Octets to send. In `text` and `header` (lines that end with CRLF, then a blank one) `{open}` stands for the endpoint of
 * that name, in `hex` for its 18 octets.
 */
const part = z.union([
  written,
  z.strictObject({ text: z.string() }),
  z.strictObject({ header: z.string() }),
  z.strictObject({ hex: z.string() }),
  z.strictObject({ repeat: z.string(), times: octetCount }),
]);
export type Part = z.output<typeof part>;

/**
 * A time: milliseconds; `a while`, which is as short as the round trip to the target allows; or a limit of section 13
 * (`discard` is 2 s, the others as the profile has them), or a multiple of it.
 */
const limitNames = ['message', 'idle', 'write', 'discard'] as const;
const span = z.union([
  z.number().min(0),
  z.literal('a while'),
  z.strictObject({ limit: z.enum(limitNames), times: z.number().positive().exactOptional() }),
]);
export type Span = z.output<typeof span>;

function oneOrMore<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one).min(1)]);
}

/** What is received next. Only what is said is asked for. */
const expectation = z.strictObject({
  message: oneOrMore(z.enum(messageNames)).exactOptional(),
  /** An error with this code, or one of these; `any` is every error. */
  error: oneOrMore(z.enum([...errorCodes, 'any'])).exactOptional(),
  encoding: encoding.exactOptional(),
  kind: z.enum(['CONNECTION', 'GET']).exactOptional(),
  id: id.exactOptional(),
  /** `swapped`: those of the request with this id, or else of the last; `own`: those of the connection, as the responder sees them (ADDR-10). */
  addresses: z.union([z.enum(['swapped', 'own']), z.strictObject({ source: end, destination: end })]).exactOptional(),
  /** Attributes that stand in its body exactly once; `*` is any value but the empty one. */
  attributes: z.partialRecord(tag, z.string()).exactOptional(),
  /** Attributes that have such a value where they stand in it; `#` is a number as TEXT-15 spells it. */
  optional: z.partialRecord(tag, z.string()).exactOptional(),
  /** Attributes that do not stand in it. */
  without: z.array(tag).exactOptional(),
  /** Its attributes stand in ascending order of their tags. */
  ascending: z.literal(true).exactOptional(),
  /** What does not stand in its texts, in binary the values of its attributes; with the escapes of `replace`. */
  textWithout: z.array(z.string()).exactOptional(),
  /** Its octets are those that a sender writes (TEXT-22, BIN-1). */
  written: z.literal(true).exactOptional(),
  /** At the latest; with the patience for an answer added. Where it is not said: that patience alone. */
  within: span.exactOptional(),
});
export type Expectation = z.output<typeof expectation>;

const step = z.union([
  /** `cut`: the octets are written in pieces, cut at these places. */
  z.strictObject({
    send: z.array(part).min(1),
    cut: z.union([z.array(octetCount), z.literal('everywhere')]).exactOptional(),
  }),
  /** `feed`: these octets are sent, four times in each message limit, for as long as nothing comes. */
  z.strictObject({ expect: expectation, feed: z.string().exactOptional() }),
  /** Nothing is received for so long. A later request whose answer must come next is better, where it can be. */
  z.strictObject({ silence: span }),
  z.strictObject({ wait: span }),
  /** The steps from here on are about this connection, which is dialled where there is none of that name. */
  z.strictObject({ connection: z.string() }),
  /** The next that is received is the end of the connection, so long after what came before at the latest. */
  z.strictObject({ closed: z.strictObject({ within: span }) }),
  /** For so long the connection is not reset, though the peer may have ended its side. */
  z.strictObject({ unreset: span }),
  /**
   * We end our sending side; we close; we reset; we stop reading; we read on; the peer ends; the peer resets, now or
   * after its end.
   */
  z.enum(['finish', 'leave', 'abort', 'pause', 'resume', 'closed', 'reset']),
]);
export type Step = z.output<typeof step>;

const heading = {
  id: z.string().regex(/^[A-Z]+(?:-[A-Z0-9]+)+-\d\d$/),
  /** Names that it had. */
  aliases: z.array(z.string()).exactOptional(),
  title: z.string().min(1),
  /** Why it is right to ask for it, where the clauses do not show it. */
  why: z.string().exactOptional(),
  requirements: z.array(z.string().regex(/^[A-Z]+-[1-9]\d*$/)).min(1),
  level: z.enum(['MUST', 'SHOULD', 'MAY']),
  /** What the profile has to declare beside the subjects that the script names. */
  needs: z.array(z.union([z.enum(declarations), z.enum(subjects)])).exactOptional(),
  /** The mode of its connections; that of the target where it is not said. */
  mode: z.enum(['agent', 'direct']).exactOptional(),
  /** It runs by itself: others would disturb it, or it them. */
  alone: z.literal(true).exactOptional(),
};

export const scriptedCase = z.strictObject({ ...heading, script: z.array(step).min(1) });
export type ScriptedCase = z.output<typeof scriptedCase>;

/** A case that data cannot say: it plays steps as it needs them, and gives what was wrong. */
export interface PlayedCase extends Omit<ScriptedCase, 'script'> {
  /** Connections that it has at the same time, at most. */
  readonly connections: number;
  play(bench: Bench): Promise<Finding | undefined>;
}

export type Case = ScriptedCase | PlayedCase;

/** A file of the suite: the cases of one section of the specification. */
export interface Section {
  /** Its number in spec/psap.md. */
  readonly number: string;
  readonly cases: readonly Case[];
}
