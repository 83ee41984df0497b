import { type Command, InvalidArgumentError, Option } from 'commander';
import { expandPorts, highestPort, lowestPort, type PortRange } from '../protocol/port-list.ts';
import { count, formatCount } from '../report/plain-text.ts';
import type { ProbeMethod, ScanMode } from '../results/scan.ts';
import { popularPorts } from '../scan/popular-ports.ts';
import { usageError } from './exit-code.ts';
import { isNmapFormat } from './nmap-habits.ts';
import {
  type CommonOptions,
  collectRanges,
  durationMs,
  MAX_SEED,
  oneOf,
  port,
  portList,
  wholeNumber,
  withCommonOptions,
} from './options.ts';
import { requireDistinctFiles } from './report-files.ts';

/** What `portlab scan` can be told, and what of it does not go together. */

export interface ScanOptions extends CommonOptions {
  readonly p?: readonly PortRange[];
  readonly Q?: true;
  readonly F?: true;
  readonly probe: ProbeMethod;
  readonly via?: number;
  readonly encoding: 'text' | 'binary';
  readonly info?: true;
  readonly timeout: number;
  readonly retries: number;
  readonly concurrency: number | 'auto';
  readonly rate?: number;
  readonly open?: true;
  readonly allow?: readonly string[];
  readonly seed?: number;
  readonly resume?: string;
  readonly trace?: string;
  readonly record?: string;
  readonly json?: true;
  readonly ndjson?: true;
  readonly o?: string;
}

export function withScanOptions(command: Command): Command {
  command
    .optionsGroup('Which ports:')
    .option('-p <ports>', 'these: 22,80,8000-8100; - for all', portsOrAll)
    .option('-Q', 'the 1000 popular ports (the default)')
    .option('-F', 'all 65,535 ports; takes some extra time')
    .optionsGroup('How they are asked:')
    .addOption(
      new Option('--probe <kind>', 'psap: ask the responder; tcp: let the TCP answer decide; syn: not built yet')
        .argParser(oneOf('psap', 'tcp', 'syn'))
        .default('psap', 'psap'),
    )
    .option('--via <port>', 'agent mode: ask the agent on this port of the target', port)
    .addOption(
      new Option('--encoding <form>', 'of status requests: text or binary')
        .argParser(oneOf('text', 'binary'))
        .default('text', 'text'),
    )
    .option('--info', 'also ask open ports for their service, and the host for its system')
    .addOption(
      new Option('--timeout <duration>', 'how long one attempt waits for an answer: 300ms, 2s')
        .argParser(durationMs)
        .default(1_000, '1s'),
    )
    .option(
      '--retries <n>',
      'further attempts where nothing certain was seen; ten times as many where answers are lost',
      wholeNumber(0, 100),
      1,
    )
    .addOption(
      new Option('--concurrency <n>', 'probes under way at once at most, or auto')
        .argParser(concurrency)
        .default('auto', 'auto'),
    )
    .option('--rate <n>', 'probes per second at most', wholeNumber(1, 10_000_000))
    .option('--seed <n>', 'the seed of the random order', wholeNumber(0, MAX_SEED))
    .option('--allow <cidr>', 'let targets outside loopback be scanned; repeatable', collectRanges)
    .option('--resume <file>', 'go on with the scan that was interrupted and left this file: no targets then')
    .optionsGroup('What is shown:')
    .option('--open', 'open ports alone')
    .option('--json', 'one JSON document')
    .option('--ndjson', 'one JSON object a line as ports are decided, then the summary')
    .option('-o <file>', 'write the JSON document to a file as well', outputFile)
    .option('--trace <file>', 'write what happened as JSON lines, or for Wireshark where it ends in .pcapng')
    .option('--record <file>', 'write a scenario of `portlab run` that brings back what was met');
  return withCommonOptions(command);
}

const allPorts: readonly PortRange[] = [{ first: lowestPort, last: highestPort }];

function portsOrAll(text: string): readonly PortRange[] {
  return text === '-' ? allPorts : portList(text);
}

function outputFile(file: string): string {
  if (!isNmapFormat(file)) return file;
  throw new InvalidArgumentError(
    `There is one form, which is JSON: write -o FILE, or -o ./${file} where that is its name.`,
  );
}

/** The ports to scan, ascending. */
export function choosePorts({ p, Q, F }: ScanOptions): { mode: ScanMode; ports: readonly number[] } {
  if ([p, Q, F].filter((choice) => choice !== undefined).length > 1) {
    throw usageError('-p, -Q and -F exclude each other: choose one set of ports');
  }
  if (p !== undefined) return { mode: 'list', ports: expandPorts(p) };
  if (F !== undefined) return { mode: 'full', ports: expandPorts(allPorts) };
  return { mode: 'quick', ports: popularPorts.toSorted((one, other) => one - other) };
}

/** Ports of all hosts together; all their results are held in memory. */
const MOST_PORTS = 2_000_000;

export function checkSize(hosts: number, ports: number): void {
  const size = hosts * ports;
  if (size <= MOST_PORTS) return;
  throw usageError(
    `${count(ports, 'port')} of ${count(hosts, 'host')} are ${formatCount(size)}; one scan takes ` +
      `${formatCount(MOST_PORTS)} at most: name fewer hosts or ports`,
  );
}

export function chooseMethod({ probe, via, info }: ScanOptions): Exclude<ProbeMethod, 'syn'> {
  if (probe === 'syn') throw usageError('--probe syn is not built yet; use psap or tcp');
  if (probe === 'tcp' && via !== undefined) {
    throw usageError('--via asks an agent, which --probe tcp cannot: leave one out');
  }
  if (probe === 'tcp' && info === true) {
    throw usageError('--info needs --probe psap: a TCP answer carries no information');
  }
  return probe;
}

export function checkOutput({ json, ndjson, trace, record, o, resume }: ScanOptions): void {
  requireDistinctFiles({ '--trace': trace, '--record': record, '-o': o });
  requireDistinctFiles({ '--resume': resume, '--trace': trace });
  if (json === true && ndjson === true) throw usageError('--json and --ndjson exclude each other');
}

function concurrency(text: string): number | 'auto' {
  return text === 'auto' ? text : wholeNumber(1, 1_000_000)(text);
}
