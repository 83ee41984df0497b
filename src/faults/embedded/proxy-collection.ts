import { ApiError, badRequestBody, missingField, proxyAlreadyExists, proxyNotFound } from './api-error.ts';
import { EmbeddedProxy, type Surroundings } from './proxy.ts';
import { parseBody, RequestObject } from './request-body.ts';

/** The proxies of a server. Not made for calls that overlap: each has to be through before the next. */
export class ProxyCollection {
  readonly #surroundings: Surroundings;
  readonly #proxies = new Map<string, EmbeddedProxy>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  [Symbol.iterator](): Iterator<EmbeddedProxy> {
    return this.#proxies.values();
  }

  /** Throws an ApiError where there is none of that name. */
  get(name: string): EmbeddedProxy {
    const proxy = this.#proxies.get(name);
    if (proxy === undefined) throw proxyNotFound();
    return proxy;
  }

  /** Creates a proxy from the body of a request, and starts it unless that says otherwise. Rejects with an ApiError. */
  async create(value: unknown): Promise<EmbeddedProxy> {
    const { name, listen, upstream, enabled } = readProxy(value, '');
    if (this.#proxies.has(name)) throw proxyAlreadyExists();
    const proxy = new EmbeddedProxy(name, listen, upstream, this.#surroundings);
    if (enabled) await proxy.start();
    this.#proxies.set(name, proxy);
    return proxy;
  }

  /**
   * Creates or replaces the proxies of a list in JSON. One that has the same addresses already is left as it is, toxics
   * included, even if disabled. A failure stops midway.
   *
   * @returns what was made or left, and the ApiError that stopped it
   */
  async populate(text: string): Promise<{ proxies: EmbeddedProxy[]; error?: ApiError }> {
    const proxies: EmbeddedProxy[] = [];
    try {
      const value = parseBody(text);
      if (value !== null && !Array.isArray(value)) throw badRequestBody('the body must be an array of proxies');
      const specs = (value ?? []).map((item, index) => readProxy(item, ` at proxy ${index + 1}`));
      for (const spec of specs) proxies.push(await this.#addOrReplace(spec));
      return { proxies };
    } catch (error) {
      if (error instanceof ApiError) return { proxies, error };
      throw error;
    }
  }

  /** Starts every proxy and drops all toxics. A proxy that cannot listen stops it midway, with an ApiError. */
  async reset(): Promise<void> {
    for (const proxy of this) {
      await proxy.start();
      for (const toxic of proxy.toxics) proxy.removeToxic(toxic);
    }
  }

  /** Stops and forgets a proxy. Rejects with an ApiError. */
  async remove(name: string): Promise<void> {
    await this.get(name).stop();
    this.#proxies.delete(name);
  }

  async #addOrReplace({ name, listen, upstream, enabled }: ProxyBody): Promise<EmbeddedProxy> {
    const existing = this.#proxies.get(name);
    if (existing !== undefined) {
      if (!(await existing.differs(listen, upstream))) return existing;
      await existing.stop();
    }
    const proxy = new EmbeddedProxy(name, listen, upstream, this.#surroundings);
    if (enabled) await proxy.start();
    this.#proxies.set(name, proxy);
    return proxy;
  }
}

interface ProxyBody {
  readonly name: string;
  readonly listen: string;
  readonly upstream: string;
  readonly enabled: boolean;
}

/** @param place where in the request, for errors */
function readProxy(value: unknown, place: string): ProxyBody {
  const body = new RequestObject(value);
  const name = body.get('name', 'string') ?? '';
  const listen = body.get('listen', 'string') ?? '';
  const upstream = body.get('upstream', 'string') ?? '';
  const enabled = body.get('enabled', 'boolean') ?? true;
  if (name === '') throw missingField(`name${place}`);
  if (upstream === '') throw missingField(`upstream${place}`);
  return { name, listen, upstream, enabled };
}
