import { describe, expect, test } from 'vitest';
import type { End, Part } from './case.ts';
import { octetsOf } from './script-octets.ts';

const ends: Partial<Record<End, { address: string; port: number }>> = {
  own: { address: '192.0.2.7', port: 40_112 },
  open: { address: '192.0.2.1', port: 22 },
};
const octets = (part: Part) => octetsOf(part, (end) => ends[end]!);
const text = (part: Part) => Buffer.from(octets(part)).toString('latin1');
const hex = (part: Part) => Buffer.from(octets(part)).toString('hex');

describe('the octets of a part', () => {
  test('of a message are those that a scanner writes', () => {
    expect(text({ message: 'status-request', id: 7 })).toBe(
      'PSAP/1 COMMAND CONNECTION SYN\r\nId: 7\r\nSource: 192.0.2.7:40112\r\nDestination: 192.0.2.1:22\r\n' +
        'Encoding: text\r\nLength: 37\r\n\r\nHello! I want to connect with port 22',
    );
    expect(hex({ message: 'information-request', want: ['os'] })).toMatch(/^8950010006010005.*0100026f73$/);
  });

  test('of a message may be written over, and cut', () => {
    const written = { message: 'end', encoding: 'binary' } as const;
    expect(hex({ ...written, patch: { 2: '02', 8: 'ffff ffff' } })).toMatch(/^89500200110100 ?00ffffffff/);
    expect(hex({ ...written, cut: [1, 3] })).toBe('5001');
    expect(text({ message: 'end', replace: { 'Id: 1\\r\\n': '', RST: 'SYN' } })).toMatch(
      /^PSAP\/1 COMMAND CONNECTION SYN\r\nSource/,
    );
    expect(() => octets({ message: 'end', replace: { nothing: '' } })).toThrow('does not stand in the message');
  });

  test('of texts and digits have endpoints by name', () => {
    expect(text({ text: '{open}\\r\\n\\xff{own}' })).toBe('192.0.2.1:22\r\n\xff192.0.2.7:40112');
    expect(text({ header: 'A: {open}\nB: 1\n' })).toBe('A: 192.0.2.1:22\r\nB: 1\r\n\r\n');
    expect(hex({ hex: '89 {open} 50' })).toBe('8900000000000000000000ffffc0000201001650');
    expect(text({ repeat: 'a\\n', times: 3 })).toBe('a\na\na\n');
    expect(() => octets({ text: '\\q' })).toThrow('is no escape');
  });
});
