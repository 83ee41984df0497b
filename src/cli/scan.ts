import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AgentProber } from '../engines/agent-prober.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { FixedPacing } from '../probe/pacing.ts';
import type { Prober } from '../probe/prober.ts';
import { expandPorts, type PortRange } from '../protocol/port-list.ts';
import { toJsonDocument, toJsonLine } from '../report/json.ts';
import { count } from '../report/plain-text.ts';
import { renderScan } from '../report/scan-text.ts';
import type { PortResult, ProbeMethod, ScanMode, ScanResult } from '../results/scan.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { popularPorts } from '../scan/popular-ports.ts';
import { type ScanEnd, ScanSession } from '../scan/scan-session.ts';
import { CounterRandom } from '../sim/random.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { catchInterrupt } from './interrupt.ts';
import {
  type CommonOptions,
  chooseSeed,
  collect,
  durationMs,
  MAX_SEED,
  oneOf,
  port,
  portList,
  wholeNumber,
  withCommonOptions,
} from './options.ts';
import { openProgress } from './progress.ts';
import { openScope, resolveTargets } from './targets.ts';
import { openTerminal, type Terminal } from './terminal.ts';

interface ScanOptions extends CommonOptions {
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
  readonly trace?: string;
  readonly json?: true;
  readonly ndjson?: true;
  readonly o?: string;
}

/** Connections under way at once where `--concurrency auto`; local failures bring it down further. */
const AUTO_CONCURRENCY = 256;

/** Adds `portlab scan`. `finish` is told how the process is to exit. */
export function addScanCommand(program: Command, finish: (code: ExitCode) => void): void {
  withCommonOptions(program.command('scan'))
    .summary('probe ports, the reference scanner')
    .description('Probes ports of one or more hosts and says of each whether it is open, closed or filtered.')
    .argument('<target...>', 'IP addresses, networks or host names')
    .option('-p <ports>', 'these ports: 22,80,8000-8100', portList)
    .option('-Q', 'the 1000 popular ports (the default)')
    .option('-F', 'all 65,535 ports')
    .option(
      '--probe <kind>',
      'psap: ask the responder; tcp: let the TCP answer decide; syn',
      oneOf('psap', 'tcp', 'syn'),
      'psap',
    )
    .option('--via <port>', 'agent mode: ask the agent on this port of the target', port)
    .option('--encoding <form>', 'text or binary', oneOf('text', 'binary'), 'text')
    .option('--info', 'ask open ports for their service, and the host for its operating system')
    .option('--timeout <duration>', 'how long one attempt waits for an answer', durationMs, 1_000)
    .option('--retries <n>', 'further attempts where nothing certain was seen', wholeNumber(0, 100), 1)
    .option('--concurrency <n>', 'probes under way at once, or auto', concurrency, 'auto')
    .option('--rate <n>', 'probes per second at most', wholeNumber(1, 10_000_000))
    .option('--open', 'show open ports alone')
    .option('--allow <cidr>', 'let targets outside loopback be scanned; repeatable', collect)
    .option('--seed <n>', 'the seed of the random order', wholeNumber(0, MAX_SEED))
    .option('--trace <file>', 'write what happened (not built yet)')
    .option('--json', 'print one JSON document')
    .option('--ndjson', 'print one JSON object a line as ports are decided, then the summary')
    .option('-o <file>', 'write the JSON document to a file as well')
    .action(async (targets: string[], options: ScanOptions) => finish(await scan(targets, options)));
}

async function scan(targets: readonly string[], options: ScanOptions): Promise<ExitCode> {
  const { mode, ports } = choosePorts(options);
  checkCombination(options);
  const terminal = openTerminal(options.color);
  const hosts = await resolveTargets(targets, openScope(options.allow));
  const seed = chooseSeed(options.seed);
  if (mode === 'full') terminal.notice('Scanning all 65,535 ports: this scan will take some extra time.');

  const shown = (result: PortResult) => options.open === undefined || result.state === 'open';
  const progress = openProgress(terminal.interactive && options.ndjson === undefined, hosts.length * ports.length);
  const session = new ScanSession(
    {
      mode,
      method: options.probe as 'psap' | 'tcp',
      hosts,
      ports,
      information: options.info === true,
      retries: options.retries,
    },
    {
      prober: createProber(options),
      pacing: new FixedPacing({
        concurrency: options.concurrency === 'auto' ? AUTO_CONCURRENCY : options.concurrency,
        timeoutMs: options.timeout,
        ...(options.rate === undefined ? {} : { ratePerSecond: options.rate }),
      }),
      clock: nodeClock,
      random: new CounterRandom(seed),
      onDecided: (result) => {
        progress.advance();
        if (options.ndjson === true && shown(result)) terminal.print(toJsonLine(result));
      },
    },
  );
  const interrupt = catchInterrupt();
  interrupt.signal.addEventListener('abort', () => session.stop());
  const { result, end } = await session.run();
  interrupt.release();
  progress.close();
  const decided = Object.values(result.summary).reduce((sum, number) => sum + number, 0);
  if (end.kind !== 'agent-unreachable' || decided > 0) await output(filterPorts(result, shown), options, terminal);
  if (end.kind === 'stopped') terminal.notice(`Interrupted: ${decided} of ${count(session.size, 'port')} decided.`);
  return ending(end, options);
}

function choosePorts({ p, Q, F }: ScanOptions): { mode: ScanMode; ports: readonly number[] } {
  if ([p, Q, F].filter((choice) => choice !== undefined).length > 1) {
    throw usageError('-p, -Q and -F exclude each other: choose one set of ports');
  }
  if (p !== undefined) return { mode: 'list', ports: expandPorts(p) };
  if (F !== undefined) return { mode: 'full', ports: expandPorts([{ first: 1, last: 65_535 }]) };
  return { mode: 'quick', ports: popularPorts.toSorted((one, other) => one - other) };
}

function checkCombination({ probe, via, info, json, ndjson, trace }: ScanOptions): void {
  if (probe === 'syn') throw usageError('--probe syn is not built yet; use psap or tcp');
  if (trace !== undefined) throw usageError('--trace is not built yet');
  if (probe === 'tcp' && via !== undefined)
    throw usageError('--via asks an agent, which --probe tcp cannot: leave one out');
  if (probe === 'tcp' && info === true)
    throw usageError('--info needs --probe psap: a TCP answer carries no information');
  if (json === true && ndjson === true) throw usageError('--json and --ndjson exclude each other');
}

function createProber({ via, encoding }: ScanOptions): Prober {
  const parts = { dialer: tcpDialer, clock: nodeClock, encoding };
  return via === undefined ? new DirectProber(parts) : new AgentProber({ ...parts, agentPort: via });
}

/** The counts stay those of all ports. */
function filterPorts(result: ScanResult, shown: (port: PortResult) => boolean): ScanResult {
  return { ...result, hosts: result.hosts.map((host) => ({ ...host, ports: host.ports.filter(shown) })) };
}

async function output(result: ScanResult, { json, ndjson, o }: ScanOptions, terminal: Terminal): Promise<void> {
  if (json === true) terminal.print(toJsonDocument(result));
  else if (ndjson === true) terminal.print(toJsonLine({ ...result, hosts: undefined }));
  else terminal.print(renderScan(result, terminal.colours));
  if (o === undefined) return;
  await writeFile(o, toJsonDocument(result)).catch((error: NodeJS.ErrnoException) => {
    throw environmentError(`cannot write ${o} (${error.code}); the result stands on standard output`);
  });
}

function ending(end: ScanEnd, { via }: ScanOptions): ExitCode {
  switch (end.kind) {
    case 'finished':
      return exitCode.ok;
    case 'stopped':
      return exitCode.interrupted;
    case 'agent-unreachable':
      throw environmentError(
        `the agent at ${end.address} port ${via} never accepted a connection (${end.code}); is a responder running there?`,
      );
  }
}

function concurrency(text: string): number | 'auto' {
  return text === 'auto' ? text : wholeNumber(1, 1_000_000)(text);
}
