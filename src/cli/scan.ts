import type { Command } from 'commander';
import { AgentProber } from '../engines/agent-prober.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { RecordingDialer } from '../engines/recording-dialer.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import type { Prober } from '../probe/prober.ts';
import { formatEndpoint } from '../protocol/address.ts';
import { count, formatCount } from '../report/plain-text.ts';
import type { Dialer } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import type { ScanPlan } from '../scan/scan-plan.ts';
import { type ScanEnd, ScanSession } from '../scan/scan-session.ts';
import { createScope } from '../scan/scope.ts';
import { CounterRandom } from '../sim/random.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { keepHeapSmall } from './frugal-heap.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { chooseSeed } from './options.ts';
import { openProgress } from './progress.ts';
import { openRecorder } from './record.ts';
import { checkOutput, chooseMethod, choosePorts, type ScanOptions, withScanOptions } from './scan-options.ts';
import { printPort, putOut } from './scan-output.ts';
import { resolveTargets } from './targets.ts';
import { openTerminal } from './terminal.ts';
import { beginRecording, openTrace } from './trace.ts';

/** The name that the scanner has in a timeline. */
const SCANNER = 'default';
/** Ports of all hosts together; all their results are held in memory. */
const MOST_PORTS = 2_000_000;

/** Adds `portlab scan`. `finish` is told how the process is to exit. */
export function addScanCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = withScanOptions(program.command('scan'))
    .summary('probe ports, the reference scanner')
    .description('Probes ports of one or more hosts and says of each whether it is open, closed or filtered.')
    .argument('<target...>', 'IP addresses, networks (127.0.0.0/28) or host names')
    .action(async (targets: string[], options: ScanOptions) => finish(await scan(targets, options)));
  addExamples(command, [
    ['portlab scan 127.0.0.1', 'the 1000 popular ports'],
    ['portlab scan ::1 -p 22,80,8000-8100 --info', 'some ports, and what stands behind them'],
    ['portlab scan localhost -F --via 4545', 'all ports, by asking the agent on port 4545'],
    ['portlab scan 127.0.0.1 --probe tcp --open', 'what accepts TCP, whatever it speaks'],
    ['portlab scan 192.0.2.7 --allow 192.0.2.0/28', 'a host outside loopback that you may scan'],
    ['portlab scan 127.0.0.1 --json -o scan.json', 'for scripts, and kept in a file'],
    ['portlab scan 127.0.0.1 --trace scan.pcapng', 'every octet, for Wireshark'],
    ['portlab scan 127.0.0.1 --record met.yaml', 'a scenario that brings back what was met'],
  ]);
}

async function scan(targets: readonly string[], options: ScanOptions): Promise<ExitCode> {
  checkOutput(options);
  const plan = await makePlan(targets, options);
  const terminal = openTerminal(options.color);
  const seed = chooseSeed(options.seed);
  const recorder = await openRecorder(targets, plan, options);
  const trace = await openTrace(options.trace);
  const interrupt = catchInterrupt();
  if (plan.mode === 'full') terminal.notice('Scanning all 65,535 ports: this scan will take some extra time.');
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
  const { result, end } = await session.run();
  interrupt.release();
  progress.close();
  const untraced = await trace.close();
  const unrecorded = await recorder.write(result, terminal);
  const decided = Object.values(result.summary).reduce((sum, number) => sum + number, 0);
  if (end.kind !== 'agent-unreachable' || decided > 0) await putOut(result, options, terminal);
  if (end.kind === 'stopped') {
    terminal.notice(`Interrupted: ${formatCount(decided)} of ${count(session.size, 'port')} decided.`);
  }
  const unwritten = untraced ?? unrecorded;
  if (unwritten !== undefined) throw unwritten;
  return exitCodeOf(end, options);
}

/** Everything that can be wrong with what was asked for is found here, before anything is sent. */
async function makePlan(targets: readonly string[], options: ScanOptions): Promise<ScanPlan> {
  const { mode, ports } = choosePorts(options);
  const method = chooseMethod(options);
  const hosts = await resolveTargets(targets, createScope(options.allow ?? []));
  const size = hosts.length * ports.length;
  if (size > MOST_PORTS) {
    throw usageError(
      `${count(ports.length, 'port')} of ${count(hosts.length, 'host')} are ${formatCount(size)}; one scan takes ` +
        `${formatCount(MOST_PORTS)} at most: name fewer hosts or ports`,
    );
  }
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
