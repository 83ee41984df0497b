import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GuardedProcess } from './guarded-process.ts';
import { createToxiproxyClient, type ToxiproxyClient } from './toxiproxy-client.ts';
import { ToxiproxyError, ToxiproxyUnavailableError } from './toxiproxy-error.ts';

/** A Toxiproxy in a process of its own. */
export interface ToxiproxyProcess {
  /** Where its API answers. */
  readonly url: string;

  /** What it says it is, such as `toxiproxy 2.12.0`. */
  readonly name: string;

  /** Ends the process, and resolves when it is gone. */
  close(): Promise<void>;
}

/** A port lost to another program once is bad luck; as often as this, it is something else. */
const MAX_ATTEMPTS = 5;

/** How often a server that is coming up is asked whether it is there. */
const ASK_EVERY_MS = 10;

/**
 * Starts a toxiproxy-server on a free port of 127.0.0.1, and resolves when it answers. It does not outlive this
 * process, however that ends.
 *
 * @param binary a path, or a name on the PATH
 * @param options.timeoutMs how long the server may take until it answers
 * @throws ToxiproxyUnavailableError where it cannot be run or does not come up
 */
export async function startToxiproxy(binary: string, { timeoutMs = 20_000 } = {}): Promise<ToxiproxyProcess> {
  const deadlineMs = performance.now() + timeoutMs;
  const folder = await mkdtemp(path.join(tmpdir(), 'portlab-toxiproxy-'));
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const started = await start(binary, await findFreePort(), folder, deadlineMs);
      if (started !== undefined) return started;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  throw new ToxiproxyUnavailableError(
    `${binary} lost ${MAX_ATTEMPTS} free ports to other programs; try again, or use --toxiproxy embedded`,
  );
}

/** Resolves with a server that answers, or with nothing where another program has taken the port. */
async function start(
  binary: string,
  port: number,
  folder: string,
  deadlineMs: number,
): Promise<ToxiproxyProcess | undefined> {
  // A server that finds its port taken stays up all the same, and whoever took it may be another Toxiproxy. Ours is the
  // one that has this proxy.
  const mark = `portlab-${randomUUID()}`;
  const config = path.join(folder, 'config.json');
  await writeFile(config, JSON.stringify([{ name: mark, upstream: '127.0.0.1:1', enabled: false }]));

  const url = `http://127.0.0.1:${port}`;
  const client = createToxiproxyClient(url);
  const server = new GuardedProcess(binary, ['-host', '127.0.0.1', '-port', `${port}`, '-config', config], {
    ...process.env,
    // By default it writes a line for each connection.
    LOG_LEVEL: 'error',
  });
  try {
    while (performance.now() < deadlineMs) {
      if (server.failure !== undefined) throw unavailable(`${binary} cannot be run (${server.failure})`, server);
      if (server.ended) throw unavailable(`${binary} ended instead of serving`, server);
      const answer = await ask(client, mark);
      if (answer === 'another server' || server.output.includes('address already in use')) {
        await server.end();
        return undefined;
      }
      if (answer !== 'nothing yet') return { url, name: answer.name, close: () => server.end() };
      await sleep(ASK_EVERY_MS);
    }
    throw unavailable(`${binary} did not answer at ${url}`, server);
  } catch (error) {
    await server.end();
    throw error;
  }
}

function unavailable(what: string, { output }: GuardedProcess): ToxiproxyUnavailableError {
  const advice =
    'give the path of a toxiproxy-server 2.x, build one with npm run toxiproxy:install, or use --toxiproxy embedded';
  return new ToxiproxyUnavailableError(`${what}; ${advice}${output === '' ? '' : `\nIt said:\n${output}`}`);
}

/** Asks a server for its name, once it is known to be the one with the mark, which is then taken off. */
async function ask(client: ToxiproxyClient, mark: string) {
  try {
    const own = (await client.proxies()).find(({ name }) => name === mark);
    if (own === undefined) return 'another server';
    const name = await client.name();
    await own.remove();
    return { name };
  } catch (error) {
    if (error instanceof ToxiproxyError) return 'nothing yet';
    throw error;
  }
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
