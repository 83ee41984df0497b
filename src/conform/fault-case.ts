import type { ErrorCode } from '../protocol/errors.ts';
import type { Expectation, Part, ScriptedCase } from './case.ts';

/** A message at fault, and the code that it has to get. */
export interface Fault extends Pick<ScriptedCase, 'id' | 'title' | 'requirements'> {
  readonly why?: string;
  readonly send: Part | Part[];
  readonly error: ErrorCode;
  /** What else is asked of the error. */
  readonly expect?: Omit<Expectation, 'error'>;
}

/** One fault, one error. What it echoes, and that the connection is closed, has cases of its own. */
export function faultCase({ send, error, expect, ...heading }: Fault): ScriptedCase {
  return {
    ...heading,
    level: 'MUST',
    script: [{ send: Array.isArray(send) ? send : [send] }, { expect: { error, ...expect } }],
  };
}
