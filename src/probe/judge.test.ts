import { describe, expect, test } from 'vitest';
import { errorCodes } from '../protocol/errors.ts';
import { isWorthRetrying, judge, showsHostUp } from './judge.ts';
import type { Observation, ObservationKind } from './prober.ts';

const observation = (kind: ObservationKind, code?: string): Observation => {
  return { index: 1, kind, rttMs: 2, atMs: 3, ...(code !== undefined && { code }) };
};

const verdict = (mode: 'direct' | 'agent', seen: Observation) => {
  const { state, reason } = judge(mode, seen);
  return `${state} ${reason}`;
};

/** What a kind says, in direct mode; whether it is tried again (VERDICT-3); whether it shows that the host is there. */
const directRows: readonly (readonly [ObservationKind, string, 'again' | 'final', 'up' | 'unknown'])[] = [
  ['connected', 'open syn-ack', 'final', 'up'],
  ['open', 'open syn-ack', 'final', 'up'],
  ['closed', 'closed rst', 'final', 'up'],
  ['refused', 'closed refused', 'final', 'up'],
  ['reset', 'closed reset', 'again', 'up'],
  ['hangup', 'closed hangup', 'again', 'up'],
  ['no-response', 'filtered no-response', 'again', 'unknown'],
  ['unreachable', 'filtered unreachable', 'again', 'unknown'],
  ['no-reply', 'filtered no-reply', 'again', 'up'],
  ['cut', 'filtered cut', 'again', 'up'],
  ['error-reply', 'open error-reply', 'final', 'up'],
  ['bad-reply', 'open bad-reply', 'final', 'up'],
  ['not-psap', 'open not-psap', 'final', 'up'],
];

describe('in direct mode', () => {
  test.each(directRows)('%s is %s, %s, the host %s (VERDICT-1, VERDICT-3)', (kind, says, retry, host) => {
    expect(verdict('direct', observation(kind))).toBe(says);
    expect(isWorthRetrying('direct', observation(kind))).toBe(retry === 'again');
    expect(showsHostUp('direct', observation(kind))).toBe(host === 'up');
  });

  test('what an error says makes no difference', () => {
    for (const code of errorCodes) expect(verdict('direct', observation('error-reply', code))).toBe('open error-reply');
  });
});

/** Of an agent only what it says of the subject counts; all else is about the agent (AGENT-4, VERDICT-13). */
const agentRows: readonly (readonly [
  ObservationKind,
  string | undefined,
  string,
  'again' | 'final',
  'up' | 'unknown',
])[] = [
  ['open', undefined, 'open syn-ack', 'final', 'up'],
  ['closed', undefined, 'closed rst', 'final', 'up'],
  ['no-reply', undefined, 'filtered no-reply', 'again', 'unknown'],
  ['bad-reply', undefined, 'error agent:bad-reply', 'again', 'unknown'],
  ['not-psap', undefined, 'error agent:not-psap', 'again', 'unknown'],
  ['reset', undefined, 'error agent:reset', 'again', 'unknown'],
  ['hangup', undefined, 'error agent:hangup', 'again', 'unknown'],
  ['cut', undefined, 'error agent:cut', 'again', 'unknown'],
  ['refused', undefined, 'error agent:refused', 'again', 'unknown'],
  ['no-response', undefined, 'error agent:no-response', 'again', 'unknown'],
  ['unreachable', undefined, 'error agent:unreachable', 'again', 'unknown'],
  ['unreached', 'refused', 'error agent:refused', 'again', 'unknown'],
  ['unreached', 'no-response', 'error agent:no-response', 'again', 'unknown'],
  ['unreached', 'unreachable', 'error agent:unreachable', 'again', 'unknown'],
  ...errorCodes.map((code) => ['error-reply', code, `error agent:${code}`, 'again', 'unknown'] as const),
];

describe('in agent mode', () => {
  test.each(agentRows)('%s %s is %s, %s, the host %s', (kind, code, says, retry, host) => {
    expect(verdict('agent', observation(kind, code))).toBe(says);
    expect(isWorthRetrying('agent', observation(kind, code))).toBe(retry === 'again');
    expect(showsHostUp('agent', observation(kind, code))).toBe(host === 'up');
  });
});

describe.each(['direct', 'agent'] as const)('in either mode: %s', (mode) => {
  test('a failure of this machine names its errno, and is no attempt (VERDICT-5, VERDICT-6)', () => {
    expect(verdict(mode, observation('local', 'EMFILE'))).toBe('error local:EMFILE');
    expect(isWorthRetrying(mode, observation('local', 'EMFILE'))).toBe(false);
    expect(showsHostUp(mode, observation('local', 'EMFILE'))).toBe(false);
  });

  test.each(['information', 'displaced'] as const)(
    '%s is no answer about a state, and no attempt to repeat',
    (kind) => {
      expect(() => judge(mode, observation(kind))).toThrow(TypeError);
      expect(isWorthRetrying(mode, observation(kind))).toBe(false);
    },
  );
});
