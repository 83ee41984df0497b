/** The error codes of clause ERR-1 to ERR-15, in the table's order: where several apply, the first is reported. */
export const errorCodes = [
  'bad-magic',
  'bad-version',
  'bad-type',
  'bad-flags',
  'bad-encoding',
  'bad-header',
  'bad-length',
  'bad-address',
  'bad-body',
  'timeout',
  'busy',
  'denied',
  'not-served',
  'bad-value',
  'not-open',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(text: string): text is ErrorCode {
  return (errorCodes as readonly string[]).includes(text);
}

/** After these the connection stays open; after every other code it is closed. */
const survivable: ReadonlySet<ErrorCode> = new Set(['denied', 'not-served', 'bad-value', 'not-open']);

/** Whether the responder closes the connection after this error. */
export function isFatal(code: ErrorCode): boolean {
  return !survivable.has(code);
}

/** The clause that defines the code. */
export function clauseOf(code: ErrorCode): string {
  return `ERR-${errorCodes.indexOf(code) + 1}`;
}
