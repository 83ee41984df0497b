import { z } from 'zod';
import { highestPort, lowestPort, mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import { ipAddress, osInformation, portNumber } from '../respond/host-schema.ts';
import { readPortList } from '../respond/port-table.ts';
import type { ScanMode } from '../results/scan.ts';
import { popularPorts } from '../scan/popular-ports.ts';
import { suggest } from '../source/suggest.ts';
import { ValueError } from '../source/value-error.ts';
import { eventRate, scalar, waitingTime } from '../source/values.ts';
import { expectationsSchema, type Names } from './load-expect-schema.ts';
import { withNames, withValueNames } from './load-names.ts';
import { changedPortTable, portTable } from './load-port-schema.ts';
import { scannerEncodings, scannerModes, scannerProbes } from './model.ts';

/** The shape of a scenario's YAML. What its parts mean together is checked by the loaders of each part. */

const title = scalar((written) => {
  if (written.trim() === '') throw new ValueError('a name cannot be empty', 'write one, or leave the key out');
  return written;
});

/** A time that is more than none. */
const moment = waitingTime.pipe(z.number().positive());

const agent = z.union([
  portNumber,
  z.strictObject({ port: portNumber, busy: z.boolean().exactOptional(), denied: z.boolean().exactOptional() }),
]);

const hostShape = {
  address: ipAddress.exactOptional(),
  agent: agent.exactOptional(),
  os: osInformation.exactOptional(),
  ports: portTable.exactOptional(),
};

const target = z.strictObject({ name: title.exactOptional(), ...hostShape });
const host = z.strictObject(hostShape);

/** Which ports a scan probes: the mode it is reported as, and the ports. */
interface PortSelection {
  readonly mode: ScanMode;
  readonly ports: readonly PortRange[];
}

const scanShape = {
  ports: scalar(parseSelection).exactOptional(),
  probe: z.enum(scannerProbes).exactOptional(),
  encoding: z.enum(scannerEncodings).exactOptional(),
  timeout: moment.exactOptional(),
  // Beyond this a scan would not end within anyone's patience.
  retries: z.int().min(0).max(100).exactOptional(),
  concurrency: z.int().min(1).exactOptional(),
  rate: eventRate.exactOptional(),
  info: z.boolean().exactOptional(),
  via: z.enum(scannerModes).exactOptional(),
};

const scan = z.strictObject({ hosts: z.array(z.string()).min(1).exactOptional(), ...scanShape });

const change = z.strictObject({
  at: moment,
  every: moment.exactOptional(),
  until: moment.exactOptional(),
  host: z.string().exactOptional(),
  ports: changedPortTable,
});

/** One path, or several. */
const includes = z.union([z.string(), z.array(z.string())]);

/** Values by name. */
const lets = withValueNames(z.record(z.string(), z.unknown()));

const matrixValue = z.union([z.string(), z.number(), z.boolean()]);

/** Names with their values, of which every combination is a row; or the rows as they are. */
const matrix = z.union([
  withValueNames(z.record(z.string(), z.array(matrixValue).min(1))),
  z.array(withValueNames(z.record(z.string(), matrixValue))).min(1),
]);

/** What an included file may hold, beside `include` and `let`; its parts are checked together with the scenario. */
const anyMap = z.union([z.string(), z.record(z.string(), z.unknown())]).exactOptional();
const fragmentShape = {
  hosts: anyMap,
  scanners: anyMap,
  timeline: z.union([z.string(), z.array(z.unknown())]).exactOptional(),
  expect: anyMap,
};

export const fragmentKeys = Object.keys(fragmentShape);

export const fragmentSchema = z.strictObject({
  include: includes.exactOptional(),
  let: lets.exactOptional(),
  ...fragmentShape,
});

/** What of a scenario decides what it is made of. */
export const headSchema = z.looseObject({
  include: includes.exactOptional(),
  let: lets.exactOptional(),
  matrix: matrix.exactOptional(),
});

const worldShape = {
  name: title.exactOptional(),
  description: z.string().exactOptional(),
  include: includes.exactOptional(),
  let: lets.exactOptional(),
  matrix: matrix.exactOptional(),
  target: target.exactOptional(),
  hosts: withNames(z.record(z.string(), host)).exactOptional(),
  scan: scan.exactOptional(),
  scanners: withNames(z.record(z.string(), scan)).exactOptional(),
  timeline: z.array(change).exactOptional(),
};

/** The shape of a whole scenario whose hosts and scanners have these names. */
export function scenarioSchema(names: Names) {
  return z.strictObject({ ...worldShape, expect: expectationsSchema(names).exactOptional() });
}

export type HostYaml = z.output<typeof host>;
export type ScanYaml = z.output<typeof scan>;
export type ChangeYaml = z.output<typeof change>;
export type MatrixYaml = z.output<typeof matrix>;
export type ScenarioYaml = z.output<ReturnType<typeof scenarioSchema>>;

function parseSelection(written: string): PortSelection {
  if (written === 'full') return { mode: 'full', ports: [{ first: lowestPort, last: highestPort }] };
  if (written === 'quick') {
    return { mode: 'quick', ports: mergePortRanges(popularPorts.map((port) => ({ first: port, last: port }))) };
  }
  const meant = suggest(written, ['quick', 'full']);
  if (meant !== undefined) throw new ValueError(`\`${written}\` is not a list of ports`, `did you mean \`${meant}\`?`);
  return { mode: 'list', ports: readPortList(written) };
}
