import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultResponderTimers } from '../protocol/responder-machine.ts';
import { defaultLimits } from './responder.ts';
import { SERVED } from './testing/scanner-commands.ts';
import { scannersProperty } from './testing/scanners-property.ts';

/** The responder against scanners that do as they please, in virtual time, held to a model of sections 12 and 13. */

test('scanners hear what the specification says, when it says so, and nothing is left in the end', async () => {
  await fc.assert(scannersProperty(), { seed: 20_260_104, numRuns: 400 });
});

describe('the model finds, and prints the way to', () => {
  test.each([
    ['a message limit that is a millisecond too long', { timers: { ...defaultResponderTimers, messageMs: 5_001 } }],
    ['an idle limit that is a millisecond too short', { timers: { ...defaultResponderTimers, idleMs: 29_999 } }],
    ['a discard limit that is half as long', { timers: { ...defaultResponderTimers, discardMs: 1_000 } }],
    ['a place too many', { limits: { ...defaultLimits, connections: SERVED + 1 } }],
  ])('%s', async (_, options) => {
    const details = await fc.check(scannersProperty(options), { seed: 20_260_105, numRuns: 400 });
    expect(String(details.errorInstance)).toContain('and had to hear');
    expect(fc.defaultReportMessage(details)).toMatch(/seed: 20260105.*open\(\).*replayPath="/s);
  });
});
