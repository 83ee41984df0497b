import { describe, expect, test } from 'vitest';
import { readMachines } from '../../spec/machine-table.ts';
import type { Clock } from '../runtime/clock.ts';
import { makeMutants } from './mutants/mutants.ts';
import { patienceFor } from './patience.ts';
import type { TargetProfile } from './profile.ts';
import { type CaseRun, runCase } from './run-case.ts';
import { suite } from './suite.ts';
import { playAgainstReference, referenceWorld, targetProfile } from './testing/reference.ts';

/** Message limits that are short beside our patience with an answer, and the default. */

const cases = suite.flatMap((section) => section.cases);
const caseOf = (id: string) => cases.find((one) => one.id === id)!;

const limitedTo = (messageMs: number): TargetProfile => ({
  ...targetProfile,
  limits: { ...targetProfile.limits, messageMs },
});

describe.each([100, 600, 1_500, 5_000])('a message limit of %i ms', (messageMs) => {
  const profile = limitedTo(messageMs);
  const timers = { messageMs };

  test('fails who starts it again with each octet, and nobody else', async () => {
    const { change } = makeMutants(readMachines().responder).find(({ id }) =>
      id.endsWith('message limit begins again'),
    )!;
    for (const id of ['ERR-TIMEOUT-01', 'TIME-MESSAGE-03']) {
      const wrong = await playAgainstReference(caseOf(id), profile, { ...change, timers });
      expect([id, wrong.finding?.actual]).toEqual([id, expect.stringMatching(/^nothing in \d+ ms$/)]);
      const right = await playAgainstReference(caseOf(id), profile, { timers });
      expect([id, right.finding]).toEqual([id, undefined]);
    }
  });

  test('does not end a message that is cut everywhere, on a machine that is late', async () => {
    const pieces = cases.filter((one) => 'script' in one && one.script.some((step) => isCutEverywhere(step)));
    expect(pieces.map(({ id }) => id)).toContain('ERR-SPLIT-FAULT-01');
    for (const one of pieces) {
      const { clock, dialer } = referenceWorld({ timers });
      const late: Clock = {
        now: () => clock.now(),
        setTimer: (delayMs, callback, argument) => clock.setTimer(delayMs + 20, callback, argument),
      };
      const run: CaseRun = await clock.runUntilSettled(
        runCase(one, { clock: late, dialer, profile, patience: patienceFor(2) }),
      );
      expect([one.id, run.finding]).toEqual([one.id, undefined]);
    }
  });
});

function isCutEverywhere(step: unknown): boolean {
  return typeof step === 'object' && step !== null && 'cut' in step && step.cut === 'everywhere';
}
