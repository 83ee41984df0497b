import type { Command } from 'commander';
import { AgentProber } from '../engines/agent-prober.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { RecordingDialer } from '../engines/recording-dialer.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import type { Prober } from '../probe/prober.ts';
import { formatEndpoint } from '../protocol/address.ts';
import { count, formatCount, harmless } from '../report/plain-text.ts';
import type { PortResult, ScanResult } from '../results/scan.ts';
import type { Dialer } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { type EarlierPart, isUnanswered } from '../scan/earlier-part.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import type { ScanEnd } from '../scan/scan-report.ts';
import { ScanSession } from '../scan/scan-session.ts';
import { createScope } from '../scan/scope.ts';
import { CounterRandom } from '../sim/random.ts';
import { type ExitCode, environmentError, exitCode } from './exit-code.ts';
import { keepHeapSmall } from './frugal-heap.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { keepScan } from './kept-scan.ts';
import { hintForNmapUser } from './nmap-habits.ts';
import { chooseSeed } from './options.ts';
import { openProgress } from './progress.ts';
import { openRecorder } from './record.ts';
import { requireWritable } from './report-files.ts';
import { checkResume, readResumableFile, resumeCommand, resumedOptions, resumedPlan } from './resume.ts';
import { withResumeEntry } from './resume-entry.ts';
import {
  checkOutput,
  checkSize,
  chooseMethod,
  choosePorts,
  type ScanOptions,
  withScanOptions,
} from './scan-options.ts';
import { printPort, printScan } from './scan-output.ts';
import { resolveTargets } from './targets.ts';
import { openTerminal } from './terminal.ts';
import { beginRecording, openTrace } from './trace.ts';

/** The name that the scanner has in a timeline. */
const SCANNER = 'default';

/** Adds `portlab scan`. `finish` is told how the process is to exit. */
export function addScanCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = withScanOptions(program.command('scan'))
    .summary('probe ports, the reference scanner')
    .description('Probes ports of one or more hosts and says of each whether it is open, closed or filtered.')
    .configureOutput({ outputError: (text, write) => write(text + hintForNmapUser(text)) })
    .argument('[target...]', 'IP addresses, networks (127.0.0.0/28) or host names')
    .action(async (targets: string[], options: ScanOptions) => {
      checkOutput(options);
      if (options.resume !== undefined) {
        checkResume(options.resume, targets, command);
        finish(await resume(options.resume, options));
      } else {
        if (targets.length === 0) command.error("error: missing required argument 'target'");
        finish(await scan(targets, await makePlan(targets, options), options));
      }
    });
  addExamples(command, [
    ['portlab scan 127.0.0.1', 'the 1000 popular ports'],
    ['portlab scan ::1 -p 22,80,8000-8100 --info', 'some ports, and what stands behind them'],
    ['portlab scan localhost -F --via 4545', 'all ports, by asking the agent on port 4545'],
    ['portlab scan 127.0.0.1 --probe tcp --open', 'what accepts TCP, whatever it speaks'],
    ['portlab scan 192.0.2.7 --allow 192.0.2.0/28', 'a host outside loopback that you may scan'],
    ['portlab scan 127.0.0.1 --json -o scan.json', 'for scripts, and kept in a file'],
    ['portlab scan --resume scan.json', 'what an interrupted scan has left to do'],
    ['portlab scan 127.0.0.1 --trace scan.pcapng', 'every octet, for Wireshark'],
    ['portlab scan 127.0.0.1 --record met.yaml', 'a scenario that brings back what was met'],
  ]);
}

/** Goes on with the scan that was interrupted; where nothing is left of it, its result is printed again. */
async function resume(file: string, words: ScanOptions): Promise<ExitCode> {
  const terminal = openTerminal(words.color);
  const saved = await readResumableFile(file);
  const { hosts } = saved.result;
  if (saved.resume === undefined) {
    terminal.notice(`Nothing is left to do: ${harmless(file)} is complete.`);
    for (const { ports } of hosts) for (const port of ports) printPort(port, words, terminal);
    const { unsaved } = await keepScan(saved.result, words, false);
    await printScan(saved.result, words, terminal);
    if (unsaved !== undefined) throw unsaved;
    return exitCode.ok;
  }
  const options = resumedOptions(saved.resume, saved, words);
  const plan = await resumedPlan(saved.resume, saved, options);
  return scan(['--resume', file], plan, options);
}

/** `targets` are the words that say what is scanned. */
async function scan(targets: readonly string[], plan: ScanPlan, options: ScanOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  await requireWritable(options.o);
  const seed = chooseSeed(options.seed);
  const recorder = await openRecorder(targets, plan, options);
  const trace = await openTrace(options.trace);
  const interrupt = catchInterrupt();
  if (plan.earlier !== undefined) terminal.notice(resumingText(plan, plan.earlier));
  else if (plan.mode === 'full') terminal.notice('Scanning all 65,535 ports: this scan will take some extra time.');
  keepHeapSmall();
  const progress = openProgress(
    terminal.interactive && options.ndjson === undefined,
    plan.hosts.length * plan.ports.length,
  );
  const run = { name: `portlab scan ${targets.join(' ')}`, seed };
  const recording = beginRecording(run, trace.sink, recorder.witness);
  const dialer = recording === undefined ? tcpDialer : new RecordingDialer(tcpDialer, recording, SCANNER);
  const session = new ScanSession(plan, {
    prober: createProber(options, dialer),
    pacing: createPacing(options),
    clock: nodeClock,
    random: new CounterRandom(seed),
    onDecided: (port) => {
      progress.advance();
      recording?.addVerdict(SCANNER, port);
      printPort(port, options, terminal);
    },
  });
  interrupt.signal.addEventListener('abort', () => session.stop());
  for (const port of settledPorts(plan)) {
    progress.advance();
    printPort(port, options, terminal);
  }
  const { result, end, unanswered } = await session.run();
  interrupt.release();
  progress.close();
  const untraced = await trace.close();
  const unrecorded = await recorder.write(result, terminal);
  const decided = countDecided(result);
  const isToPrint = end.kind !== 'agent-unreachable' || decided > 0;
  const whole = result.complete ? result : withResumeEntry(result, plan, options, unanswered);
  // The files first: a reader of standard output may leave, and the process with it.
  const kept = isToPrint ? await keepScan(whole, options, end.kind === 'stopped' && decided > 0) : {};
  if (isToPrint) await printScan(result, options, terminal);
  if (end.kind === 'stopped') {
    const where = kept.file === undefined ? '' : `; kept in ${harmless(kept.file)}`;
    terminal.notice(`Interrupted: ${formatCount(decided)} of ${count(session.size, 'port')} decided${where}.`);
  }
  if (kept.unkept !== undefined) terminal.notice(`It cannot be resumed: ${kept.unkept.message}.`);
  if (kept.file !== undefined) terminal.notice(`Resume: ${resumeCommand(kept.file, options)}`);
  const unwritten = untraced ?? unrecorded ?? kept.unsaved;
  if (unwritten !== undefined) throw unwritten;
  return exitCodeOf(end, options);
}

/** What an earlier part of the scan found, and nothing is to be added to. */
function settledPorts({ earlier }: ScanPlan): readonly PortResult[] {
  if (earlier === undefined) return [];
  const isToInform = isUnanswered(earlier);
  return earlier.hosts.flatMap(({ ports }) => ports.filter((port) => !isToInform(port)));
}

function resumingText({ hosts, ports }: ScanPlan, earlier: EarlierPart): string {
  const decided = earlier.hosts.reduce((sum, host) => sum + host.ports.length, 0);
  return `Resuming: ${formatCount(decided)} of ${count(hosts.length * ports.length, 'port')} are decided.`;
}

function countDecided({ summary }: ScanResult): number {
  return Object.values(summary).reduce((sum, number) => sum + number, 0);
}

/** Everything that can be wrong with what was asked for is found here, before anything is sent. */
async function makePlan(targets: readonly string[], options: ScanOptions): Promise<ScanPlan> {
  const { mode, ports } = choosePorts(options);
  const method = chooseMethod(options);
  const hosts = await resolveTargets(targets, createScope(options.allow ?? []));
  checkSize(hosts.length, ports.length);
  return { mode, method, hosts, ports, information: options.info === true, retries: options.retries };
}

function createProber({ via, encoding }: ScanOptions, dialer: Dialer): Prober {
  const parts = { dialer, clock: nodeClock, encoding };
  return via === undefined ? new DirectProber(parts) : new AgentProber({ ...parts, agentPort: via });
}

function createPacing({ concurrency, timeout, rate }: ScanOptions): AdaptivePacing {
  return new AdaptivePacing({
    timeoutMs: timeout,
    ...(concurrency === 'auto' ? {} : { concurrency }),
    ...(rate === undefined ? {} : { ratePerSecond: rate }),
  });
}

function exitCodeOf(end: ScanEnd, { via }: ScanOptions): ExitCode {
  switch (end.kind) {
    case 'finished':
      return exitCode.ok;
    case 'stopped':
      return exitCode.interrupted;
    case 'agent-unreachable': {
      const agent = formatEndpoint({ address: end.address, port: via! });
      const others = end.others === 0 ? '' : `, and neither did ${count(end.others, 'other')}`;
      throw environmentError(
        `the agent at ${agent} never accepted a connection (${end.code})${others}; is a responder running there?`,
      );
    }
  }
}
