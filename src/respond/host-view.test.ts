import { describe, expect, test } from 'vitest';
import { PortMap } from '../protocol/port-map.ts';
import { viewProfile } from './host-view.ts';
import type { PortProfile } from './profile.ts';
import { HOST, profile } from './testing/world.ts';

describe('what a profile says', () => {
  const view = viewProfile(profile, 'all', undefined);

  test('holds for the address that it is about, and for every port (AGENT-2)', () => {
    for (const port of [1, 22, 65_535]) expect(view.serves({ address: HOST, port })).toBe(true);
    expect(view.serves({ address: '192.0.2.2', port: 22 })).toBe(false);
    expect(view.serves({ address: '::1', port: 22 })).toBe(false);
  });

  test('holds at a direct listener for its own port alone (CONN-19)', () => {
    const direct = viewProfile(profile, new Set([22]), undefined);
    expect([22, 80].map((port) => direct.serves({ address: HOST, port }))).toEqual([true, false]);
  });

  test('is a state for every port', () => {
    expect([22, 81, 8_000].map((port) => view.stateOf(port))).toEqual(['open', 'closed', 'filtered']);
  });

  test('is completed where it says nothing (INFO-3 to INFO-6, ATTR-15)', () => {
    expect(view.portAttributes(80)).toEqual([
      { name: 'SERVICE', value: 'unknown' },
      { name: 'TRANSPORT', value: 'tcp' },
      { name: 'PORT_KIND', value: 'system' },
    ]);
    const { os: _, ...withoutOs } = profile;
    expect(viewProfile(withoutOs, 'all', undefined).osAttributes()).toEqual([{ name: 'OS_FAMILY', value: 'unknown' }]);
  });

  test('is given as it stands where it says something', () => {
    const value: PortProfile = { state: 'open', info: { service: 'http', product: 'nginx', banner: '' } };
    const ports = new PortMap<PortProfile>([{ first: 50_000, last: 50_000, value }], { state: 'closed' });
    expect(viewProfile({ ...profile, ports }, 'all', undefined).portAttributes(50_000)).toEqual([
      { name: 'SERVICE', value: 'http' },
      { name: 'TRANSPORT', value: 'tcp' },
      { name: 'PRODUCT', value: 'nginx' },
      { name: 'BANNER', value: '' },
      { name: 'PORT_KIND', value: 'dynamic' },
    ]);
    expect(view.osAttributes()).toEqual([
      { name: 'OS_FAMILY', value: 'Linux' },
      { name: 'OS_NAME', value: 'Debian GNU/Linux' },
    ]);
  });
});
