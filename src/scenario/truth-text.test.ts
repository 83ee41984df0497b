import { expect, test } from 'vitest';
import type { Fault } from './model.ts';
import { bandwidth, cut, first, late, reset, sliced, slow, slowClose, speaks, tarpit } from './testing/samples.ts';
import { truthText } from './truth-text.ts';

test.each<[string, Fault[]]>([
  ['open', []],
  ['open, slow 250 ms ± 50 ms, cut after 20 octets', [slow(250, 50), cut(20)]],
  ['open, late by 600 ms for 5%', [late(0.05, 600)]],
  ['open, bandwidth 1000 B/s, sliced to 10 octets', [bandwidth(1_000), sliced(10, 0)]],
  ['open, sliced to 10 octets every 5 ms', [sliced(10, 5)]],
  ['open, tarpit 5 ms, slow close 1000 ms', [tarpit(5), slowClose(1_000)]],
  ['open, reset, first 2 dropped', [reset, first('dropped', 2)]],
  ['open, speaks "220 ready\\r\\n" after 2000 ms', [speaks('220 ready\r\n', 2_000)]],
  ['open, speaks "SSH-2.0-OpenSSH_9.2p1 D…"', [speaks('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n')]],
])('%s', (text, faults) => {
  expect(truthText({ state: 'open', faults })).toBe(text);
});

test.each(['closed', 'filtered', 'silent'] as const)('%s', (state) => {
  expect(truthText({ state, faults: [] })).toBe(state);
});
