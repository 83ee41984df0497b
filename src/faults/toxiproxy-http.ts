import type { Toxiproxy } from 'toxiproxy-node-client';
import { ToxiproxyError } from './toxiproxy-error.ts';

/** The HTTP side of the toxiproxy-node-client library, which everything in it goes through. */
type HttpSide = Pick<ReturnType<Toxiproxy['getApi']>, 'get' | 'post' | 'delete' | 'getText'>;

/**
 * The calls that toxiproxy-node-client makes, with what it leaves out: a time limit for each, and errors that keep the
 * status and body of the answer.
 *
 * @param timeoutMs how long a call may take, answer included
 */
export function boundedHttp(timeoutMs: number): HttpSide {
  const call = async (method: string, url: string, body?: unknown): Promise<string> => {
    const what = `${method} ${url}`;
    let status: number;
    let text: string;
    try {
      const answer = await fetch(url, {
        method,
        // A connection kept alive would outlive the client, and could be closed by the server under the next call.
        headers: { connection: 'close', ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // A redirect could lead out of what the caller allows.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = answer.status;
      text = await answer.text();
    } catch (cause) {
      throw new ToxiproxyError(`${what}: ${whyNoAnswer(cause, timeoutMs)}`, { cause });
    }
    if (status >= 300)
      throw new ToxiproxyError(`${what} answered ${status}: ${reasonIn(text)}`, { status, body: text });
    return text;
  };
  const callJson = async <T>(method: string, url: string, body?: unknown): Promise<{ data: T }> => {
    const text = await call(method, url, body);
    try {
      return { data: text === '' ? undefined : JSON.parse(text) };
    } catch (cause) {
      throw new ToxiproxyError(`${method} ${url} answered no JSON; is that a Toxiproxy?`, { body: text, cause });
    }
  };
  return {
    get: (url) => callJson('GET', url),
    post: (url, body) => callJson('POST', url, body),
    delete: async (url) => void (await call('DELETE', url)),
    getText: (url) => call('GET', url),
  };
}

function whyNoAnswer(cause: unknown, timeoutMs: number): string {
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    // Its API is known to hang when a toxic is removed, and sometimes updated, while data is stuck in it.
    return `no answer within ${timeoutMs} ms; a Toxiproxy can hang where toxics change under connections: close those first, or use the embedded one`;
  }
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
  return `no answer (${reason}); check that the server runs and that its URL is right`;
}

/** The error text of a Toxiproxy, or whatever else was answered. */
function reasonIn(body: string): string {
  try {
    return JSON.parse(body).error ?? body;
  } catch {
    return body.trim();
  }
}
