import http from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answered {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Calls the API of a Toxiproxy as it is, without the client. A body that is no text is sent as JSON. */
export async function callApi(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: http.OutgoingHttpHeaders = {},
): Promise<Answered> {
  const { promise, resolve, reject } = settlers<http.IncomingMessage>();
  const request = http.request(`${url}${path}`, { method, headers, agent: false }, resolve).on('error', reject);
  request.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  const response = await promise;
  const answer = await text(response);
  return { status: response.statusCode!, contentType: response.headers['content-type'], body: answer };
}

function settlers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}
