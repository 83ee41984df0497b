import { lookup } from 'node:dns/promises';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../runtime/clock.ts';
import { packageFile } from '../runtime/node/package-files.ts';
import type { Random } from '../runtime/random.ts';
import { openEmbeddedToxiproxy } from './embedded/server.ts';
import { isLoopback } from './loopback.ts';
import { createToxiproxyClient, type ToxiproxyClient } from './toxiproxy-client.ts';
import { ToxiproxyOutOfScopeError, ToxiproxyUnavailableError } from './toxiproxy-error.ts';
import { startToxiproxy } from './toxiproxy-process.ts';

/** A Toxiproxy to work with. */
export interface ToxiproxyServer {
  /** Which it is: `embedded` in this process, or the server's own name and version, such as `toxiproxy 2.12.0`. */
  readonly name: string;

  /** Where its API answers. */
  readonly url: string;

  readonly client: ToxiproxyClient;

  /** Ends a server that was started for this, with all its proxies. One that ran before goes on, proxies included. */
  close(): Promise<void>;
}

export interface ToxiproxyServerOptions {
  /** What `--toxiproxy` says: `embedded`, a URL, or the path of a binary. Without it the server is looked for. */
  readonly choice?: string | undefined;

  /** Whether a server, or an embedded proxy, may be at an IP address; loopback alone by default. */
  readonly allows?: (address: string) => boolean;

  /** Times what the embedded server delays. */
  readonly clock: Clock;

  /** Decides about jitter, sizes and toxicity in the embedded server. */
  readonly random: Random;

  /** Where `TOXIPROXY_URL` and `PATH` come from. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Which server it will be. */
type Choice = { readonly url: string } | { readonly binary: string } | 'embedded';

/** Where `npm run toxiproxy:install` puts the binary. */
const CACHED_BINARY = fileURLToPath(packageFile('.cache/toxiproxy/2.12.0/toxiproxy-server'));

/**
 * Opens the Toxiproxy that was chosen, or without a choice the one that there is: at `TOXIPROXY_URL`, else started from
 * a `toxiproxy-server` on the PATH or in the project's cache, else the embedded one.
 *
 * @throws ToxiproxyOutOfScopeError where its URL is at an address that is not allowed
 * @throws ToxiproxyUnavailableError where it does not start or does not answer
 */
export async function openToxiproxy(options: ToxiproxyServerOptions): Promise<ToxiproxyServer> {
  const { allows = isLoopback, clock, random } = options;
  const choice = await chooseToxiproxy(options.choice, options.environment ?? process.env);
  if (choice === 'embedded') {
    const { url, close } = await openEmbeddedToxiproxy({ clock, random, allows });
    return { name: 'embedded', url, client: createToxiproxyClient(url), close };
  }
  if ('binary' in choice) {
    const { url, name, close } = await startToxiproxy(choice.binary);
    return { name, url, client: createToxiproxyClient(url), close };
  }
  const url = await resolveUrl(choice.url, allows);
  const client = createToxiproxyClient(url);
  const name = await client.name().catch((cause) => {
    throw new ToxiproxyUnavailableError(
      `there is no Toxiproxy at ${choice.url}: start it there, or use --toxiproxy embedded (${cause.message})`,
      { cause },
    );
  });
  return { name, url, client, close: async () => {} };
}

/**
 * Decides which server to use, without touching any.
 *
 * @param cachedBinary where a binary may be that is not on the PATH
 */
export async function chooseToxiproxy(
  choice: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  cachedBinary = CACHED_BINARY,
): Promise<Choice> {
  const chosen = choice ?? (environment.TOXIPROXY_URL || undefined);
  if (chosen !== undefined) {
    if (chosen === 'embedded') return 'embedded';
    return /^https?:\/\//i.test(chosen) || choice === undefined ? { url: chosen } : { binary: chosen };
  }
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const binary of [...folders.map((folder) => path.join(folder, 'toxiproxy-server')), cachedBinary]) {
    const runs = await access(binary, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return { binary };
  }
  return 'embedded';
}

/** A URL with its host looked up, so that what was checked is what will be asked. */
async function resolveUrl(text: string, allows: (address: string) => boolean): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:') {
    throw new ToxiproxyUnavailableError(`${text} is no URL of a Toxiproxy; it has to look like http://127.0.0.1:8474`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await lookup(host, { all: true }).catch((cause) => {
    throw new ToxiproxyUnavailableError(`the host of ${text} is not known; check the name (${cause.message})`, {
      cause,
    });
  });
  for (const { address } of addresses) if (!allows(address)) throw new ToxiproxyOutOfScopeError(text, address);
  const { address, family } = addresses[0]!;
  url.hostname = family === 6 ? `[${address}]` : address;
  return url.origin;
}
