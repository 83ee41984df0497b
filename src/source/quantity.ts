import { listQuoted, suggest } from './suggest.ts';
import { ValueError } from './value-error.ts';

/** Numbers with a unit, as people write them: `300ms`, `10kB/s`. The unit is always required. */

interface Quantity {
  /** With its article: `a duration`. */
  readonly noun: string;
  /** What one of each unit is worth, the likeliest units first. */
  readonly units: Readonly<Record<string, number>>;
  /** Units of other tools, by what one of them is worth. */
  readonly foreign?: Readonly<Record<string, number>>;
}

const duration: Quantity = {
  noun: 'a duration',
  units: { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 },
  foreign: { us: 0.001, µs: 0.001, msec: 1, sec: 1000, second: 1000, seconds: 1000, min: 60_000, minutes: 60_000 },
};
const byteRate: Quantity = {
  noun: 'a bandwidth',
  units: { 'kB/s': 1000, 'MB/s': 1_000_000, 'B/s': 1, 'GB/s': 1e9 },
  // Of bits, as netem and providers count.
  foreign: {
    'bit/s': 1 / 8,
    bps: 1 / 8,
    'kbit/s': 125,
    kbit: 125,
    kbps: 125,
    'Mbit/s': 125e3,
    mbit: 125e3,
    Mbps: 125e3,
  },
};
const share: Quantity = { noun: 'a share', units: { '%': 0.01 } };
const eventRate: Quantity = { noun: 'a rate', units: { '/s': 1 } };

/** `300ms`, `1.5s`, `2m`, `36h`, `12d` in milliseconds. @throws {ValueError} */
export function parseDuration(text: string): number {
  return parseQuantity(text, duration);
}

/** `500B/s`, `1kB/s`, `2MB/s`, `1GB/s` in bytes per second; a kB is 1000 bytes. @throws {ValueError} */
export function parseByteRate(text: string): number {
  return parseQuantity(text, byteRate);
}

/** `1000/s` in events per second. @throws {ValueError} */
export function parseEventRate(text: string): number {
  return parseQuantity(text, eventRate);
}

/** `5%` as a number from 0 to 1. @throws {ValueError} */
export function parseShare(text: string): number {
  return parseQuantity(text, share);
}

/** `5%` */
export function formatShare(value: number): string {
  return `${Number((value * 100).toPrecision(12))}%`;
}

function parseQuantity(text: string, { noun, units, foreign = {} }: Quantity): number {
  const symbols = Object.keys(units);
  const [, digits, symbol] = /^([0-9]+(?:\.[0-9]+)?) *(\D*)$/.exec(text) ?? [];
  if (digits === undefined || symbol === undefined) {
    const examples = symbols.slice(0, 2).map((unit) => `\`10${unit}\``);
    throw new ValueError(`\`${text}\` is not ${noun}`, `write a number and its unit, as in ${examples.join(' or ')}`);
  }
  if (symbol === '') {
    const ways = symbols.slice(0, 2).map((unit) => `\`${digits}${unit}\``);
    throw new ValueError(`${noun} needs a unit`, `write ${ways.join(' or ')}`);
  }
  const factor = units[symbol];
  if (factor === undefined) {
    const span = { offset: text.length - symbol.length, length: symbol.length };
    const worth = foreign[symbol];
    const near = suggest(symbol, symbols);
    const meant = worth === undefined ? near && `${digits}${near}` : inUnits(Number(digits) * worth, units);
    const help = meant === undefined ? `known units: ${listQuoted(symbols)}` : `did you mean \`${meant}\`?`;
    throw new ValueError(`\`${symbol}\` is not a unit of ${noun}`, help, span);
  }
  return toNumber(Number(digits) * factor);
}

/** In the greatest unit of which it is at least one. */
function inUnits(value: number, units: Quantity['units']): string {
  const byWorth = Object.entries(units).sort(([, one], [, other]) => other - one);
  const [unit, worth] = byWorth.find(([, each]) => value >= each) ?? byWorth.at(-1)!;
  return `${toNumber(value / worth)}${unit}`;
}

function toNumber(value: number): number {
  // Twelve digits keep what binary fractions add (1.005 × 1000) out of the result.
  return Number(value.toPrecision(12));
}
