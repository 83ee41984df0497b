import { parseDuration } from '../source/quantity.ts';
import { type Span, ValueError } from '../source/value-error.ts';
import type { CountBound, ThresholdExpectation, TimeBound } from './model.ts';

/** Bounds on times and counts: an operator and a limit, as in `>= 250ms` and `<= 2`. */

/** What bounds a figure: times are in milliseconds. */
export type Threshold = Pick<ThresholdExpectation, 'operator' | 'limit'>;

/** Reads a bound on a time, as in `>= 250ms`. @throws {ValueError} */
export function parseTimeBound(text: string): TimeBound {
  const { operator, limit, offset } = splitBound(text) ?? noOperator(text);
  return { operator, limitMs: parseLimit(limit, offset) };
}

/** Reads a bound on a time that is a figure of a scan, as in `< 3s`. @throws {ValueError} */
export function parseTimeThreshold(text: string): Threshold {
  const { operator, limitMs } = parseTimeBound(text);
  return { operator, limit: limitMs };
}

/** Reads a bound on a count, as in `<= 2`, or the count itself. @throws {ValueError} */
export function parseCountThreshold(text: string): Threshold {
  const { operator, limit, offset } = splitBound(text) ?? { operator: '==', limit: text, offset: 0 };
  if (/^\d{1,15}(\.\d{1,3})?$/.test(limit)) return { operator, limit: Number(limit) };
  const span = { offset, length: Math.max(1, limit.length) };
  throw new ValueError(`\`${limit}\` is not a number`, 'write one, or a bound, as in `0` or `"<= 2"`', span);
}

/** Reads how often a port is asked: a whole number of 1 or more, or a bound on it. @throws {ValueError} */
export function parseAttempts(text: string): CountBound {
  const bound = parseCountThreshold(text);
  const { operator, limit } = bound;
  if (!Number.isInteger(limit))
    throw new ValueError('attempts are whole', 'write a whole number, as in `2` or `"<= 2"`');
  const isNone = operator === '<' ? limit <= 1 : limit === 0 && operator !== '>' && operator !== '>=';
  if (isNone) throw new ValueError('every port is asked at least once', 'write `1`, or more');
  return bound;
}

function splitBound(text: string) {
  const [, operator, limit] = /^([<>]=?) *(.*)$/.exec(text) ?? [];
  if (operator === undefined || limit === undefined) return undefined;
  return { operator: operator as TimeBound['operator'], limit, offset: text.length - limit.length };
}

function noOperator(text: string): never {
  throw new ValueError('a bound on a time begins with <, <=, > or >=', `write "<= ${text}" or ">= ${text}", in quotes`);
}

function parseLimit(limit: string, offset: number): number {
  try {
    return parseDuration(limit);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const inner: Span = error.span ?? { offset: 0, length: limit.length };
    throw new ValueError(error.message, error.help, { offset: offset + inner.offset, length: inner.length });
  }
}
