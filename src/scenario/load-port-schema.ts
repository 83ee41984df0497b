import { z } from 'zod';
import { encodeUtf8 } from '../protocol/utf8.ts';
import { descriptionShape } from '../respond/port-description.ts';
import { checkPortKey, withPortKeys } from '../respond/port-table.ts';
import { ValueError } from '../source/value-error.ts';
import { addValueError, bandwidth, text, waitingTime, withKeys } from '../source/values.ts';
import { tellsForeign } from './foreign-octets.ts';
import { behaviourStates } from './model.ts';

/** What YAML says of ports: their state, what is wrong with them, and what they say of themselves. */

const state = z.enum(behaviourStates);

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
  slow: waitingTime.exactOptional(),
  jitter: waitingTime.exactOptional(),
  bandwidth: bandwidth.exactOptional(),
  sliced: z.strictObject({ size: z.int().min(1), delay: waitingTime.exactOptional() }).exactOptional(),
  tarpit: waitingTime.exactOptional(),
  cut: octetsBeforeEnd.exactOptional(),
  slow_close: waitingTime.exactOptional(),
  reset: z.boolean().exactOptional(),
  hangup: z.boolean().exactOptional(),
  garbage: z.int().min(1).max(mostGarbageOctets).exactOptional(),
  speaks: z.union([banner, z.strictObject({ banner, after: waitingTime.exactOptional() })]).exactOptional(),
  busy: z.boolean().exactOptional(),
  denied: z.boolean().exactOptional(),
};

const someConnections = z.int().min(1).max(100).exactOptional();
const first = z.strictObject({ refused: someConnections, dropped: someConnections });

const port = z.union([
  state,
  z.strictObject({ state, ...descriptionShape, ...faultShape, first: first.exactOptional() }),
]);

export const portTable = withPortKeys(z.record(z.string(), port), ['default']);

/** What a port becomes. What it says of itself does not change, and its first connections are over by then. */
const changedPort = z.union([state, z.strictObject({ state, ...faultShape })]);

export const changedPortTable = withKeys(z.record(z.string(), changedPort), (key) => {
  if (key !== 'default') return checkPortKey(key, []);
  throw new ValueError('a change names its ports', 'write `1-65535` for all of them');
});

export type PortYaml = z.output<typeof port>;
export type ChangedPortYaml = z.output<typeof changedPort>;
