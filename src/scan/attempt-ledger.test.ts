import { describe, expect, it } from 'vitest';
import { AttemptLedger } from './attempt-ledger.ts';

describe('the attempt ledger', () => {
  it('counts attempts and measures from the first', () => {
    const ledger = new AttemptLedger(2);
    ledger.begin(1, 0, 100);
    ledger.begin(1, 0, 150);
    expect([ledger.countOf(1), ledger.elapsedMs(1, 175)]).toEqual([2, 75]);
    expect([ledger.countOf(0), ledger.elapsedMs(0, 175)]).toEqual([0, 0]);
  });

  it('measures from the first attempt that took place', () => {
    const ledger = new AttemptLedger(1);
    ledger.begin(0, 0, 100);
    ledger.strikeOut(0);
    expect([ledger.countOf(0), ledger.elapsedMs(0, 120)]).toEqual([0, 0]);
    ledger.begin(0, 0, 130);
    ledger.begin(0, 0, 140);
    ledger.strikeOut(0);
    expect([ledger.countOf(0), ledger.elapsedMs(0, 150)]).toEqual([1, 20]);
  });

  it('keeps the ticket of the last attempt', () => {
    const ledger = new AttemptLedger(1);
    ledger.begin(0, 7, 100);
    ledger.begin(0, 4_000_000_000, 200);
    expect(ledger.ticketOf(0)).toBe(4_000_000_000);
  });

  it('counts as many attempts as the command line lets one ask for', () => {
    const ledger = new AttemptLedger(1);
    for (let attempt = 0; attempt < 1_001; attempt += 1) ledger.begin(0, 0, attempt);
    expect(ledger.countOf(0)).toBe(1_001);
  });
});
