import { describe, expect, test } from 'vitest';
import { judge } from '../probe/judge.ts';
import type { ObservationKind } from '../probe/prober.ts';
import { portStates } from '../results/scan.ts';
import { parseReason, reasonsOfState, stateOfReason } from './reason.ts';

test('every reason belongs to the state that the verdict rules give it', () => {
  const reasons = portStates.flatMap(reasonsOfState).filter((reason) => reason !== 'syn-ack' && reason !== 'rst');
  const kinds = ['open', 'closed', ...reasons] as ObservationKind[];
  for (const kind of kinds) {
    const verdict = judge('direct', { index: 0, kind, rttMs: 0, atMs: 0 });
    expect(stateOfReason(verdict.reason)).toBe(verdict.state);
  }
  expect(stateOfReason('local:EMFILE')).toBe('error');
  expect(stateOfReason('agent:busy')).toBe('error');
});

describe('parseReason', () => {
  test.each(['syn-ack', 'no-response', 'local:EMFILE', 'agent:not-psap', 'agent:busy'])('reads %s', (text) => {
    expect(parseReason(text)).toBe(text);
  });

  test.each([
    ['synack', /is not one of `syn-ack`/, 'did you mean `syn-ack`?'],
    ['local:emfile', /`emfile` is not the name of a system error/, 'write one, as in `local:EMFILE`'],
    ['agent:', /`` is not a code of an agent's error/, 'write one, as in `agent:busy`'],
  ])('refuses %s', (text, message, help) => {
    expect(() => parseReason(text)).toThrow(message);
    expect(() => parseReason(text)).toThrow(expect.objectContaining({ help }));
  });
});
