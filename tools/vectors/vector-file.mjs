import { z } from 'zod';

/**
 * The form of `spec/vectors/*.yaml`, which its README explains. Reading is strict: a key that is not known is an error.
 */

/** One of the parts that a vector's octets, or a long body, are put together from. */
export const part = z.union([
  z.strictObject({ header: z.string() }),
  z.strictObject({ lines: z.string() }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ hex: z.string() }),
  z.strictObject({ repeat: z.string(), times: z.int().positive() }),
]);

const value = z.union([z.string(), part, z.array(part)]);
export const encoding = z.enum(['text', 'binary']);
export const id = z.int().min(0).max(0xffff_ffff);
export const endpoint = z.string().regex(/^(?:\[[0-9a-f:]+\]|[0-9.]+):[0-9]+$/);

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

/** @typedef {z.infer<typeof part>} Part */
/** @typedef {z.infer<typeof value>} Value */
/** @typedef {z.infer<typeof vector>} Vector */
