import { directTarget, type TargetProfile } from '../conform/profile.ts';
import { loadTargetProfile } from '../conform/profile-source.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { createScope, type Scope } from '../scan/scope.ts';
import { usageError } from './exit-code.ts';
import { readNamedFile } from './read-named-file.ts';
import { resolveTargets } from './targets.ts';
import { explainMixUp } from './yaml-kinds.ts';

/** What `conform` is pointed at. */

export interface TargetOptions {
  readonly profile?: string;
  readonly allow?: readonly string[];
}

/**
 * What is known of the target: its profile with `HOST:PORT` as its agent, or `HOST:PORT` as one open port in direct mode.
 * Everything that would be dialled is checked before anything is sent.
 */
export async function chooseTarget(word: string, { profile, allow = [] }: TargetOptions): Promise<TargetProfile> {
  const scope = createScope(allow);
  const listener = await resolveListener(word, scope);
  if (profile === undefined) return directTarget(listener);
  const target = load(await readNamedFile(profile, '--profile'), profile, listener);
  for (const one of target.direct.values()) await resolveTargets([one.address], scope);
  return target;
}

function load(text: string, file: string, listener: SocketAddress): TargetProfile {
  try {
    return loadTargetProfile(text, file, listener);
  } catch (error) {
    throw explainMixUp(error, text, file, 'target');
  }
}

/** Where `HOST:PORT` is, which has to be in scope. */
export async function resolveListener(word: string, scope: Scope): Promise<SocketAddress> {
  const [, host = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(word) ?? [];
  const port = Number(digits);
  if (host === '' || port < 1 || port > 65_535) {
    throw usageError(`${JSON.stringify(word)} is no HOST:PORT; write one, as in 127.0.0.1:4545 or [::1]:4545`);
  }
  const [address, ...others] = await resolveTargets([host], scope);
  if (address === undefined || others.length > 0) throw usageError(`${host} is not one host: name one`);
  return { address, port };
}

/** Why nothing could be asked. */
export function describeUnreachable(target: string, why: string, { agent }: TargetProfile): string {
  const what = agent === undefined ? 'as an open port' : 'as an agent';
  return `no responder answers at ${target} ${what}: ${why}; is it running, is the profile true?`;
}
