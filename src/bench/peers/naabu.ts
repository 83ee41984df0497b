import type { Peer } from './peer.ts';

/** So many a second are no limit: naabu has always one. */
const NO_LIMIT = 1_000_000;

/** Naabu's connect scan, which names the open ports alone, a JSON object a line. */
export const naabu: Peer = {
  name: 'naabu',
  program: 'naabu',
  versionArgs: ['-version'],
  version: /Version: v?(\S+)/,
  takesRate: true,
  judged: 'open ports alone',
  scanArgs: ({ address, ports, concurrency, ratePerSecond = NO_LIMIT, timeoutMs, retries }) => [
    ...['-host', address, '-p', ports, '-s', 'c', '-json', '-silent'],
    ...['-c', `${concurrency}`, '-rate', `${ratePerSecond}`],
    ...['-timeout', `${timeoutMs}`, '-retries', `${1 + retries}`, '-warm-up-time', '0'],
  ],
  *read(output) {
    for (const line of output.split('\n')) {
      if (line.trim() === '') continue;
      const { port } = JSON.parse(line) as { port: number };
      yield [port, 'open'];
    }
  },
};
