import { z } from 'zod';
import { highestPort, lowestPort, type PortRange, portRangesOf } from '../protocol/port-list.ts';
import { ipAddress, osInformation, portNumber } from '../respond/host-schema.ts';
import { portListPattern, readPortList } from '../respond/port-table.ts';
import type { ScanMode } from '../results/scan.ts';
import { popularPorts } from '../scan/popular-ports.ts';
import { suggest } from '../source/suggest.ts';
import { ValueError } from '../source/value-error.ts';
import { eventRate, scalar, waitingTime, writtenAs } from '../source/values.ts';
import { anyExpectations, expectationsSchema, type Names } from './load-expect-schema.ts';
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
  address: ipAddress.exactOptional().describe('Its logical address: carried in messages, never dialled.'),
  agent: agent.exactOptional().describe('The port of its agent, which answers for every port.'),
  os: osInformation.exactOptional().describe('What it says of its operating system.'),
  ports: portTable
    .exactOptional()
    .describe('What its ports do, by port, range or list; `default` is every other port.'),
};

const target = z.strictObject({ name: title.exactOptional(), ...hostShape });
const host = z.strictObject(hostShape).meta({ id: 'host' });

/** Which ports a scan probes: the mode it is reported as, and the ports. */
interface PortSelection {
  readonly mode: ScanMode;
  readonly ports: readonly PortRange[];
}

const selection = writtenAs(scalar(parseSelection), {
  anyOf: [
    { enum: ['quick', 'full'] },
    { type: 'string', pattern: `^${portListPattern}$` },
    { type: 'integer', minimum: lowestPort, maximum: highestPort },
  ],
});

const scanShape = {
  ports: selection.exactOptional().describe('Which ports to probe on each host; left out, those that the hosts name.'),
  probe: z.enum(scannerProbes).exactOptional().describe('Whether ports are asked in PSAP, or only connected to.'),
  encoding: z.enum(scannerEncodings).exactOptional().describe('The encoding of the requests.'),
  timeout: moment.exactOptional().describe('What bounds one attempt; 1s where nothing is said.'),
  // Beyond this a scan would not end within anyone's patience.
  retries: z.int().min(0).max(100).exactOptional().describe('Attempts after the first; 1 where nothing is said.'),
  concurrency: z.int().min(1).exactOptional().describe('Probes in flight at once.'),
  rate: eventRate.exactOptional().describe('Probes started in a second: `1000/s`.'),
  info: z.boolean().exactOptional().describe('Whether open ports are asked what they are.'),
  via: z
    .enum(scannerModes)
    .exactOptional()
    .describe('Whether the ports themselves are asked, or the agent of the host.'),
};

const scan = z
  .strictObject({
    hosts: z.array(z.string()).min(1).exactOptional().describe('The hosts that it scans; left out, all of them.'),
    ...scanShape,
  })
  .meta({ id: 'scan' });

const change = z.strictObject({
  at: moment.describe('When it comes, after the scans began.'),
  every: moment.exactOptional().describe('It comes again and again, so far apart.'),
  until: moment.exactOptional().describe('When the ports go back to what the host says of them.'),
  host: z.string().exactOptional().describe('Whose ports change; left out where there is one host.'),
  ports: changedPortTable.describe('What the ports do from then on.'),
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
  name: title.exactOptional().describe('What it is called in reports; left out, as the file is.'),
  description: z.string().exactOptional().describe('Why it exists, for people.'),
  include: includes
    .exactOptional()
    .describe('Files whose hosts, scanners, values, changes and expectations join these.'),
  let: lets.exactOptional().describe('Values by name, to be used as `${name}`.'),
  matrix: matrix
    .exactOptional()
    .describe('Names with lists of values: each combination is a scenario. Or the rows as a list.'),
  target: target.exactOptional().describe('The only host.'),
  hosts: withNames(z.record(z.string(), host)).exactOptional().describe('Hosts by name.'),
  scan: scan.exactOptional().describe('The only scanner.'),
  scanners: withNames(z.record(z.string(), scan)).exactOptional().describe('Scanners by name; they scan at once.'),
  timeline: z.array(change).exactOptional().describe('How ports change while they are scanned.'),
};

/** The shape of a whole scenario whose hosts and scanners have these names. */
export function scenarioSchema(names: Names) {
  return z.strictObject({ ...worldShape, expect: expectationsSchema(names).exactOptional() });
}

/** The shape of every scenario, whatever its names: for editors, which cannot know who scans whom. */
export const anyScenarioSchema = z.strictObject({
  ...worldShape,
  expect: anyExpectations.exactOptional().describe('What must be found, beyond what follows from the hosts.'),
});

export type HostYaml = z.output<typeof host>;
export type ScanYaml = z.output<typeof scan>;
export type ChangeYaml = z.output<typeof change>;
export type MatrixYaml = z.output<typeof matrix>;
export type ScenarioYaml = z.output<ReturnType<typeof scenarioSchema>>;

function parseSelection(written: string): PortSelection {
  if (written === 'full') return { mode: 'full', ports: [{ first: lowestPort, last: highestPort }] };
  if (written === 'quick') {
    return { mode: 'quick', ports: portRangesOf(popularPorts) };
  }
  const meant = suggest(written, ['quick', 'full']);
  if (meant !== undefined) throw new ValueError(`\`${written}\` is not a list of ports`, `did you mean \`${meant}\`?`);
  return { mode: 'list', ports: readPortList(written) };
}
