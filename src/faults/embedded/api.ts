import { ApiError } from './api-error.ts';
import { API_VERSION, SERVER_NAME } from './identity.ts';
import type { ProxyCollection } from './proxy-collection.ts';
import { parseBody, RequestObject } from './request-body.ts';
import { showToxic } from './toxic-body.ts';

export interface ApiRequest {
  /** Different for each request. */
  readonly id: string;

  readonly method: string;

  /** The path as it was sent, without a query. */
  readonly path: string;
  readonly userAgent: string;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Handles a request whose path matched; `names` are the parts of the path that are not fixed. */
type Handler = (proxies: ProxyCollection, names: readonly string[], body: string) => ApiAnswer | Promise<ApiAnswer>;

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Handler>>;
}

const showProxies: Handler = (proxies) => {
  const names = [...proxies].map(({ name }) => name).sort();
  return json(200, Object.fromEntries(names.map((name) => [name, proxies.get(name).show()])));
};

const createProxy: Handler = async (proxies, _names, body) => json(201, (await proxies.create(parseBody(body))).show());

const populate: Handler = async (proxies, _names, body) => {
  const populated = await proxies.populate(body);
  const shown = populated.proxies.map((proxy) => proxy.show());
  const { error } = populated;
  // A Go program writes an empty list as null.
  const list = { proxies: shown.length > 0 ? shown : null };
  return error === undefined ? json(201, list) : json(error.status, { ...errorFields(error), ...list });
};

const showProxy: Handler = (proxies, [name]) => json(200, proxies.get(name!).show());

const updateProxy: Handler = async (proxies, [name], text) => {
  const proxy = proxies.get(name!);
  const body = new RequestObject(parseBody(text));
  const listen = body.get('listen', 'string') ?? proxy.listen;
  const upstream = body.get('upstream', 'string') ?? proxy.upstream;
  await proxy.update(listen, upstream, body.get('enabled', 'boolean') ?? proxy.enabled);
  return json(200, proxy.show());
};

const deleteProxy: Handler = async (proxies, [name]) => {
  await proxies.remove(name!);
  return nothing(204);
};

const showToxics: Handler = (proxies, [name]) => json(200, proxies.get(name!).toxics.map(showToxic));

const createToxic: Handler = (proxies, [name], body) =>
  json(200, showToxic(proxies.get(name!).addToxic(parseBody(body))));

const oneToxic: Handler = (proxies, [name, toxic]) => json(200, showToxic(proxies.get(name!).toxic(toxic!)));

const updateToxic: Handler = (proxies, [name, toxic], body) => {
  const proxy = proxies.get(name!);
  return json(200, showToxic(proxy.updateToxic(proxy.toxic(toxic!), parseBody(body))));
};

const deleteToxic: Handler = (proxies, [name, toxic]) => {
  const proxy = proxies.get(name!);
  proxy.removeToxic(proxy.toxic(toxic!));
  return nothing(204);
};

const reset: Handler = async (proxies) => {
  await proxies.reset();
  return nothing(204);
};

/** Whoever reads the version finds Toxiproxy's; who wants to know whether it is the real one finds one key more. */
const showVersion: Handler = () => ({
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=utf-8' },
  body: `{"version": "${API_VERSION}", "server": "${SERVER_NAME}"}\n`,
});

const routes: readonly Route[] = [
  { path: /^\/proxies$/, methods: { GET: showProxies, POST: createProxy } },
  { path: /^\/populate$/, methods: { POST: populate } },
  {
    path: /^\/proxies\/([^/]+)$/,
    methods: { GET: showProxy, POST: updateProxy, PATCH: updateProxy, DELETE: deleteProxy },
  },
  { path: /^\/proxies\/([^/]+)\/toxics$/, methods: { GET: showToxics, POST: createToxic } },
  {
    path: /^\/proxies\/([^/]+)\/toxics\/([^/]+)$/,
    methods: { GET: oneToxic, POST: updateToxic, PATCH: updateToxic, DELETE: deleteToxic },
  },
  { path: /^\/reset$/, methods: { POST: reset } },
  { path: /^\/version$/, methods: { GET: showVersion } },
];

/** Answers a request to the API. Requests must not overlap. */
export async function answer(proxies: ProxyCollection, request: ApiRequest): Promise<ApiAnswer> {
  // A path is decoded before it is matched, so a name with a slash cannot be addressed.
  const path = decodePath(request.path);
  if (path === undefined) return text(400, '400 Bad Request');
  const route = routes.find((route) => route.path.test(path));
  if (route === undefined) return text(404, '404 page not found');
  const handler = Object.hasOwn(route.methods, request.method) ? route.methods[request.method] : undefined;
  if (handler === undefined) return nothing(405);
  const { status, headers, body } = await handle(handler, proxies, route.path.exec(path)!.slice(1), request);
  return { status, headers: { ...headers, 'X-Toxiproxy-Request-Id': request.id }, body };
}

async function handle(handler: Handler, proxies: ProxyCollection, names: readonly string[], request: ApiRequest) {
  // Keeps web pages from reaching the API through a browser.
  if (request.userAgent.startsWith('Mozilla/')) return text(403, 'User agent not allowed');
  try {
    return await handler(proxies, names, request.body);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The real server sends its errors as text, though they are JSON.
    return text(error.status, JSON.stringify(errorFields(error)));
  }
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function errorFields({ message, status }: ApiError) {
  return { error: message, status };
}

function json(status: number, value: unknown): ApiAnswer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

function text(status: number, line: string): ApiAnswer {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
  return { status, headers, body: `${line}\n` };
}

function nothing(status: number): ApiAnswer {
  return { status, headers: {}, body: '' };
}
