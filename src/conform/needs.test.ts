import { describe, expect, test } from 'vitest';
import type { ScriptedCase } from './case.ts';
import { connectionsOf, lacksOf, needsOf } from './needs.ts';
import { directTarget, type TargetProfile } from './profile.ts';
import { directProfile, targetProfile } from './testing/reference.ts';

const plain: ScriptedCase = {
  id: 'STATUS-TEST-01',
  title: 'a test',
  requirements: ['STATUS-3'],
  level: 'MUST',
  script: [{ send: [{ message: 'status-request' }] }, { expect: { message: 'open' } }],
};
const of = (more: Partial<ScriptedCase>): ScriptedCase => ({ ...plain, ...more });

describe('a case needs', () => {
  test.each<[Partial<ScriptedCase>, readonly string[]]>([
    [{}, ['open', 'status']],
    [{ mode: 'agent', needs: ['os'] }, ['open', 'os', 'agent', 'status']],
    [{ script: [{ send: [{ message: 'information-request', to: 'closed' }] }] }, ['open', 'information', 'closed']],
    [{ script: [{ send: [{ message: 'end', from: 'filtered' }] }] }, ['open', 'status', 'filtered']],
    [{ script: [{ send: [{ text: 'Source: {other open}' }] }] }, ['open', 'other open']],
    [
      { script: [{ silence: { limit: 'idle' } }, { wait: { limit: 'message' } }] },
      ['open', 'idle limit', 'message limit'],
    ],
    [{ script: [{ closed: { within: { limit: 'discard' } } }, { silence: 'a while' }] }, ['open']],
    [{ script: [{ expect: { within: { limit: 'write' } } }] }, ['open', 'write limit']],
    [{ needs: ['status denied'] }, ['open', 'status denied']],
  ])('%j: %j', (more, needs) => {
    expect(needsOf(of(more))).toEqual(needs);
  });
});

describe('a profile lacks', () => {
  const direct = directTarget({ address: '192.0.2.1', port: 22 });
  const silent: TargetProfile = { ...targetProfile, denied: new Set(['status']) };

  test.each<[string, TargetProfile, Partial<ScriptedCase>, readonly string[]]>([
    ['nothing', direct, {}, []],
    ['an agent', direct, { mode: 'agent', needs: ['closed'] }, ['agent']],
    [
      'what nobody declared',
      direct,
      { needs: ['closed', 'filtered', 'os', 'service', 'idle limit'] },
      ['closed', 'filtered', 'os', 'service', 'idle limit'],
    ],
    [
      'other subjects than the listener’s own',
      directProfile,
      { needs: ['other open', 'unserved port'] },
      ['other open'],
    ],
    ['listeners that are not the agent', { ...targetProfile, direct: new Map() }, { mode: 'direct' }, ['direct']],
    ['what the target denies', silent, {}, ['status']],
    ['a denial', targetProfile, { needs: ['information denied'] }, ['information denied']],
    ['nothing of what is declared', targetProfile, { needs: ['service', 'os', 'connection limit', 'write limit'] }, []],
    [
      'room for more connections than it serves',
      { ...targetProfile, limits: { connections: 1 } },
      { script: [{ connection: 'a' }, 'finish', { connection: 'b' }, 'finish'] },
      ['room for 2 connections'],
    ],
    ['a service that is unknown', directProfile, { needs: ['unknown service'] }, ['unknown service']],
  ])('%s', (_, profile, more, lacks) => {
    expect(lacksOf(of(more), profile)).toEqual(lacks);
  });
});

test.each<[number, ScriptedCase['script']]>([
  [1, ['finish']],
  [1, [{ connection: 'a' }, 'finish']],
  [1, [{ wait: 'a while' }, { connection: 'a' }, 'finish']],
  [2, ['finish', { connection: 'a' }, 'finish', { connection: 'first' }, 'leave']],
])('a case has %i connections at once with %j', (connections, script) => {
  expect(connectionsOf(of({ script }))).toBe(connections);
});
