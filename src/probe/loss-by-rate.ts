import { BEARABLE_LOSS } from './loss-estimate.ts';
import { lowerBound, upperBound } from './share-bounds.ts';

/** Counts are halved when there are so many, so that what is long over weighs little. */
const MEMORY = 64;
/** One loss at a low rate may be chance. */
const LOST_ENOUGH = 2;
/** Standard deviations within which two shares are taken for the same. */
const CONFIDENCE = 2;

interface Count {
  sent: number;
  lost: number;
}

/**
 * How much was lost at which rate of sending, in powers of two. Where a bottleneck loses what is too much for it, half
 * the rate loses far less; where loss is the path's own, every rate loses the same, and slowing down helps nobody.
 */
export class LossByRate {
  readonly #counts: Count[] = [];

  /** A canary that was sent at this rate answered, or was lost; so are several at once, for one reason. */
  count(perSecond: number, isLost: boolean): void {
    const level = levelOf(perSecond);
    while (this.#counts.length <= level) this.#counts.push({ sent: 0, lost: 0 });
    const count = this.#counts[level]!;
    count.sent += 1;
    if (isLost) count.lost += 1;
    if (count.sent < MEMORY) return;
    count.sent /= 2;
    count.lost /= 2;
  }

  /**
   * Whether lower rates than this one were seen to lose as much, or this one as much as higher ones: then it is not what
   * loses. False as long as that is not known, and where so much is lost that further attempts do not make up for it.
   */
  isInnocent(perSecond: number): boolean {
    const level = levelOf(perSecond);
    return this.#isAlike(level) || this.#isAlike(level + 1);
  }

  /** Whether the levels below this one lose as much as it and those above. */
  #isAlike(level: number): boolean {
    const slow = sum(this.#counts.slice(0, level));
    const fast = sum(this.#counts.slice(level));
    if (slow.lost < LOST_ENOUGH || fast.sent === 0) return false;
    if (Math.max(slow.lost / slow.sent, fast.lost / fast.sent) > BEARABLE_LOSS) return false;
    return lowerBound(fast.lost, fast.sent, CONFIDENCE) <= upperBound(slow.lost, slow.sent, CONFIDENCE);
  }
}

function levelOf(perSecond: number): number {
  return Math.max(0, Math.floor(Math.log2(perSecond)));
}

function sum(counts: readonly Count[]): Count {
  const total = { sent: 0, lost: 0 };
  for (const { sent, lost } of counts) {
    total.sent += sent;
    total.lost += lost;
  }
  return total;
}
