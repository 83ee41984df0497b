import { z } from 'zod';

/**
 * The form of `spec/vectors/*.yaml`, which its README explains. Reading is strict: a key that is not known is an error.
 */

/** One of the parts that a vector's octets, or a long body, are put together from. */
const part = z.union([
  z.strictObject({ header: z.string() }),
  z.strictObject({ lines: z.string() }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ hex: z.string() }),
  z.strictObject({ repeat: z.string(), times: z.int().positive() }),
]);

const value = z.union([z.string(), part, z.array(part)]);
const encoding = z.enum(['text', 'binary']);
const id = z.int().min(0).max(0xffff_ffff);
const endpoint = z.string().regex(/^(?:\[[0-9a-f:]+\]|[0-9.]+):[0-9]+$/);

const message = z.strictObject({
  message: z.string(),
  encoding,
  id,
  source: endpoint,
  destination: endpoint,
  body: value.optional(),
  attributes: z.array(z.record(z.string(), value)).optional(),
});

const echo = z.union([
  z.strictObject({ encoding, kind: z.enum(['CONNECTION', 'GET']), id, addresses: z.literal('own') }),
  z.strictObject({ encoding, kind: z.enum(['CONNECTION', 'GET']), id, source: endpoint, destination: endpoint }),
]);

const violation = z.strictObject({ violation: z.string(), offset: z.int().min(0), echo });
const unfinished = z.strictObject({ unfinished: encoding });

const vector = z.strictObject({
  name: z.string().min(1),
  why: z.string().min(1),
  clauses: z.array(z.string().regex(/^[A-Z]+-[1-9][0-9]*$/)).min(1),
  reader: z.enum(['responder', 'scanner']),
  canonical: z.boolean().optional(),
  header: z.string().optional(),
  hex: z.string().optional(),
  body: value.optional(),
  octets: z.array(part).optional(),
  expect: z.array(z.union([message, violation, unfinished])).min(1),
});

export const vectorFile = z.array(vector).min(1);

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
  z.strictObject({ send: z.array(part).min(1) }),
  z.strictObject({ receive: received }),
  z.strictObject({ silence: z.int().positive() }),
  z.strictObject({ wait: z.int().positive() }),
  z.enum(['finish', 'closed']),
]);

const conversation = z.strictObject({
  name: z.string().min(1),
  why: z.string().min(1),
  clauses: z.array(z.string().regex(/^[A-Z]+-[1-9][0-9]*$/)).min(1),
  script: z.array(step).min(1),
});

export const conversationFile = z.array(conversation).min(1);

/** @typedef {z.infer<typeof part>} Part */
/** @typedef {z.infer<typeof value>} Value */
/** @typedef {z.infer<typeof vector>} Vector */
/** @typedef {z.infer<typeof step>} Step */
