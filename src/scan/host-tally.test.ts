import { describe, expect, it } from 'vitest';
import { HostTally } from './host-tally.ts';

describe('the tally of hosts', () => {
  it('is finished with a host once its ports and all further questions are over, in whatever order', () => {
    const tally = new HostTally(1, 2);
    tally.opened(0);
    tally.closed(0);
    tally.closed(0);
    expect([tally.isFinishedWith(0), tally.isFinished]).toEqual([false, false]);
    tally.closed(0);
    expect([tally.isFinishedWith(0), tally.isFinished]).toEqual([true, true]);
  });

  it('is finished once it is with every host', () => {
    const tally = new HostTally(2, 1);
    tally.closed(1);
    expect([tally.isFinishedWith(1), tally.isFinished]).toEqual([true, false]);
    tally.closed(0);
    expect(tally.isFinished).toBe(true);
  });

  it('takes a host up again that a question is opened about', () => {
    const tally = new HostTally(1, 1);
    tally.closed(0);
    tally.opened(0);
    expect(tally.isFinished).toBe(false);
    tally.closed(0);
    expect(tally.isFinished).toBe(true);
  });

  it('counts verdicts by themselves: what stands behind a port may be open still', () => {
    const tally = new HostTally(1, 2);
    tally.decided(0);
    tally.decided(0);
    expect([tally.undecidedOf(0), tally.isFinished]).toEqual([0, false]);
  });

  it('has nothing open about a host that was given up, however often', () => {
    const tally = new HostTally(2, 5);
    tally.giveUp(0);
    tally.giveUp(0);
    expect([tally.isFinishedWith(0), tally.undecidedOf(0), tally.isFinished]).toEqual([true, 5, false]);
    tally.giveUp(1);
    expect(tally.isFinished).toBe(true);
  });

  it('has nothing to do where there are no ports', () => {
    expect(new HostTally(3, 0).isFinished).toBe(true);
  });
});
