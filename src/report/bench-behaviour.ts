import type { TargetBehaviour } from '../results/bench.ts';
import { formatShare } from '../source/quantity.ts';
import { formatCount } from './plain-text.ts';

/** `closed`, `lossy=5%`: as it is written on the command line. */
export function behaviourName({ behaviour, delayMs, lossShare, servedPerSecond }: TargetBehaviour): string {
  if (delayMs !== undefined) return `${behaviour}=${delayMs}ms`;
  if (lossShare !== undefined) return `${behaviour}=${formatShare(lossShare)}`;
  return servedPerSecond === undefined ? behaviour : `${behaviour}=${servedPerSecond}/s`;
}

/** What the behaviour is, in words. */
export function behaviourText({ behaviour, delayMs = 0, lossShare = 0, servedPerSecond = 0 }: TargetBehaviour): string {
  switch (behaviour) {
    case 'closed':
      return 'every port refuses';
    case 'open':
      return 'every port is open';
    case 'filtered':
      return 'a tenth filtered, a tenth open, the rest closed';
    case 'slow':
      return `every port is open, and answers ${delayMs} ms late`;
    case 'lossy':
      return `every port is open, and ${formatShare(lossShare)} of the attempts are lost`;
    case 'limited':
      return `every port is open, and connections beyond ${formatCount(servedPerSecond)} a second are reset`;
  }
}
