import { expect, test } from 'vitest';
import { formatHostPort, parseHostPort } from './host-port.ts';

test.each([
  ['127.0.0.1:80', { host: '127.0.0.1', port: 80 }],
  ['[::1]:80', { host: '::1', port: 80 }],
  ['localhost:0', { host: 'localhost', port: 0 }],
  [':80', { host: '', port: 80 }],
])('%s both ways', (text, value) => {
  expect(parseHostPort(text)).toEqual(value);
  expect(formatHostPort(value)).toBe(text);
});

test('nothing is any port', () => {
  expect(parseHostPort('')).toEqual({ host: '', port: 0 });
});

test.each([
  ['localhost', 'address localhost: missing port in address'],
  ['::1:80', 'address ::1:80: too many colons in address'],
  ['localhost:65536', 'address 65536: invalid port'],
])('%s is none', (text, message) => {
  expect(() => parseHostPort(text)).toThrow(new SyntaxError(message));
});
