import { Proxy as LibraryProxy, Toxic as LibraryToxic, Toxiproxy } from 'toxiproxy-node-client';
import type { SocketAddress } from '../runtime/connection.ts';
import { formatHostPort, parseHostPort } from './host-port.ts';
import { ToxiproxyError } from './toxiproxy-error.ts';
import { boundedHttp } from './toxiproxy-http.ts';

/** Drives a Toxiproxy, the real one or ours. Every call rejects with a `ToxiproxyError`. */
export interface ToxiproxyClient {
  /** The version of Toxiproxy that the server reports, such as `2.12.0`. */
  version(): Promise<string>;

  /** Which server it is, as it says itself: `toxiproxy 2.12.0`, or ours, such as `portlab-toxiproxy 0.1.0`. */
  name(): Promise<string>;

  /** Creates a proxy that listens on a free port of 127.0.0.1. */
  createProxy(spec: ProxySpec): Promise<FaultProxy>;

  /** Creates several proxies in one call; one of the same name and upstream is replaced. */
  populate(specs: readonly ProxySpec[]): Promise<FaultProxy[]>;

  /** All proxies of the server, whoever made them, by name. */
  proxies(): Promise<FaultProxy[]>;

  /** Enables every proxy of the server and drops all toxics. */
  reset(): Promise<void>;
}

export interface ProxySpec {
  /** Any text without a `/`, and not `.` or `..`: no URL could address those. */
  readonly name: string;
  readonly upstream: SocketAddress;
}

/** A proxy on the server, as it was when it was asked for. */
export interface FaultProxy {
  readonly name: string;

  /** Where to connect to, port resolved. */
  readonly local: SocketAddress;

  /** Adds a toxic at the end of its direction's chain. */
  addToxic(toxic: Toxic): Promise<FaultToxic>;

  /** Removes the proxy, its toxics and its connections. */
  remove(): Promise<void>;
}

/** A toxic on the server. What is done to it is felt by the connections that there are. */
export interface FaultToxic {
  /** Gives it the attributes and the toxicity of `toxic`, which is of the same type and direction. */
  update(toxic: Toxic): Promise<void>;
}

/** The attributes of each toxic; what is left out is 0. */
export interface ToxicAttributes {
  /** Delays octets: `latency` ± `jitter`, in ms. */
  readonly latency: { readonly latency: number; readonly jitter?: number };
  /** Lets `rate` × 1000 octets through per second and connection. */
  readonly bandwidth: { readonly rate: number };
  /** Passes the end of a stream on after `delay` ms. */
  readonly slow_close: { readonly delay: number };
  /** Drops all octets, and closes after `timeout` ms without any; never with 0. */
  readonly timeout: { readonly timeout: number };
  /** Resets the connection `timeout` ms after its first octets or its end. */
  readonly reset_peer: { readonly timeout: number };
  /** Cuts octets into pieces of `average_size` ± `size_variation`, with `delay` µs after each. */
  readonly slicer: { readonly average_size: number; readonly size_variation?: number; readonly delay?: number };
  /** Closes after `bytes` octets. */
  readonly limit_data: { readonly bytes: number };
}

/** A fault on one direction of a proxy. */
export type Toxic = { [Type in keyof ToxicAttributes]: ToxicOf<Type> }[keyof ToxicAttributes];

interface ToxicOf<Type extends keyof ToxicAttributes> {
  readonly type: Type;
  readonly attributes: ToxicAttributes[Type];

  /** `downstream`, the default, is from the upstream server to the client; `upstream` is from the client. */
  readonly stream?: 'upstream' | 'downstream';

  /** The chance from 0 to 1 that a connection meets the toxic; 1 by default. */
  readonly toxicity?: number;

  /** Unique on its proxy; `<type>_<stream>` by default. */
  readonly name?: string;
}

/**
 * Connects the toxiproxy-node-client library to the server at `url`. Nothing is sent before the first call.
 *
 * @param url without a path, such as `http://127.0.0.1:8474`
 * @param options.timeoutMs how long one call may take
 */
export function createToxiproxyClient(url: string, { timeoutMs = 10_000 } = {}): ToxiproxyClient {
  const library = new Toxiproxy(url.replace(/\/+$/, ''));
  Object.assign(library.getApi(), boundedHttp(timeoutMs));
  const identify = async (): Promise<{ version: string; server?: unknown }> => {
    const text = await library.getVersion();
    try {
      const identity = JSON.parse(text);
      if (typeof identity.version === 'string') return identity;
    } catch {
      // Falls through: neither is an answer of Toxiproxy.
    }
    throw new ToxiproxyError(`GET ${url}/version answered no version; is that a Toxiproxy?`, { body: text });
  };
  return {
    version: async () => (await identify()).version,
    async name() {
      const { version, server } = await identify();
      return typeof server === 'string' ? server : `toxiproxy ${version}`;
    },
    async createProxy(spec) {
      return faultProxy(await library.createProxy(proxyBody(spec)));
    },
    async populate(specs) {
      // The library fails on the answer to an empty list, and there is nothing to ask for.
      if (specs.length === 0) return [];
      const made = await library.populate(specs.map(proxyBody));
      return specs.map(({ name }) => faultProxy(made[name]!));
    },
    async proxies() {
      return Object.values(await library.getAll()).map(faultProxy);
    },
    reset: () => library.reset(),
  };
}

function proxyBody({ name, upstream }: ProxySpec) {
  return { name, listen: '127.0.0.1:0', upstream: formatHostPort({ host: upstream.address, port: upstream.port }) };
}

function faultProxy(proxy: LibraryProxy): FaultProxy {
  const { host, port } = parseHostPort(proxy.listen);
  // The library puts names into paths as they are, so it gets this one encoded.
  const addressable = new LibraryProxy(proxy.toxiproxy, { ...proxy.toJson(), name: encodeURIComponent(proxy.name) });
  return {
    name: proxy.name,
    local: { address: host, port },
    async addToxic(toxic) {
      const made = await addressable.addToxic(toxicBody(toxic));
      const path = new LibraryToxic(made.api, made.proxyPath, { ...made, name: encodeURIComponent(made.name) });
      return { update: async (changed) => void (await path.update(toxicBody(changed))) };
    },
    remove: () => addressable.remove(),
  };
}

function toxicBody({ type, attributes, stream = 'downstream', toxicity = 1, name = `${type}_${stream}` }: Toxic) {
  return { type, attributes, stream, toxicity, name };
}
