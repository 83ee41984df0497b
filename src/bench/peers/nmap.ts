import { expandPorts, parsePortList } from '../../protocol/port-list.ts';
import type { PortState } from '../../results/scan.ts';
import type { Peer } from './peer.ts';

/** Nmap's connect scan. Its rate limit counts packets, of which a connect has one as Nmap sees it. */
export const nmap: Peer = {
  name: 'nmap -sT',
  program: 'nmap',
  versionArgs: ['--version'],
  version: /^Nmap version (\S+)/m,
  takesRate: true,
  judged: 'all states',
  scanArgs: ({ address, ports, concurrency, ratePerSecond, timeoutMs, retries }) => [
    ...['-sT', '-n', '-Pn', '-oX', '-', '-p', ports],
    ...['--min-parallelism', `${concurrency}`, '--max-parallelism', `${concurrency}`],
    ...['--initial-rtt-timeout', `${timeoutMs}ms`, '--max-rtt-timeout', `${timeoutMs}ms`],
    ...['--max-retries', `${retries}`],
    ...(ratePerSecond === undefined ? [] : ['--max-rate', `${ratePerSecond}`]),
    address,
  ],
  *read(output) {
    if (!output.includes('exit="success"')) throw new Error('nmap did not finish its scan');
    for (const [, port, state] of output.matchAll(/<port protocol="tcp" portid="(\d+)"><state state="([^"]+)"/g)) {
      yield [Number(port), portState(state!)];
    }
    // A crowd of one state is folded; since 7.92 the fold names its ports.
    for (const [, state, reasons] of output.matchAll(/<extraports state="([^"]+)"[^>]*>(.*?)<\/extraports>/gs)) {
      for (const [, ports] of reasons!.matchAll(/<extrareasons [^>]*ports="([^"]+)"/g)) {
        for (const port of expandPorts(parsePortList(ports!))) yield [port, portState(state!)];
      }
    }
  },
};

function portState(word: string): PortState {
  return word === 'open' || word === 'closed' || word === 'filtered' ? word : 'error';
}
