import { z } from 'zod';
import type { IssueParams } from './explain.ts';
import { parseByteRate, parseDuration, parseEventRate, parseShare } from './quantity.ts';
import { ValueError } from './value-error.ts';

/** Schemas of the values that many files share. */

/**
 * What a value looks like in YAML, as a JSON Schema for editors: what `parse` does cannot be seen in a schema. A schema
 * of `keys` says it of the keys of a map that are none of its `words`.
 */
export interface WrittenAs {
  readonly writtenAs?: Readonly<Record<string, unknown>>;
  readonly keys?: { readonly pattern: string; readonly words: readonly string[] };
}

/** Says what a value looks like. */
export function writtenAs<S extends z.ZodType>(schema: S, form: WrittenAs['writtenAs']): S {
  return schema.meta({ writtenAs: form });
}

const number = '\\d+(\\.\\d+)?';

/** The patterns of quantities, of which bounds are made. */
export const durationPattern = `${number} *(ms|s|m|h|d)`;
const byteRatePattern = `${number} *[kMG]?B/s`;
const sharePattern = `${number} *%`;
const eventRatePattern = `${number} */s`;

/** A text or a number, read from its text by `parse`; a ValueError that it throws becomes an issue. */
export function scalar<T>(parse: (text: string) => T) {
  return z.union([z.string(), z.number()]).transform(reading(parse));
}

/** A text, read by `parse`; a ValueError that it throws becomes an issue. */
export function text<T>(parse: (text: string) => T) {
  return z.string().transform(reading(parse));
}

function reading<T>(parse: (text: string) => T) {
  return (value: string | number, context: z.core.$RefinementCtx): T => {
    try {
      return parse(String(value));
    } catch (error) {
      addValueError(error, context);
      return z.NEVER;
    }
  };
}

/** Adds a ValueError as an issue; other errors are thrown on. `details` say where it is, if not at the value itself. */
export function addValueError(
  error: unknown,
  context: z.core.$RefinementCtx,
  details?: { readonly path: PropertyKey[]; readonly part: 'key' | 'value' },
): void {
  if (!(error instanceof ValueError)) throw error;
  const params: IssueParams = { help: error.help, span: error.span, part: details?.part ?? 'value' };
  context.addIssue({ code: 'custom', message: error.message, path: details?.path ?? [], params });
}

/** Makes a schema of a map hold each of its keys to `check`; a ValueError that it throws becomes an issue at the key. */
export function withKeys<S extends z.ZodType>(schema: S, check: (key: string) => void): S {
  return schema.superRefine(
    (map, context) => {
      for (const key of Object.keys(map as object)) {
        try {
          check(key);
        } catch (error) {
          addValueError(error, context, { path: [key], part: 'key' });
        }
      }
    },
    // Also where values are wrong, so that one run shows both.
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );
}

/** A duration with its unit, in milliseconds. */
export const duration = writtenAs(scalar(parseDuration), { type: 'string', pattern: `^${durationPattern}$` });

/** The longest that a timer waits; a longer one would go off at once. */
const longestWaitMs = 2 ** 31 - 1;

/** A duration that something will wait for, in milliseconds. */
export const waitingTime = writtenAs(
  scalar((text) => {
    const ms = parseDuration(text);
    if (ms > longestWaitMs) throw new ValueError('no timer waits longer than 24 days', 'write a shorter duration');
    return ms;
  }),
  { type: 'string', pattern: `^${durationPattern}$` },
);

/** A bandwidth with its unit, in bytes per second; more than 0. */
export const bandwidth = writtenAs(scalar(parseByteRate), { type: 'string', pattern: `^${byteRatePattern}$` }).pipe(
  z.number().positive(),
);

/** A rate of events, such as `1000/s`, in events per second; more than 0. */
export const eventRate = writtenAs(scalar(parseEventRate), { type: 'string', pattern: `^${eventRatePattern}$` }).pipe(
  z.number().positive(),
);

/** A part of a whole, such as `5%`, neither nothing nor all of it: from 0 to 1. */
export const share = writtenAs(
  scalar((text) => {
    const part = parseShare(text);
    if (part <= 0 || part >= 1) throw new ValueError('a share is a part, not nothing or all', 'write `1%` to `99%`');
    return part;
  }),
  { type: 'string', pattern: `^${sharePattern}$` },
);
