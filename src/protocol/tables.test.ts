import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tags } from './attributes.ts';
import { field, flag, typeCodes } from './binary-header.ts';
import { clauseOf, errorCodes, isErrorCode, isFatal } from './errors.ts';
import { BINARY_HEADER_OCTETS, MAX_BODY_OCTETS, MAX_TEXT_HEADER_OCTETS, messageForms } from './message.ts';
import { defaultResponderTimers } from './responder-machine.ts';

/** The tables of the specification and those of the code say the same. */

const specification = readFileSync(new URL('../../spec/psap.md', import.meta.url), 'utf8');

/** The rows of the table behind the clause or heading that begins so, its head left out. */
function table(beginning: string): string[][] {
  const start = specification.indexOf(beginning);
  expect(start).toBeGreaterThan(0);
  const lines = specification.slice(start).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const after = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  return lines.slice(first + 2, after).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

test('the legal messages (MSG-5)', () => {
  const named = { 'error to a status request': 'status-error' } as Readonly<Record<string, string>>;
  const bodies: Readonly<Record<string, string>> = {
    'status-request': 'greeting',
    'information-request': 'attributes',
    information: 'attributes',
    'status-error': 'error',
    refusal: 'error',
  };
  const rows = table('**MSG-5.**').map(([message = '', type, kind, signals, body]) => {
    const name = named[message] ?? message.replace(' ', '-');
    expect(body === 'empty').toBe(bodies[name] === undefined);
    return [name, { type, kind, signals, body: bodies[name] ?? 'none' }];
  });
  expect(Object.fromEntries(rows)).toEqual(messageForms);
});

test('the error codes, what follows them, and their clauses (section 9.2)', () => {
  const rows = table('### 9.2 The table');
  expect(rows.map(([, code]) => code)).toEqual([...errorCodes]);
  for (const [rank, code = '', , afterwards] of rows) {
    if (!isErrorCode(code)) throw new Error(`${code} is no error code`);
    expect(isFatal(code)).toBe(afterwards === 'closed');
    expect(clauseOf(code)).toBe(`ERR-${rank}`);
  }
  expect(isErrorCode('out-of-coffee')).toBe(false);
  expect(isErrorCode('')).toBe(false);
});

test('the attributes (ATTR-2)', () => {
  const rows = table('**ATTR-2.**').map(([tag, name]) => [name, Number(tag)]);
  expect(Object.fromEntries(rows)).toEqual(tags);
});

describe('the binary header (BIN-1)', () => {
  const rows = table('**BIN-1.**');

  test('has its fields where the table has them', () => {
    const camelCase = (name: string) => name.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(Object.fromEntries(rows.map(([offset, , name = '']) => [camelCase(name), Number(offset)]))).toEqual(field);
  });

  test('has their sizes, and no gap', () => {
    const end = rows.reduce((at, [offset, size]) => {
      expect(Number(offset)).toBe(at);
      return at + Number(size);
    }, 0);
    expect(end).toBe(BINARY_HEADER_OCTETS);
  });

  test('has its codes for types and flags', () => {
    const value = (name: string) => rows.find((row) => row[2] === name)?.[3] ?? '';
    const types = [...value('type').matchAll(/(\d) (\w+)/g)].map(([, code, type]) => [type, Number(code)]);
    expect(Object.fromEntries(types)).toEqual(typeCodes);
    const flags = [...value('flags').matchAll(/(\w+) (0x\w\w)/g)].map(([, name, bit]) => [name, Number(bit)]);
    expect(Object.fromEntries(flags)).toEqual(flag);
  });
});

test('timers and limits (TIME-1)', () => {
  const values = new Map(table('**TIME-1.**').map(([name, value = '']) => [name, value.replaceAll(',', '')]));
  const seconds = (name: string) => Number(/(\d+) s$/.exec(values.get(name) ?? '')?.[1]) * 1_000;
  const octets = (name: string) => Number(/^(\d+) octets$/.exec(values.get(name) ?? '')?.[1]);
  expect(octets('header limit')).toBe(MAX_TEXT_HEADER_OCTETS);
  expect(octets('binary header')).toBe(BINARY_HEADER_OCTETS);
  expect(octets('body limit')).toBe(MAX_BODY_OCTETS);
  expect(defaultResponderTimers).toEqual({
    messageMs: seconds('message limit'),
    idleMs: seconds('idle limit'),
    discardMs: seconds('discard limit'),
  });
});
