import { z } from 'zod';
import { encodeUtf8 } from '../protocol/utf8.ts';
import { descriptionShape } from '../respond/port-description.ts';
import { checkPortKey, portListPattern, withPortKeys } from '../respond/port-table.ts';
import { ValueError } from '../source/value-error.ts';
import { addValueError, bandwidth, share, text, waitingTime, withKeys } from '../source/values.ts';
import { tellsForeign } from './foreign-octets.ts';
import { behaviourStates } from './model.ts';

/** What YAML says of ports: their state, what is wrong with them, and what they say of themselves. */

const state = z
  .enum(behaviourStates)
  .describe('`filtered` answers no SYN; `silent` accepts connections and answers nothing.');

/** What a world may have to hold for one port. */
const mostGarbageOctets = 1_000_000;

/** What another service says first. */
const banner = text((written) => {
  if (written === '') throw new ValueError('a banner cannot be empty', 'write `silent` for a port that says nothing');
  if (tellsForeign(encodeUtf8(written))) return written;
  throw new ValueError('this could be the beginning of a PSAP message', 'write what only another service would say');
});

const octetsBeforeEnd = z.int().superRefine((octets, context) => {
  if (octets >= 1) return;
  addValueError(new ValueError('a cut lets at least one octet through', 'write `hangup: true` for none'), context);
});

const faultShape = {
  slow: waitingTime.exactOptional().describe('How late each answer comes.'),
  jitter: waitingTime.exactOptional().describe('By how much `slow` varies, up or down.'),
  late: z
    .strictObject({ share, by: waitingTime })
    .exactOptional()
    .describe('The answers of this share of connections come so late.'),
  bandwidth: bandwidth.exactOptional().describe('The rate at which answers come.'),
  sliced: z
    .strictObject({ size: z.int().min(1), delay: waitingTime.exactOptional() })
    .exactOptional()
    .describe('Answers come in pieces.'),
  tarpit: waitingTime.exactOptional().describe('Answers come one octet at a time, so far apart.'),
  cut: octetsBeforeEnd.exactOptional().describe('After so many octets of an answer the stream ends.'),
  slow_close: waitingTime.exactOptional().describe('The end of the stream comes so much later.'),
  reset: z.boolean().exactOptional().describe('The connection is accepted, and reset at the request.'),
  hangup: z.boolean().exactOptional().describe('The connection is accepted, and ended at the request.'),
  garbage: z
    .int()
    .min(1)
    .max(mostGarbageOctets)
    .exactOptional()
    .describe('So many random octets come that are no PSAP.'),
  speaks: z
    .union([banner, z.strictObject({ banner, after: waitingTime.exactOptional() })])
    .exactOptional()
    .describe('Another service, and what it says first.'),
  lossy: share.exactOptional().describe("This share of each scan's connections is lost: their SYN is dropped."),
  busy: z.boolean().exactOptional().describe('The responder has no room.'),
  denied: z.boolean().exactOptional().describe('The responder lets nobody ask.'),
};

const someConnections = z.int().min(1).max(100).exactOptional();
const first = z.strictObject({ refused: someConnections, dropped: someConnections });

const port = z
  .union([
    state,
    z.strictObject({
      state,
      ...descriptionShape,
      ...faultShape,
      first: first.exactOptional().describe('The fate of the first connections of each scan.'),
    }),
  ])
  .meta({ id: 'port' });

export const portTable = withPortKeys(z.record(z.string(), port), ['default']);

/** What a port becomes. What it says of itself does not change, and its first connections are over by then. */
const changedPort = z.union([state, z.strictObject({ state, ...faultShape })]).meta({ id: 'changedPort' });

export const changedPortTable = withKeys(z.record(z.string(), changedPort), (key) => {
  if (key !== 'default') return checkPortKey(key, []);
  throw new ValueError('a change names its ports', 'write `1-65535` for all of them');
}).meta({ keys: { pattern: `^${portListPattern}$`, words: [] } });

export type PortYaml = z.output<typeof port>;
export type ChangedPortYaml = z.output<typeof changedPort>;
