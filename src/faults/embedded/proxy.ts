import dns from 'node:dns';
import { once } from 'node:events';
import net from 'node:net';
import { getSystemErrorMap } from 'node:util';
import { formatHostPort, parseHostPort } from '../host-port.ts';
import { ApiError, outOfScope, toxicNotFound } from './api-error.ts';
import { type Chains, Connection } from './connection.ts';
import type { Sources } from './stage.ts';
import { directions, type Toxic } from './toxic.ts';
import { changeToxic, readToxic, showToxic } from './toxic-body.ts';

/** What all proxies of a server share. */
export interface Surroundings extends Sources {
  /** Says whether a proxy may listen on an IP address, and connect to it. */
  readonly allows: (address: string) => boolean;
}

/** A listener that connects each of its clients to an upstream server, through the toxics it has at the time. */
export class EmbeddedProxy {
  readonly name: string;

  /** Where it listens: as it was asked for until it first listened, resolved from then on. */
  listen: string;

  upstream: string;
  readonly #surroundings: Surroundings;
  readonly #chains = { upstream: [] as Toxic[], downstream: [] as Toxic[] } satisfies Chains;
  readonly #connections = new Set<Connection>();
  #server: net.Server | undefined;

  /** Throws an ApiError where the upstream address is out of scope. Nothing listens before `start`. */
  constructor(name: string, listen: string, upstream: string, surroundings: Surroundings) {
    this.name = name;
    this.listen = listen;
    this.upstream = upstream;
    this.#surroundings = surroundings;
    this.#checkUpstream(upstream);
  }

  get enabled(): boolean {
    return this.#server !== undefined;
  }

  /** Listens, unless it does. Rejects with an ApiError. */
  async start(): Promise<void> {
    if (this.#server !== undefined) return;
    const address = await this.#resolve(this.listen, 'listen tcp: ');
    const server = net.createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) =>
      this.#accept(client),
    );
    try {
      server.listen(address);
      await once(server, 'listening');
    } catch (error) {
      throw bindError(formatHostPort(address), error as NodeJS.ErrnoException);
    }
    const bound = server.address() as net.AddressInfo;
    this.listen = formatHostPort({ host: bound.address, port: bound.port });
    this.#server = server;
  }

  /** Refuses connections from now on and cuts those there are. Resolves when they are gone; toxics stay. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const connection of this.#connections) connection.destroy();
    await Promise.all([...this.#connections].map((connection) => connection.closed));
    await closed;
  }

  /** Changes what differs; a new address restarts the proxy. Rejects with an ApiError. */
  async update(listen: string, upstream: string, enabled: boolean): Promise<void> {
    if (await this.differs(listen, upstream)) {
      this.#checkUpstream(upstream);
      await this.stop();
      this.listen = listen;
      this.upstream = upstream;
    }
    if (enabled) await this.start();
    else await this.stop();
  }

  /** Whether it listens elsewhere, or its upstream server is another. Rejects with an ApiError. */
  async differs(listen: string, upstream: string): Promise<boolean> {
    const resolved = formatHostPort(await this.#resolve(listen, ''));
    return resolved !== this.listen || upstream !== this.upstream;
  }

  /** Its toxics, those of the upstream direction first. */
  get toxics(): readonly Toxic[] {
    return directions.flatMap((direction) => this.#chains[direction]);
  }

  /** Throws an ApiError where there is none of that name. */
  toxic(name: string): Toxic {
    const toxic = this.toxics.find((toxic) => toxic.name === name);
    if (toxic === undefined) throw toxicNotFound();
    return toxic;
  }

  /** Creates a toxic from the body of a request. Throws an ApiError. */
  addToxic(body: unknown): Toxic {
    const toxic = readToxic(body, (name) => this.toxics.some((toxic) => toxic.name === name));
    this.#chains[toxic.direction].push(toxic);
    for (const connection of this.#connections) connection.link(toxic.direction)?.add(toxic);
    return toxic;
  }

  /** Changes one of its toxics by the body of a request. Throws an ApiError. */
  updateToxic(toxic: Toxic, body: unknown): Toxic {
    changeToxic(toxic, body);
    for (const connection of this.#connections) connection.link(toxic.direction)?.update(toxic);
    return toxic;
  }

  /** Removes one of its toxics. */
  removeToxic(toxic: Toxic): void {
    const chain = this.#chains[toxic.direction];
    chain.splice(chain.indexOf(toxic), 1);
    for (const connection of this.#connections) connection.link(toxic.direction)?.remove(toxic);
  }

  /** The proxy as the API shows it. */
  show() {
    const { name, listen, upstream, enabled } = this;
    // The real server lets its logger slip into the answer, empty.
    return { name, listen, upstream, enabled, Logger: {}, toxics: this.toxics.map(showToxic) };
  }

  #accept(client: net.Socket): void {
    const connection = new Connection(client, this.#dial(), this.#chains, this.#surroundings);
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
  }

  #dial(): net.Socket {
    const upstream = new net.Socket({ allowHalfOpen: true });
    try {
      const { host, port } = parseHostPort(this.upstream);
      upstream.connect({ host, port, noDelay: true, autoSelectFamily: true, lookup: this.#lookup });
    } catch (error) {
      upstream.destroy(error as Error);
    }
    return upstream;
  }

  /** Looks a name up for `dial`, and finds what is allowed alone. */
  readonly #lookup: net.LookupFunction = (host, options, callback) => {
    dns.lookup(host, { ...options, all: true }, (error, addresses) => {
      const allowed = addresses?.filter(({ address }) => this.#surroundings.allows(address)) ?? [];
      if (error === null && allowed.length === 0) callback(outOfScope(`upstream ${this.upstream}`), []);
      else callback(error, allowed);
    });
  };

  #checkUpstream(upstream: string): void {
    // A name is looked up at each connection, and checked then.
    const address = /^\[?([^\]]*)\]?:\d+$/.exec(upstream)?.[1] ?? '';
    if (net.isIP(address) !== 0 && !this.#surroundings.allows(address)) throw outOfScope(`upstream ${upstream}`);
  }

  /** The IP address and port of an address to listen on. */
  async #resolve(listen: string, context: string): Promise<{ host: string; port: number }> {
    try {
      const { host, port } = parseHostPort(listen);
      const address = await lookUp(host);
      if (!this.#surroundings.allows(address)) throw outOfScope(`listen ${listen}`);
      return { host: address, port };
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(500, `${context}${(error as Error).message}`);
    }
  }
}

/** The first IP address of a host, IPv4 before IPv6; rejects in the real server's words. */
async function lookUp(host: string): Promise<string> {
  // Without a host the real server listens on all interfaces; we stay at home.
  if (host === '') return '127.0.0.1';
  try {
    return (await dns.promises.lookup(host, { order: 'ipv4first' })).address;
  } catch (cause) {
    throw new Error(`lookup ${host}: no such host`, { cause });
  }
}

/** A failed bind in the real server's words. */
function bindError(address: string, error: NodeJS.ErrnoException): ApiError {
  const [, words] = getSystemErrorMap().get(error.errno ?? 0) ?? [];
  return new ApiError(500, `listen tcp ${address}: bind: ${words ?? error.message}`);
}
