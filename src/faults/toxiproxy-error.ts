/** A call to a Toxiproxy failed. The message says which call, what came back and what to do next. */
export class ToxiproxyError extends Error {
  override readonly name = 'ToxiproxyError';

  /** The HTTP status of the answer; undefined where none came. */
  readonly status: number | undefined;

  /** The answer as it came; undefined where none did. */
  readonly body: string | undefined;

  constructor(message: string, details: { status?: number; body?: string; cause?: unknown } = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.status = details.status;
    this.body = details.body;
  }
}

/** There is no Toxiproxy to work with as asked. The message says why and how to get one. */
export class ToxiproxyUnavailableError extends Error {
  override readonly name = 'ToxiproxyUnavailableError';
}

/** The Toxiproxy asked for is outside what the caller allows. Nothing has been sent to it. */
export class ToxiproxyOutOfScopeError extends Error {
  override readonly name = 'ToxiproxyOutOfScopeError';

  /** The first IP address that is not allowed. */
  readonly address: string;

  constructor(url: string, address: string) {
    super(`the Toxiproxy at ${url} is at ${address}, which is not allowed`);
    this.address = address;
  }
}
