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
