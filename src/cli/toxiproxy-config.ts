import { z } from 'zod';
import type { EmbeddedToxiproxy } from '../faults/embedded/server.ts';
import { SourceError } from '../source/diagnostic.ts';
import { YamlSource } from '../source/yaml-source.ts';
import { environmentError } from './exit-code.ts';
import { readNamedFile } from './read-named-file.ts';

/** The proxies of a `--config` file: a list in JSON (or in YAML, which holds JSON), as POST /populate takes it. */

export interface ToxiproxyConfig {
  readonly source: YamlSource;
  readonly items: readonly object[];
}

/** A proxy as the API shows it. */
export interface ConfiguredProxy {
  readonly name: string;
  readonly listen: string;
  readonly upstream: string;
  readonly enabled: boolean;
}

/** What stands in a proxy is for the server to judge, which reads it as it reads every request. */
const proxyList = z.array(z.looseObject({}));

/**
 * @throws {CommandError} where the file cannot be read
 * @throws {SourceError} where it is no list of proxies
 */
export async function readToxiproxyConfig(file: string): Promise<ToxiproxyConfig> {
  const text = await readNamedFile(file, '-config');
  const source = new YamlSource(text, file);
  return { source, items: source.check(proxyList) };
}

/**
 * Creates the proxies, one after the other, so that a failure has its place.
 *
 * @throws {SourceError} for what the server does not take
 * @throws {CommandError} where it cannot listen
 */
export async function populate(
  server: Pick<EmbeddedToxiproxy, 'call'>,
  { source, items }: ToxiproxyConfig,
): Promise<readonly ConfiguredProxy[]> {
  const proxies: ConfiguredProxy[] = [];
  for (const [index, item] of items.entries()) {
    const { status, body } = await server.call('POST', '/populate', JSON.stringify([item]));
    const answer = JSON.parse(body) as { readonly error?: string; readonly proxies: readonly ConfiguredProxy[] | null };
    if (answer.error === undefined) proxies.push(...(answer.proxies ?? []));
    else throw failure(source, index, status, answer.error);
  }
  return proxies;
}

function failure(source: YamlSource, index: number, status: number, error: string): Error {
  const message = error.replace(/^bad request body: /, '').replace(/ at proxy 1$/, '');
  const [field] = /\b(?:name|listen|upstream|enabled)\b/.exec(message) ?? [];
  const place = source.at(field === undefined ? [index] : [index, field]);
  // What the system refuses is no fault of the file.
  if (status >= 500) return environmentError(`${place.file}:${place.line}:${place.column}: ${message}`);
  const help = status === 403 ? { help: 'name the address with --allow' } : {};
  return new SourceError([{ ...place, message, ...help }]);
}
