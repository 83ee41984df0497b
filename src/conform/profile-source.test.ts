import { describe, expect, test } from 'vitest';
import { SourceError } from '../source/diagnostic.ts';
import { loadTargetProfile } from './profile-source.ts';

const agent = { address: '127.0.0.1', port: 4_545 };
const load = (yaml: string) => loadTargetProfile(yaml, 'target.yaml', agent);

/** `line:column message`, for everything that is wrong. */
function faultsIn(yaml: string): string[] {
  try {
    load(yaml);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return error.diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
  return [];
}

describe('the profile of a target', () => {
  test('says what is true of it; the agent is the one that is asked', () => {
    const profile = load(`
agent: 127.0.0.1:1
address: 192.0.2.1
open: [22, 80]
closed: [81]
filtered: [8000]
direct: [22]
services: { 22: ssh }
os: Linux
denied: [information]
limits: { message: 500ms, idle: 2s, connections: 4 }
`);
    expect(profile).toEqual({
      agent,
      address: '192.0.2.1',
      open: [22, 80],
      closed: [81],
      filtered: [8_000],
      direct: new Map([[22, { address: '192.0.2.1', port: 22 }]]),
      services: new Map([[22, 'ssh']]),
      osFamily: 'Linux',
      denied: new Set(['information']),
      proxied: false,
      limits: { messageMs: 500, idleMs: 2_000, connections: 4 },
    });
  });

  test('needs an address and an open port alone', () => {
    expect(load('address: ::1\nopen: [22]\n')).toMatchObject({ closed: [], filtered: [], limits: {} });
    expect(faultsIn('address: 127.0.0.1\n')).toEqual(['1:1 missing key `open`']);
  });

  test.each([
    ['agent: localhost\naddress: 127.0.0.1\nopen: [22]\n', '1:8 `localhost` is no address with a port'],
    ['address: 127.0.0.1\nopen: [22]\nclosed: [81, 22]\n', '3:14 port 22 stands twice'],
    ['address: 127.0.0.1\nopen: [22]\ndirect: [23]\n', '3:10 port 23 is not among the open ports'],
    ['address: 127.0.0.1\nopen: [22]\nservices: { 80: http }\n', '3:13 port 80 is not among the open ports'],
    ['address: 127.0.0.1\nopen: [22]\nlimits: { idle: 30 }\n', '3:17 a duration needs a unit'],
  ])('shows what is wrong in %j', (yaml, fault) => {
    expect(faultsIn(yaml)).toEqual([fault]);
  });
});
