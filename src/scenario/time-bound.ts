import { parseDuration } from '../source/quantity.ts';
import { ValueError } from '../source/value-error.ts';
import type { TimeBound } from './model.ts';

/** Reads a bound on a time, as in `>= 250ms`. @throws {ValueError} */
export function parseTimeBound(text: string): TimeBound {
  const [, operator, limit] = /^([<>]=?) *(.*)$/.exec(text) ?? [];
  if (operator === undefined || limit === undefined) {
    throw new ValueError(
      'a bound on a time begins with <, <=, > or >=',
      `write "<= ${text}" or ">= ${text}", in quotes`,
    );
  }
  return { operator: operator as TimeBound['operator'], limitMs: parseLimit(limit, text.length - limit.length) };
}

function parseLimit(limit: string, offset: number): number {
  try {
    return parseDuration(limit);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const { offset: inner, length } = error.span ?? { offset: 0, length: limit.length };
    throw new ValueError(error.message, error.help, { offset: offset + inner, length });
  }
}
