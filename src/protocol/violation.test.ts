import { describe, expect, test } from 'vitest';
import { blankEcho, Faults, toViolation } from './violation.ts';

describe('of several faults in one message', () => {
  test('the first in the order of the error table is kept (ERR-16)', () => {
    const faults = new Faults();
    faults.add('bad-address', 10, 'an address', 'none');
    faults.add('bad-type', 90, 'a type', 'none');
    faults.add('bad-header', 0, 'a line', 'none');
    expect(faults.first).toEqual({ code: 'bad-type', offset: 90, expected: 'a type', actual: 'none' });
  });

  test('and of those with one code the first in the message, in whatever order they are found', () => {
    for (const offsets of [
      [30, 20, 40],
      [20, 40, 30],
    ]) {
      const faults = new Faults();
      for (const offset of offsets) faults.add('bad-header', offset, 'a line', 'none');
      expect(faults.first?.offset).toBe(20);
    }
  });

  test('none is none', () => {
    expect(new Faults().first).toBeUndefined();
  });
});

test('a violation names its clause, counts from the connection, and carries its echo', () => {
  const fault = { code: 'bad-length', offset: 24, expected: 'a number', actual: '"x"' } as const;
  expect(toViolation(fault, 1_000, blankEcho('text'))).toEqual({
    code: 'bad-length',
    clause: 'ERR-7',
    offset: 1_024,
    expected: 'a number',
    actual: '"x"',
    echo: { encoding: 'text', kind: 'CONNECTION', id: 0, addresses: undefined },
  });
});
