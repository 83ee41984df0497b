import { describe, expect, it } from 'vitest';
import type { Observation, ObservationKind } from '../probe/prober.ts';
import { HostWatch } from './host-watch.ts';

const TIMEOUT_MS = 1_000;
const silent = (index: number, atMs = 1_000): Observation => ({ index, kind: 'no-response', rttMs: TIMEOUT_MS, atMs });
const answer = (kind: ObservationKind = 'open'): Observation => ({ index: 0, kind, rttMs: 1, atMs: 1_000 });

/** So many ports have answered, the first of them only at the second attempt. */
function watchOf(answered: number): HostWatch {
  const watch = new HostWatch(1, TIMEOUT_MS, false);
  for (let port = 1; port <= answered; port += 1) watch.answered(port, answer('open'), port === 1 ? 1 : 0);
  return watch;
}

describe('a watch on a host', () => {
  it('has nobody to ask where nobody has answered', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    watch.hold(silent(1));
    expect([watch.canAsk, watch.beginRound(), watch.attemptedAgain()]).toEqual([false, [], undefined]);
  });

  it('doubts nothing where every port answered at once', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    watch.answered(22, answer('open'), 0);
    expect([watch.canAsk, watch.isInDoubt, watch.attemptsNeeded]).toEqual([true, false, 2]);
  });

  it('doubts silence until enough is known of the path, where it may wait for that', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, true);
    for (const port of [1, 2, 3]) watch.answered(port, answer(), 0);
    watch.hold(silent(99));
    let asked = 0;
    for (let judgement = 'wait'; judgement === 'wait'; ) {
      expect(watch.isInDoubt).toBe(true);
      const canaries = watch.beginRound();
      asked += canaries.length;
      const waiting = canaries.flatMap(() => watch.canaryBack(answer()));
      judgement = watch.judge(2);
      if (judgement === 'wait') for (const one of waiting) watch.hold(one);
    }
    // As often as ports that answered may be asked.
    expect([asked, watch.isInDoubt, watch.judge(2)]).toEqual([3 * 16, false, 'believe']);
    expect(new HostWatch(0, TIMEOUT_MS, true).isInDoubt).toBe(false);
  });

  it('asks ports that answer by themselves rather than such as are refused', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    watch.answered(1, answer('refused'), 0);
    watch.answered(22, answer('open'), 0);
    watch.answered(2, answer('refused'), 0);
    expect(watch.beginRound()).toEqual([22]);
  });

  it('keeps ports waiting until loss is ruled out, round after round', () => {
    const watch = watchOf(50);
    watch.hold(silent(99));
    let asked = 0;
    let rounds = 0;
    for (let judgement = 'wait'; judgement === 'wait'; rounds += 1) {
      const canaries = watch.beginRound();
      asked += canaries.length;
      const waiting = canaries.flatMap(() => watch.canaryBack(answer()));
      expect(waiting.map(({ index }) => index)).toEqual([99]);
      judgement = watch.judge(2);
      if (judgement === 'wait') watch.hold(waiting[0]!);
      else expect(judgement).toBe('believe');
    }
    // One of 51 attempts was lost: so many canaries all answer by luck once in a thousand times.
    expect(asked).toBe(Math.ceil(Math.log(1e-3) / Math.log(50 / 51)));
    expect(rounds).toBe(Math.ceil(asked / 16));
  });

  it('has ports asked again where a canary is lost', () => {
    const watch = watchOf(50);
    watch.hold(silent(99));
    const canaries = watch.beginRound();
    const waiting = canaries.flatMap((_, index) => watch.canaryBack(index > 0 ? answer() : silent(0)));
    expect(waiting).toHaveLength(1);
    expect(watch.judge(2)).toBe('ask-again');
    expect(watch.attemptsNeeded).toBeGreaterThan(2);
  });

  it('samples loss in rounds that grow while none is seen, and asks no port too often', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    for (const port of [1, 2, 3]) watch.answered(port, answer(port === 1 ? 'open' : 'refused'), 0);
    const sizes: number[] = [];
    const asked = new Set<number>();
    while (watch.isCurious) {
      const ports = watch.beginSampling(1_000);
      sizes.push(ports.length);
      for (const port of ports) {
        asked.add(port);
        watch.canaryBack(answer());
      }
    }
    expect(sizes.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 16]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(3 * 16);
    expect(asked).toEqual(new Set([1, 2, 3]));
    expect(new HostWatch(0, TIMEOUT_MS, false).isCurious).toBe(false);
  });

  it('keeps who waits where there is nobody to sample', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    watch.hold({ ...silent(1), kind: 'reset' });
    expect([watch.beginSampling(1_000), watch.heldBlindly]).toEqual([[], 1]);
    expect(watch.giveUp()).toHaveLength(1);
  });

  it('asks more at once where more were turned away', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    for (let index = 0; index < 40; index += 1) watch.hold({ ...silent(index), kind: 'hangup' });
    watch.answered(22, answer('open'), 0);
    expect(watch.beginRound()).toHaveLength(10);
  });

  it('does not take a host for silent that was asked too many samples at once', () => {
    const watch = watchOf(50);
    for (let size = 0; size < 16; ) {
      const ports = watch.beginSampling(1_000);
      size = ports.length;
      for (const _ of ports) watch.canaryBack(size < 16 ? answer() : silent(0, 100_000));
    }
    expect([watch.hasFallenSilent, watch.judge(2)]).toEqual([false, 'ask-again']);
  });

  it('begins no round while companions are under way: they say more', () => {
    const watch = watchOf(50);
    const companions = Array.from({ length: 16 }, () => watch.attemptedAgain()).filter((port) => port !== undefined);
    expect(companions).toHaveLength(1);
    watch.hold(silent(99));
    expect(watch.beginRound()).toEqual([]);
    watch.companionBack(answer());
    expect(watch.beginRound().length).toBeGreaterThan(0);
  });

  it('lets a host fall silent after sixteen lost canaries over forty time limits, and gives back who waits', () => {
    const watch = new HostWatch(1, TIMEOUT_MS, false);
    watch.answered(22, answer(), 0);
    watch.hold(silent(98));
    const rounds: number[] = [];
    for (let atMs = 20_000; !watch.hasFallenSilent; atMs += 10_000) {
      const canaries = watch.beginRound();
      rounds.push(canaries.length);
      for (const _ of canaries) watch.canaryBack(silent(0, atMs));
      expect(rounds.length).toBeLessThan(16);
    }
    // The fourth was lost forty seconds after the answer; then as many as are missing are asked at once.
    expect(rounds).toEqual([1, 1, 1, 1, 12]);
    watch.hold(silent(99));
    expect(watch.fallSilent().map(({ index }) => index)).toContain(99);
    expect([watch.canAsk, watch.isInDoubt, watch.attemptsNeeded]).toEqual([false, false, 2]);
  });

  it('takes no host for silent that lost many canaries in a short time, or that answered in between', () => {
    const watch = watchOf(5);
    watch.hold(silent(98));
    for (let lost = 0; lost < 40; lost += 1) for (const _ of watch.beginRound()) watch.canaryBack(silent(0, 40_000));
    expect(watch.hasFallenSilent).toBe(false);
    for (let lost = 0; lost < 40; lost += 1) {
      const canaries = watch.beginRound();
      for (const _ of canaries.slice(1)) watch.canaryBack(silent(0, 90_000));
      watch.canaryBack({ ...answer(), atMs: 90_000 });
    }
    expect(watch.hasFallenSilent).toBe(false);
  });
});
