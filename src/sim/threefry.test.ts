import { expect, it } from 'vitest';
import { threefry2x32 } from './threefry.ts';

// The known answers that the authors publish with their library Random123 (kat_vectors, threefry2x32, 20 rounds).
it.each([
  { counter: [0, 0], key: [0, 0], words: [0x6b200159, 0x99ba4efe] },
  {
    counter: [0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x1cb996fc, 0xbb002be7],
  },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], words: [0xc4923a9c, 0x483df7a0] },
])('enciphers $counter under $key', ({ counter, key, words }) => {
  const out = new Uint32Array(2);
  threefry2x32(out, Uint32Array.from(key), counter[0]!, counter[1]!);
  expect([...out]).toEqual(words);
});

it('may leave its words in the key', () => {
  const key = new Uint32Array(2);
  threefry2x32(key, key, 0, 0);
  expect([...key]).toEqual([0x6b200159, 0x99ba4efe]);
});
