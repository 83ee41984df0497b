import { encodeAttributes, fitAttributes } from '../../src/protocol/attributes.ts';
import { viewProfile } from '../../src/respond/host-view.ts';
import type { HostProfile } from '../../src/respond/profile.ts';
import { loadHostProfile } from '../../src/respond/profile-source.ts';
import { bucket } from '../octets.ts';
import { profileTexts } from '../seeds.ts';
import { promise, type Target } from '../target.ts';
import { examineYaml } from './yaml.ts';
import { profileWords } from './yaml-words.ts';

/** The loader of host profiles: what it takes can be answered with. */
export function profileTarget(): Target {
  return {
    name: 'profile',
    seeds: profileTexts().map((text) => new TextEncoder().encode(text)),
    tokens: profileWords,
    maxOctets: 8_192,
    extension: 'yaml',
    examine: (input) => examineYaml(input, loadHostProfile, describe),
  };
}

function describe(profile: HostProfile): readonly string[] {
  const { address, agentPort, os, ports } = profile;
  const ranges = [...ports];
  const areApart = ranges.every(({ first, last }, index) => {
    return first >= 1 && first <= last && last <= 65_535 && first > (ranges[index - 1]?.last ?? 0);
  });
  promise('keeps ports apart and in order', areApart, () => JSON.stringify(ranges));

  const view = viewProfile(profile, 'all', undefined);
  for (const port of [1, 65_535, ...ranges.map(({ first }) => first)].slice(0, 20)) {
    promise('serves its address', view.serves({ address, port }), () => address);
    const { length } = encodeAttributes(fitAttributes([...view.portAttributes(port), ...view.osAttributes()]));
    promise('has something to answer', length > 0, () => String(port));
  }
  const states = new Set(ranges.map(({ value }) => value.state));
  const keys = new Set(ranges.flatMap(({ value }) => Object.keys(value.info ?? {})));
  return [
    `${bucket(ranges.length)} ranges, ${[...states].sort().join()}, otherwise ${ports.default.state}`,
    `${address.includes(':') ? 6 : 4} ${agentPort !== undefined} ${Object.keys(os ?? {})
      .sort()
      .join()}`,
    `says ${[...keys].sort().join()}`,
  ];
}
