import type { PortResult } from '../../results/scan.ts';
import type { Peer } from './peer.ts';

/**
 * Our own command, measured as the other programs are: a process from its start to its end. `command` is what runs it:
 * the program first.
 */
export function portlabCommand([program, ...first]: readonly [string, ...string[]]): Peer {
  return {
    name: 'portlab scan',
    program,
    versionArgs: [...first, '--version'],
    version: /^(\S+)/,
    takesRate: true,
    judged: 'all states',
    scanArgs: ({ address, ports, concurrency, ratePerSecond, timeoutMs, retries }) => [
      ...[...first, 'scan', address, '-p', ports, '--probe', 'tcp', '--ndjson'],
      ...['--concurrency', `${concurrency}`, '--timeout', `${timeoutMs}ms`, '--retries', `${retries}`],
      ...(ratePerSecond === undefined ? [] : ['--rate', `${ratePerSecond}`]),
    ],
    *read(output) {
      for (const line of output.split('\n')) {
        if (line === '') continue;
        const { port, state } = JSON.parse(line) as Partial<PortResult>;
        // The last line is the summary.
        if (port !== undefined && state !== undefined) yield [port, state];
      }
    },
  };
}
