import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { portStates, probeMethods, type Reason } from '../results/scan.ts';

/** What of a saved scan is compared, as it has to be where it is read from a file; other keys are passed over. */

const address = z.string().refine(ipaddr.isValid, { error: 'expected an IP address' });
const count = z.int().nonnegative();

const information = z.object({
  service: z.string(),
  transport: z.string(),
  product: z.string().exactOptional(),
  version: z.string().exactOptional(),
  banner: z.string().exactOptional(),
  description: z.string().exactOptional(),
  kind: z.string().exactOptional(),
});

const system = z.object({
  family: z.string(),
  name: z.string().exactOptional(),
  version: z.string().exactOptional(),
  kernel: z.string().exactOptional(),
  arch: z.string().exactOptional(),
  hostname: z.string().exactOptional(),
  uptimeSeconds: z.number().exactOptional(),
});

const port = z.object({
  port: z.int().min(1).max(65_535),
  state: z.enum(portStates),
  // Reasons of agents and of this machine are many; whoever wrote them knew.
  reason: z.custom<Reason>((reason) => typeof reason === 'string', { error: 'expected a reason' }),
  info: information.exactOptional(),
});

const summary = z.object({ open: count, closed: count, filtered: count, error: count });

/** What a scan says of itself: the last line of `--ndjson`. */
export const scanEnd = z.object({ probe: z.enum(probeMethods), complete: z.boolean().exactOptional(), summary });

export const scanHost = z.object({
  address,
  up: z.literal([true, null]),
  ports: z.array(port),
  os: system.exactOptional(),
  summary,
});

/** The document of `--json`. */
export const scanDocument = scanEnd.extend({ hosts: z.array(scanHost) });

/** A line of `--ndjson`. */
export const portLine = port.extend({ host: address });
