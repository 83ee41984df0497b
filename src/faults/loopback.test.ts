import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'])('%s is loopback', (address) => {
  expect(isLoopback(address)).toBe(true);
});

test.each(['128.0.0.1', '0.0.0.0', '::', '::2', '::ffff:192.0.2.1', 'localhost', ''])('%j is not', (address) => {
  expect(isLoopback(address)).toBe(false);
});
