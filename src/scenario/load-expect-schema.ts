import { z } from 'zod';
import { descriptionShape } from '../respond/port-description.ts';
import { readPortList, withPortKeys } from '../respond/port-table.ts';
import { type PortState, portStates } from '../results/scan.ts';
import { listQuoted, suggest } from '../source/suggest.ts';
import { parseWord, ValueError } from '../source/value-error.ts';
import { durationPattern, scalar, text, withKeys, writtenAs } from '../source/values.ts';
import { type Figure, statistics } from './model.ts';
import { parseReason, plainReasons } from './reason.ts';
import {
  parseAttempts,
  parseCountThreshold,
  parseTimeBound,
  parseTimeThreshold,
  type Threshold,
} from './time-bound.ts';

/** What YAML says that scans must find, below the names of scanners and hosts where there are several. */

const verdictState = writtenAs(text(parseVerdictState), { enum: [...portStates] });

const timePattern = `^[<>]=? *${durationPattern}$`;
const timeBound = writtenAs(scalar(parseTimeBound), { type: 'string', pattern: timePattern });

const reason = writtenAs(text(parseReason), {
  anyOf: [{ enum: [...plainReasons] }, { type: 'string', pattern: '^(local:E[A-Z0-9]+|agent:[a-z]+(-[a-z]+)*)$' }],
});

const attempts = writtenAs(scalar(parseAttempts), {
  anyOf: [
    { type: 'integer', minimum: 1 },
    { type: 'string', pattern: '^[<>]=? *\\d+$' },
  ],
});

const portExpectation = z
  .union([
    verdictState,
    z.strictObject({
      state: verdictState.exactOptional(),
      reason: reason.exactOptional().describe('Why a port is called so.'),
      time: timeBound.exactOptional().describe('What bounds the time from first attempt to verdict: `">= 250ms"`.'),
      attempts: attempts.exactOptional().describe('How often the port is asked, or what bounds it: `">= 2"`.'),
      info: z.strictObject(descriptionShape).exactOptional().describe('What the information must contain.'),
    }),
  ])
  .meta({ id: 'expectation' });

const count = z.int().min(0).exactOptional();
const summary = z.strictObject({ open: count, closed: count, filtered: count, error: count });

const timeThreshold = writtenAs(scalar(parseTimeThreshold), { type: 'string', pattern: timePattern })
  .exactOptional()
  .describe('What bounds a time of the scan: `< 200ms`.');
const countThreshold = writtenAs(scalar(parseCountThreshold), {
  anyOf: [
    { type: 'number', minimum: 0 },
    { type: 'string', pattern: '^[<>]=? *\\d+(\\.\\d+)?$' },
  ],
})
  .exactOptional()
  .describe('A count of the scan, or what bounds it: `<= 2`.');

type FigureShape = Readonly<Record<Figure, typeof timeThreshold | typeof countThreshold>>;

const figureShape = {
  duration: timeThreshold,
  'local errors': countThreshold,
  ...Object.fromEntries(statistics.map((statistic) => [`port.time.${statistic}`, timeThreshold])),
  ...Object.fromEntries(statistics.map((statistic) => [`port.attempts.${statistic}`, countThreshold])),
} as FigureShape;

export const figures = Object.keys(figureShape) as readonly Figure[];

/** What is expected of a whole scan. */
const scanShape = {
  summary: summary.exactOptional().describe('How many ports of each state are found.'),
  ...figureShape,
};

/** Who looks at whom: it decides which names may be left out in `expect`. */
export interface Names {
  readonly hosts: readonly string[];
  readonly scanners: readonly { readonly name: string; readonly hosts: readonly string[] }[];
}

export type PortExpectationYaml = z.output<typeof portExpectation>;

/** What is expected on one host: its ports. */
export type HostExpectationsYaml = Readonly<Record<string, PortExpectationYaml>>;

/** What is expected of one scanner: of its hosts, by their names; where there is one, of its ports; and of the whole. */
export type ScanExpectationsYaml = { readonly summary?: z.output<typeof summary> } & Readonly<
  Partial<Record<Figure, Threshold>>
> &
  Readonly<Record<string, PortExpectationYaml | HostExpectationsYaml | undefined>>;

/** The same; or, by the names of scanners, what is expected of each. */
export type ExpectationsYaml = ScanExpectationsYaml & Readonly<Record<string, unknown>>;

const hostExpectations = withPortKeys(z.record(z.string(), portExpectation), []);

/** What any scenario may expect: for editors, which cannot know its names. */
const ofPortsOrHosts = z.union([portExpectation, hostExpectations]);
const ofScan = z.object(scanShape).catchall(ofPortsOrHosts);
export const anyExpectations = z.object(scanShape).catchall(z.union([portExpectation, hostExpectations, ofScan]));

/** What a scenario with these hosts and scanners may expect. */
export function expectationsSchema(names: Names): z.ZodType<ExpectationsYaml> {
  const ofScanners = Object.fromEntries(
    names.scanners.map(({ name, hosts }) => [name, scanExpectations(hosts, names, {}).exactOptional()]),
  );
  const [only, ...others] = names.scanners;
  if (only !== undefined && others.length === 0) return scanExpectations(only.hosts, names, ofScanners) as never;
  const misplaced = [...Object.keys(scanShape), ...names.hosts];
  const help = `write it below the name of a scanner: ${listQuoted(Object.keys(ofScanners))}`;
  return withoutPorts(ofScanners, misplaced, 'it is not said which scanner is to find this', help) as never;
}

function scanExpectations(hosts: readonly string[], names: Names, ofScanners: z.core.$ZodLooseShape) {
  const ofHosts = Object.fromEntries(names.hosts.map((host) => [host, hostExpectations.exactOptional()]));
  const shape: z.core.$ZodLooseShape = { ...ofHosts, ...ofScanners, ...scanShape };
  if (hosts.length === 1) {
    const names = [...Object.keys(ofScanners), ...hosts].filter((name, index, all) => all.indexOf(name) === index);
    const help = `write a port, a figure such as \`duration\`, or a name that is here: ${listQuoted(names)}`;
    return withPortKeys(z.object(shape).catchall(portExpectation), Object.keys(shape), help);
  }
  const help = `write it below the name of a host: ${listQuoted(hosts)}`;
  return withoutPorts(shape, [], 'it is not said on which host this is expected', help);
}

/** A map of which ports, and the other misplaced keys, would have to stand deeper. */
function withoutPorts(shape: z.core.$ZodLooseShape, misplaced: readonly string[], message: string, help: string) {
  const words = Object.keys(shape);
  return withKeys(z.looseObject(shape), (key) => {
    if (words.includes(key)) return;
    if (misplaced.includes(key) || isPortList(key)) throw new ValueError(message, help);
    const meant = suggest(key, words);
    throw new ValueError(
      `nothing here is called \`${key}\``,
      meant === undefined ? help : `did you mean \`${meant}\`?`,
    );
  });
}

function isPortList(key: string): boolean {
  try {
    return readPortList(key).length > 0;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}

function parseVerdictState(written: string): PortState {
  if (written === 'silent') {
    throw new ValueError('no scan can tell that a port is silent', 'a port that answers nothing is found `filtered`');
  }
  return parseWord(written, portStates);
}
