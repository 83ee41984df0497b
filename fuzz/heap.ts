import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Octets in use once everything that nobody can reach is gone, array buffers included. */
export function heapOctets(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * What `run` leaves behind in one call, in octets: the least of three rounds of as many calls, after one round in which
 * caches fill and code is compiled.
 */
export function growthPerCall(calls: number, run: (call: number) => void): number {
  const round = () => {
    for (let call = 0; call < calls; call += 1) run(call);
    return heapOctets();
  };
  let before = round();
  const growths = Array.from({ length: 3 }, () => {
    const after = round();
    const growth = after - before;
    before = after;
    return growth;
  });
  return Math.min(...growths) / calls;
}
