import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { AddressRangeError, parseAddressRange } from '../protocol/address-range.ts';
import { PortListError, type PortRange, parsePortList } from '../protocol/port-list.ts';
import { parseDuration } from '../source/quantity.ts';
import { suggest } from '../source/suggest.ts';
import { ValueError } from '../source/value-error.ts';

/** Parsers of option values; what they reject becomes a usage error that names the option. */

/** A port list: `22,80,8000-8100`. */
export function portList(text: string): readonly PortRange[] {
  try {
    return parsePortList(text);
  } catch (error) {
    if (error instanceof PortListError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

/** A duration with its unit: `300ms`, `1.5s`. */
export function durationMs(text: string): number {
  const ms = quantity(parseDuration)(text);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It must be more than 0.');
}

/** What a parser of quantities takes. */
export function quantity(parse: (text: string) => number): (text: string) => number {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const { message, help } = error;
      throw new InvalidArgumentError(help === undefined ? message : `${message}: ${help}`);
    }
  };
}

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** One of some words. */
export function oneOf<T extends string>(...words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word !== undefined) return word;
    const meant = suggest(text, words);
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
    throw new InvalidArgumentError(`It must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.${hint}`);
  };
}

export const port = wholeNumber(1, 65_535);

/** Address ranges, of an option that may stand several times: `192.0.2.0/24`, `::1`. */
export function collectRanges(text: string, before: readonly string[] = []): readonly string[] {
  try {
    parseAddressRange(text);
  } catch (error) {
    if (error instanceof AddressRangeError) throw new InvalidArgumentError(error.message);
    throw error;
  }
  return [...before, text];
}

export const MAX_SEED = 0xffff_ffff;

/** The seed asked for, or one that chance picks; either way it is printed, and reproduces the run. */
export function chooseSeed(seed: number | undefined): number {
  return seed ?? randomInt(MAX_SEED + 1);
}

/** Options that every command has. */
export function withCommonOptions(command: Command): Command {
  return command.optionsGroup('Options:').option('--no-color', 'no colours, even on a terminal');
}

export interface CommonOptions {
  readonly color: boolean;
}
