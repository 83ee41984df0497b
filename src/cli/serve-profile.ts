import type { PortRange } from '../protocol/port-list.ts';
import { PortMap } from '../protocol/port-map.ts';
import type { HostProfile, PortProfile } from '../respond/profile.ts';
import { loadHostProfile } from '../respond/profile-source.ts';
import { usageError } from './exit-code.ts';
import { readNamedFile } from './read-named-file.ts';
import { explainMixUp } from './yaml-kinds.ts';

/** What a responder is to answer for: a profile, or a list of open ports. */

export interface ProfileOptions {
  readonly ports?: readonly PortRange[];
  readonly profile?: string;
}

/** Throws a SourceError where the profile is wrong. `host` is what `--ports` answers for. */
export async function chooseProfile({ ports, profile }: ProfileOptions, host: string): Promise<HostProfile> {
  if (ports !== undefined && profile !== undefined) throw usageError('--ports and --profile exclude each other');
  if (profile !== undefined) return load(await readNamedFile(profile, '--profile'), profile);
  if (ports === undefined) throw usageError('say what to answer for: --ports 22,80 or --profile host.yaml');
  const open = ports.map(({ first, last }) => ({ first, last, value: { state: 'open' } as PortProfile }));
  return { address: host, ports: new PortMap<PortProfile>(open, { state: 'closed' }) };
}

function load(text: string, file: string): HostProfile {
  try {
    return loadHostProfile(text, file);
  } catch (error) {
    throw explainMixUp(error, text, file, 'host');
  }
}
