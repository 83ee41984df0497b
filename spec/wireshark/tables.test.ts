import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tags } from '../../src/protocol/attributes.ts';
import { field, flag, typeCodes } from '../../src/protocol/binary-header.ts';
import { errorCodes } from '../../src/protocol/errors.ts';
import {
  BINARY_HEADER_OCTETS,
  DEFAULT_AGENT_PORT,
  MAX_BODY_OCTETS,
  MAX_ID,
  MAX_TEXT_HEADER_OCTETS,
  messageForms,
  messageNames,
  VERSION,
} from '../../src/protocol/message.ts';

/** The tables of the dissector and those of the code say the same. It needs no Wireshark. */

const script = readFileSync(new URL('./psap.lua', import.meta.url), 'utf8');

describe('the tables of the dissector', () => {
  /** The text of a table, from its brace to the one that closes it at the beginning of a line. */
  const table = (name: string): string => new RegExp(`^local ${name} = \\{(.*?)\\}$`, 'ms').exec(script)?.[1] ?? '';
  const pairs = (name: string) =>
    [...table(name).matchAll(/\[(\w+)\] = "([^"]+)"/g)].map(([, key, value]) => [value, Number(key)]);
  const constant = (name: string) => Number(new RegExp(`^local ${name} = (\\d+)$`, 'm').exec(script)?.[1]);
  const display = (name: string) => name.replace('-', ' ');

  test('ports, limits and the version', () => {
    expect(constant('DEFAULT_PORT')).toBe(DEFAULT_AGENT_PORT);
    expect(constant('MAX_TEXT_HEADER')).toBe(MAX_TEXT_HEADER_OCTETS);
    expect(constant('MAX_BODY')).toBe(MAX_BODY_OCTETS);
    expect(constant('MAX_ID')).toBe(MAX_ID);
    expect(constant('BINARY_HEADER')).toBe(BINARY_HEADER_OCTETS);
    expect(constant('VERSION')).toBe(VERSION);
    expect(script).toContain(`local TEXT_PREFIX = "PSAP/${VERSION} "`);
  });

  test('the binary header', () => {
    const offsets = [...table('at').matchAll(/(\w+) = (\d+)/g)].map(([, name, offset]) => [name, Number(offset)]);
    expect(Object.fromEntries(offsets)).toEqual(field);
    expect(Object.fromEntries(pairs('types'))).toEqual(typeCodes);
    const bits = [...table('flags').matchAll(/\{ (0x\w+), "(\w+)" \}/g)].map(([, bit, name]) => [name, Number(bit)]);
    expect(bits).toEqual(Object.entries(flag));
  });

  test('the messages', () => {
    const rows = [...table('messages').matchAll(/\{ ("[^}]*") \}/g)].map(
      ([, row]) => JSON.parse(`[${row}]`) as string[],
    );
    const forms = messageNames.map((name) => {
      const { type, kind, signals, body } = messageForms[name];
      return [display(name), type, kind, signals, body];
    });
    expect(rows).toEqual(forms);
  });

  test('attributes and error codes', () => {
    expect(Object.fromEntries(pairs('tags'))).toEqual(tags);
    expect([...table('errors').matchAll(/"([^"]+)"/g)].map(([, code]) => code)).toEqual([...errorCodes]);
  });
});
