import { countPorts } from '../protocol/port-list.ts';
import { RealisationError } from './backend.ts';
import { type Scanner, scannerDefaults } from './model.ts';

/** Scanner, embedded proxy and responder share this process: one probe under way has two connections, with two ends each. */
const DESCRIPTORS_PER_PROBE = 4;
/** For what comes and goes beside the probes, such as a change that is asked of the proxy. */
const SPARE_DESCRIPTORS = 8;

/**
 * How many probes each scanner may have under way at once. Where descriptors run out, the end of a connection that lacks
 * one shows as a reset or a hangup of the other's: a scanner of which nothing is said keeps to what there is room for.
 *
 * @param free how many descriptors this process may still open; undefined where nobody knows
 * @throws RealisationError at each scanner for which there is no room
 */
export function probesAtOnce(scanners: readonly Scanner[], free: number | undefined): number[] {
  // An agent is asked over one connection, whatever is asked of it.
  const direct = scanners.filter(({ via }) => via === 'direct').length;
  const room = free === undefined ? Number.POSITIVE_INFINITY : Math.max(0, free - SPARE_DESCRIPTORS) / direct;
  const most = Math.floor(room / DESCRIPTORS_PER_PROBE);
  const lacking = scanners.filter((scanner) => scanner.via === 'direct' && least(scanner) > most);
  if (lacking.length === 0) return scanners.map((scanner) => concurrencyOf(scanner, most));
  throw new RealisationError(
    lacking.map((scanner) => {
      const probes = least(scanner);
      const what = probes === 1 ? 'a probe needs' : `${probes} probes at once need`;
      return {
        ...scanner.place,
        message: `${what} ${probes * DESCRIPTORS_PER_PROBE} descriptors, and ${Math.floor(room)} are left`,
        help: most < 1 ? 'raise ulimit -n' : `raise ulimit -n, or set a concurrency of at most ${most}`,
      };
    }),
  );
}

/** What is said has to be possible, were it only as far as there is so much to probe; what is not said may be one. */
function least({ concurrency = 1, ports, hosts }: Scanner): number {
  return Math.min(concurrency, countPorts(ports) * hosts.length);
}

function concurrencyOf({ concurrency, via }: Scanner, most: number): number {
  return concurrency ?? (via === 'direct' ? Math.min(scannerDefaults.concurrency, most) : scannerDefaults.concurrency);
}
