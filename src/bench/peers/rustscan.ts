import { expandPorts, parsePortList } from '../../protocol/port-list.ts';
import type { Peer } from './peer.ts';

/** RustScan, which names the open ports alone, and is greppable: `127.0.0.1 -> [22,80]`. */
export const rustscan: Peer = {
  name: 'rustscan',
  program: 'rustscan',
  versionArgs: ['--version'],
  version: /^rustscan (\S+)/m,
  takesRate: false,
  judged: 'open ports alone',
  scanArgs: ({ address, ports, concurrency, timeoutMs, retries }) => [
    ...['--no-config', '--no-banner', '--greppable', '--scripts', 'none', '--addresses', address],
    // It takes one range, or a list of ports without any.
    ...(/^\d+-\d+$/.test(ports) ? ['--range', ports] : ['--ports', expandPorts(parsePortList(ports)).join(',')]),
    ...['--batch-size', `${concurrency}`, '--timeout', `${timeoutMs}`, '--tries', `${1 + retries}`],
  ],
  *read(output) {
    for (const [, ports] of output.matchAll(/ -> \[([\d,]*)\]/g)) {
      for (const port of ports!.split(',')) if (port !== '') yield [Number(port), 'open'];
    }
  },
};
