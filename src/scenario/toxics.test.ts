import { describe, expect, test } from 'vitest';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import type { PortBehaviour } from './model.ts';
import {
  bandwidth,
  busy,
  cut,
  denied,
  first,
  garbage,
  hangup,
  late,
  reset,
  sampleScenario,
  sliced,
  slow,
  slowClose,
  speaks,
  tarpit,
} from './testing/samples.ts';
import { toxicsFor } from './toxics.ts';

const open = (...faults: PortBehaviour['faults']): PortBehaviour => ({ state: 'open', faults });

test.each<[string, PortBehaviour, unknown[]]>([
  ['open', open(), []],
  ['silent', { state: 'silent', faults: [] }, [{ type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } }]],
  ['slow', open(slow(300)), [{ type: 'latency', attributes: { latency: 300, jitter: 0 } }]],
  ['slow with jitter', open(slow(300, 50)), [{ type: 'latency', attributes: { latency: 300, jitter: 50 } }]],
  ['late', open(late(0.05, 300)), [{ type: 'latency', toxicity: 0.05, attributes: { latency: 300, jitter: 0 } }]],
  ['bandwidth, in kB/s', open(bandwidth(2_000_000)), [{ type: 'bandwidth', attributes: { rate: 2_000 } }]],
  [
    'sliced, in microseconds',
    open(sliced(10, 1.5)),
    [{ type: 'slicer', attributes: { average_size: 10, delay: 1_500 } }],
  ],
  ['tarpit', open(tarpit(5)), [{ type: 'slicer', attributes: { average_size: 1, delay: 5_000 } }]],
  ['cut', open(cut(20)), [{ type: 'limit_data', attributes: { bytes: 20 } }]],
  ['slow close', open(slowClose(200)), [{ type: 'slow_close', attributes: { delay: 200 } }]],
  ['hangup', open(hangup), [{ type: 'limit_data', attributes: { bytes: 0 } }]],
  [
    'a hangup whose end is late',
    open(slowClose(200), hangup),
    [
      { type: 'limit_data', attributes: { bytes: 0 } },
      { type: 'slow_close', attributes: { delay: 200 } },
    ],
  ],
  [
    'what stands there is not on the way',
    open(slow(1), garbage(64), first('dropped', 1)),
    [{ type: 'latency', attributes: { latency: 1, jitter: 0 } }],
  ],
  ['another service, a full one and one that denies', open(speaks('220'), busy, denied), []],
  ['reset', open(reset), [{ type: 'reset_peer', stream: 'upstream', attributes: { timeout: 0 } }]],
  [
    'several, in their order',
    open(slow(1), bandwidth(1_000), sliced(1, 0)),
    [
      { type: 'latency', attributes: { latency: 1, jitter: 0 } },
      { type: 'bandwidth', attributes: { rate: 1 } },
      { type: 'slicer', attributes: { average_size: 1, delay: 0 } },
    ],
  ],
])('%s', (_name, behaviour, toxics) => {
  expect(toxicsFor(behaviour)).toEqual(toxics);
});

describe('what the units of Toxiproxy cannot say is an error where it is written', () => {
  const errorsOf = (fault: string) => {
    const { hosts } = sampleScenario(`target:\n  ports:\n    80: { state: open, ${fault} }\n`);
    return `\n${renderedErrors(() => toxicsFor(hosts[0]!.ports.get(80).behaviour))}\n`;
  };

  test('a delay', () => {
    expect(errorsOf('slow: 1.5ms')).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a delay in whole ms, and this one is 1.5ms
       --> sample.yaml:3:24
        |
      3 |     80: { state: open, slow: 1.5ms }
        |                        ^^^^
        = help: write \`2ms\`
      "
    `);
  });

  test('the delay of an end', () => {
    expect(errorsOf('slow_close: 0.5ms')).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a delay in whole ms, and this one is 0.5ms
       --> sample.yaml:3:24
        |
      3 |     80: { state: open, slow_close: 0.5ms }
        |                        ^^^^^^^^^^
        = help: write \`1ms\`
      "
    `);
  });

  test('a pause between octets', () => {
    expect(errorsOf('tarpit: 0.0005ms')).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a delay in whole µs, and this one is 0.5µs
       --> sample.yaml:3:24
        |
      3 |     80: { state: open, tarpit: 0.0005ms }
        |                        ^^^^^^
        = help: write \`0.001ms\`
      "
    `);
  });

  test('a jitter', () => {
    expect(errorsOf('slow: 10ms, jitter: 2.5ms')).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a jitter in whole ms, and this one is 2.5ms
       --> sample.yaml:3:24
        |
      3 |     80: { state: open, slow: 10ms, jitter: 2.5ms }
        |                        ^^^^
        = help: write \`3ms\`
      "
    `);
  });

  test('a bandwidth', () => {
    expect(errorsOf('bandwidth: 1500B/s')).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a bandwidth in whole kB/s, and this one is 1.5kB/s
       --> sample.yaml:3:24
        |
      3 |     80: { state: open, bandwidth: 1500B/s }
        |                        ^^^^^^^^^
        = help: write \`2kB/s\`
      "
    `);
  });

  test('a pause between slices', () => {
    expect(errorsOf('sliced: { size: 10, delay: 0.0005ms }')).toMatchInlineSnapshot(`
      "
      error: Toxiproxy takes a delay in whole µs, and this one is 0.5µs
       --> sample.yaml:3:24
        |
      3 |     80: { state: open, sliced: { size: 10, delay: 0.0005ms } }
        |                        ^^^^^^
        = help: write \`0.001ms\`
      "
    `);
  });
});
