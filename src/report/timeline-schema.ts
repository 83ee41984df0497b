import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { portStates, type Reason } from '../results/scan.ts';
import type { TimelineEvent } from '../results/timeline.ts';

/** The events of a timeline, as they have to be where they are read from a file. */

const atMs = z.number().nonnegative();
const connection = z.int().positive();
const address = z.string().refine(ipaddr.isValid, { error: 'expected an IP address' });
const port = z.int().min(0).max(65_535);
const octets = z
  .string()
  .regex(/^(?:[0-9a-f]{2})*$/, { error: 'expected octets, two digits 0-9 a-f each, without spaces' });

export const eventSchemas = {
  began: z.object({
    atMs,
    kind: z.literal('began'),
    name: z.string(),
    seed: z.number(),
    wallClock: z.iso.datetime({ error: 'expected a time in UTC, such as 2026-01-02T03:04:05.678Z' }),
  }),
  fault: z.object({
    atMs,
    kind: z.literal('fault'),
    change: z.enum(['begins', 'changes', 'ends']),
    host: z.string(),
    ports: z.string(),
    fault: z.string(),
  }),
  dial: z.object({
    atMs,
    kind: z.literal('dial'),
    connection,
    scanner: z.string(),
    address,
    port,
    real: z.object({ address, port }).exactOptional(),
  }),
  up: z.object({ atMs, kind: z.literal('up'), connection, local: z.object({ address, port }) }),
  octets: z.object({ atMs, kind: z.literal('octets'), connection, direction: z.enum(['sent', 'received']), octets }),
  end: z.object({ atMs, kind: z.literal('end'), connection }),
  close: z.object({
    atMs,
    kind: z.literal('close'),
    connection,
    by: z.enum(['scanner', 'peer', 'error']),
    errno: z.string().exactOptional(),
    reset: z.literal(true).exactOptional(),
  }),
  verdict: z.object({
    atMs,
    kind: z.literal('verdict'),
    scanner: z.string(),
    host: z.string(),
    port,
    state: z.enum(portStates),
    // Reasons of agents and of this machine are many; whoever wrote them knew.
    reason: z.custom<Reason>((reason) => typeof reason === 'string', { error: 'expected a reason' }),
    attempts: z.int().nonnegative(),
    elapsedMs: z.number().nonnegative(),
  }),
} satisfies { [Kind in TimelineEvent['kind']]: z.ZodType<Extract<TimelineEvent, { kind: Kind }>> };

/** What kind of event it is, which says what else there has to be. */
export const eventKind = z.object({ kind: z.enum(Object.keys(eventSchemas) as TimelineEvent['kind'][]) });
