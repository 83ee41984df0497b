import { z } from 'zod';
import { encoding, endpoint, id, part } from './vector-file.mjs';

/**
 * The form of `spec/vectors/conversations/*.yaml`, which the README beside them explains. Reading is strict: a key that
 * is not known is an error.
 */

/** A good message, written by its fields; its source is that of the head where nothing else is said. */
const written = z.strictObject({
  message: z.enum(['status-request', 'information-request', 'end', 'open']),
  encoding: encoding.optional(),
  id,
  source: endpoint.optional(),
  destination: endpoint,
  body: z.string().optional(),
  want: z.array(z.string()).optional(),
  /** Of the message's octets, those from the one place up to the other. */
  from: z.int().positive().optional(),
  upTo: z.int().positive().optional(),
});

/** What a scanner receives next: a message, or an error of which only the code is fixed. */
const received = z
  .strictObject({
    message: z.string().optional(),
    error: z.string().optional(),
    encoding,
    kind: z.enum(['CONNECTION', 'GET']).optional(),
    id,
    source: endpoint.optional(),
    destination: endpoint.optional(),
    addresses: z.literal('own').optional(),
    attributes: z.array(z.record(z.string(), z.string())).optional(),
  })
  .refine(({ message, error, kind }) => (message === undefined) === (error !== undefined && kind !== undefined), {
    error: 'what is received is a message, or an error of a kind',
  })
  .refine(
    ({ source, destination, addresses }) =>
      [source, destination].every((end) => (end === undefined) === (addresses !== undefined)),
    {
      error: 'what is received has source and destination, or the own addresses',
    },
  );

const step = z.union([
  z.strictObject({ send: z.array(z.union([part, written])).min(1), cut: z.array(z.int().positive()).optional() }),
  z.strictObject({ receive: received }),
  z.strictObject({ silence: z.int().positive() }),
  z.strictObject({ wait: z.int().positive() }),
  z.strictObject({ connection: z.string() }),
  z.enum(['finish', 'leave', 'closed', 'reset']),
]);

const conversation = z.strictObject({
  name: z.string().min(1),
  why: z.string().min(1),
  clauses: z.array(z.string().regex(/^[A-Z]+-[1-9][0-9]*$/)).min(1),
  script: z.array(step).min(1),
});

/** What has to be true of the responder. */
const responder = z.strictObject({
  mode: z.enum(['direct', 'agent']),
  /** Of a direct listener: its logical port. */
  port: z.int().positive().optional(),
  /** So many connections are served at the same time; there is no limit that matters where it is not said. */
  connections: z.int().positive().optional(),
  /** As a host profile says it, but that everyone may ask where it does not say who. */
  host: z.strictObject({
    address: z.string(),
    os: z.record(z.string(), z.string()).optional(),
    access: z.record(z.enum(['status', 'information']), z.array(z.string())).optional(),
    ports: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
  }),
});

export const conversationFile = z.strictObject({ responder, conversations: z.array(conversation).min(1) });

/** @typedef {z.infer<typeof responder>} ResponderFacts */
/** @typedef {z.infer<typeof written>} Written */
/** @typedef {z.infer<typeof step>} Step */
