/** An answer of the API that is no success, in the words of the real server. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const badRequestBody = (detail: string) => new ApiError(400, `bad request body: ${detail}`);
export const missingField = (field: string) => new ApiError(400, `missing required field: ${field}`);
export const invalidStream = () => new ApiError(400, 'stream was invalid, can be either upstream or downstream');
export const invalidToxicType = () => new ApiError(400, 'invalid toxic type');
export const proxyNotFound = () => new ApiError(404, 'proxy not found');
export const toxicNotFound = () => new ApiError(404, 'toxic not found');
export const proxyAlreadyExists = () => new ApiError(409, 'proxy already exists');
export const toxicAlreadyExists = () => new ApiError(409, 'toxic already exists');

/** What the real server does too, but with a status of ours: it would go where the caller did not allow. */
export const outOfScope = (what: string) => new ApiError(403, `${what} is out of scope: only loopback is allowed`);
