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
  const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const length = sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) };
    http
      .request(`${url}${path}`, { method, headers: { ...headers, ...length }, agent: false }, resolve)
      .on('error', reject)
      .end(sent);
  });
  const answer = await text(response);
  return { status: response.statusCode!, contentType: response.headers['content-type'], body: answer };
}
