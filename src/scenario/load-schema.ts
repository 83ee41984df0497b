import { z } from 'zod';
import { highestPort, lowestPort, mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';
import { ipAddress, osInformation, portNumber } from '../respond/host-schema.ts';
import { descriptionShape } from '../respond/port-description.ts';
import { readPortList, withPortKeys } from '../respond/port-table.ts';
import { type PortState, portStates, type ScanMode } from '../results/scan.ts';
import { popularPorts } from '../scan/popular-ports.ts';
import { suggest } from '../source/suggest.ts';
import { parseWord, ValueError } from '../source/value-error.ts';
import { addValueError, bandwidth, eventRate, scalar, text, waitingTime } from '../source/values.ts';
import { tellsForeign } from './foreign-octets.ts';
import { behaviourStates, scannerEncodings, scannerModes, scannerProbes } from './model.ts';
import { parseReason } from './reason.ts';
import { parseTimeBound } from './time-bound.ts';

/** The shape of a scenario's YAML. What its parts mean together is checked by the loaders of each part. */

const name = scalar((written) => {
  if (written.trim() === '') throw new ValueError('a name cannot be empty', 'write one, or leave the key out');
  return written;
});

const behaviourState = z.enum(behaviourStates);

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

const someConnections = z.int().min(1).max(100).exactOptional();

const port = z.union([
  behaviourState,
  z.strictObject({
    state: behaviourState,
    ...descriptionShape,
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
    first: z.strictObject({ refused: someConnections, dropped: someConnections }).exactOptional(),
  }),
]);

const agent = z.union([
  portNumber,
  z.strictObject({ port: portNumber, busy: z.boolean().exactOptional(), denied: z.boolean().exactOptional() }),
]);

const target = z.strictObject({
  name: name.exactOptional(),
  address: ipAddress.exactOptional(),
  agent: agent.exactOptional(),
  os: osInformation.exactOptional(),
  ports: withPortKeys(z.record(z.string(), port), ['default']).exactOptional(),
});

/** Which ports a scan probes: the mode it is reported as, and the ports. */
interface PortSelection {
  readonly mode: ScanMode;
  readonly ports: readonly PortRange[];
}

const scan = z.strictObject({
  ports: scalar(parseSelection).exactOptional(),
  probe: z.enum(scannerProbes).exactOptional(),
  encoding: z.enum(scannerEncodings).exactOptional(),
  timeout: waitingTime.pipe(z.number().positive()).exactOptional(),
  // Beyond this a scan would not end within anyone's patience.
  retries: z.int().min(0).max(100).exactOptional(),
  concurrency: z.int().min(1).exactOptional(),
  rate: eventRate.exactOptional(),
  info: z.boolean().exactOptional(),
  via: z.enum(scannerModes).exactOptional(),
});

const verdictState = text(parseVerdictState);

const portExpectation = z.union([
  verdictState,
  z.strictObject({
    state: verdictState.exactOptional(),
    reason: text(parseReason).exactOptional(),
    time: scalar(parseTimeBound).exactOptional(),
    attempts: z.int().min(1).exactOptional(),
    info: z.strictObject(descriptionShape).exactOptional(),
  }),
]);

const count = z.int().min(0).exactOptional();
const summary = z.strictObject({ open: count, closed: count, filtered: count, error: count });

const expectations = withPortKeys(z.object({ summary: summary.exactOptional() }).catchall(portExpectation), [
  'summary',
]);

export const scenarioSchema = z.strictObject({
  name: name.exactOptional(),
  description: z.string().exactOptional(),
  target,
  scan: scan.exactOptional(),
  expect: expectations.exactOptional(),
});

export type PortYaml = z.output<typeof port>;
export type TargetYaml = z.output<typeof target>;
export type ScanYaml = z.output<typeof scan>;
export type PortExpectationYaml = z.output<typeof portExpectation>;
export type ExpectationsYaml = z.output<typeof expectations>;

function parseSelection(written: string): PortSelection {
  if (written === 'full') return { mode: 'full', ports: [{ first: lowestPort, last: highestPort }] };
  if (written === 'quick') {
    return { mode: 'quick', ports: mergePortRanges(popularPorts.map((port) => ({ first: port, last: port }))) };
  }
  const meant = suggest(written, ['quick', 'full']);
  if (meant !== undefined) throw new ValueError(`\`${written}\` is not a list of ports`, `did you mean \`${meant}\`?`);
  return { mode: 'list', ports: readPortList(written) };
}

function parseVerdictState(written: string): PortState {
  if (written === 'silent') {
    throw new ValueError('no scan can tell that a port is silent', 'a port that answers nothing is found `filtered`');
  }
  return parseWord(written, portStates);
}
