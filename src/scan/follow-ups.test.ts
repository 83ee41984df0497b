import { describe, expect, it } from 'vitest';
import type { Verdict } from '../results/scan.ts';
import { FollowUps } from './follow-ups.ts';

const plan = { information: true, method: 'psap', hosts: ['127.0.0.1', '127.0.0.2'] } as const;
const open: Verdict = { state: 'open', reason: 'syn-ack' };

describe('what is asked once ports have their verdicts', () => {
  it('is what stands behind those that speak PSAP', () => {
    const followUps = new FollowUps(plan);
    expect(followUps.noteVerdict(0, { port: 22, ...open })).toBe(true);
    expect(followUps.noteVerdict(0, { port: 21, state: 'open', reason: 'not-psap' })).toBe(false);
    expect(followUps.noteVerdict(0, { port: 20, state: 'closed', reason: 'refused' })).toBe(false);
  });

  it('is the system of each host, by way of its lowest such port', () => {
    const followUps = new FollowUps(plan);
    for (const port of [443, 22, 80]) followUps.noteVerdict(1, { port, ...open });
    followUps.noteVerdict(1, { port: 1, state: 'open', reason: 'error-reply' });
    expect([followUps.systemPortOf(0), followUps.systemPortOf(1)]).toEqual([undefined, 22]);
  });

  it.each([{ information: false }, { method: 'tcp' }] as const)('is nothing with %o', (changes) => {
    const followUps = new FollowUps({ ...plan, ...changes });
    expect(followUps.noteVerdict(0, { port: 22, ...open })).toBe(false);
    expect(followUps.systemPortOf(0)).toBeUndefined();
  });
});
