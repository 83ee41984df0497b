import { expect, test } from 'vitest';
import type { FaultEvent } from '../../results/timeline.ts';
import { faultSpans } from './fault-spans.ts';
import { packSpans } from './pack-spans.ts';

const at = (atMs: number, change: FaultEvent['change'], fault: string, ports = '443'): FaultEvent => ({
  atMs,
  kind: 'fault',
  change,
  host: 'web',
  ports,
  fault,
});
const spansOf = (...events: FaultEvent[]) =>
  faultSpans(events, 100).map(({ fromMs, toMs, ports, fault }) => `${fromMs}-${toMs} ${ports} ${fault}`);

test('a fault lasts until it ends, or to the end of the run', () => {
  const events = [at(0, 'begins', 'slow 1 s'), at(5, 'begins', 'slow 1 s', '22'), at(10, 'ends', 'slow 1 s')];
  expect(spansOf(...events)).toEqual(['0-10 443 slow 1 s', '5-100 22 slow 1 s']);
});

test('a change ends what it changes', () => {
  const events = [at(0, 'begins', 'slow 1 s'), at(0, 'begins', 'sliced'), at(10, 'changes', 'slow 2 s')];
  expect(spansOf(...events)).toEqual(['0-10 443 slow 1 s', '0-100 443 sliced', '10-100 443 slow 2 s']);
  expect(spansOf(at(0, 'begins', 'closed'), at(10, 'changes', 'open'))).toEqual(['0-10 443 closed', '10-100 443 open']);
});

test('an end that nothing began is no matter', () => {
  expect(spansOf(at(1, 'ends', 'slow'), at(2, 'changes', 'reset'))).toEqual(['2-100 443 reset']);
});

test('spans lie in as few rows as it takes, and never on another', () => {
  const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });
  expect(packSpans([span(0, 10), span(5, 20), span(10, 30), span(0, 3), span(21, 22)])).toEqual([
    [span(0, 10), span(10, 30)],
    [span(0, 3), span(5, 20), span(21, 22)],
  ]);
});
