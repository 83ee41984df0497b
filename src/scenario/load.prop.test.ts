import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceError } from '../source/diagnostic.ts';
import { loadScenarioFile } from './load.ts';

const whole = `
name: Every key, late by \${lag}
let: { lag: 300ms, ssh: { state: open, service: ssh } }
matrix: { encoding: [text, binary] }
target:
  address: 192.0.2.10
  os: { family: Linux, uptime: 3d }
  ports:
    default: closed
    22: &ssh { state: open, service: ssh }
    21: \${ssh}
    23: { <<: *ssh, slow: "\${lag}", jitter: 50ms }
    24: { state: open, bandwidth: 1kB/s, sliced: { size: 10, delay: 5ms } }
    25: { state: open, reset: true }
    "80,8000-8010": filtered
    9000: silent
    9001: { state: open, hangup: true, slow_close: 1s }
    9002: { state: open, speaks: { banner: "220 hello", after: 1s }, tarpit: 5ms, first: { dropped: 1 } }
    9003: { state: open, garbage: 64 }
    9004: { state: open, busy: true, cut: 20, first: { refused: 2 } }
    9005: { state: open, denied: true }
  agent: { port: 4545, denied: false }
scan: { ports: 1-1024, timeout: 500ms, retries: 1, concurrency: 100, rate: 1000/s, info: true, via: agent, encoding: "\${encoding}" }
timeline: [{ at: 500ms, until: 1s, ports: { "22,80": silent } }, { at: 2s, every: 1s, ports: { 24: open } }]
expect:
  22: open
  23: { state: open, reason: syn-ack, time: ">= 250ms", attempts: 2, info: { service: ssh } }
  summary: { open: 5 }
  duration: < 3s
  port.attempts.max: <= 2
`;

const piece = fc.constantFrom(
  '',
  ' ',
  '0',
  '22',
  '-',
  ',',
  ': ',
  '\n',
  '{ ',
  ' }',
  '"',
  '*ssh',
  '${lag}',
  '${',
  'null',
  'open',
  's',
  '<<',
);
const edit = fc.record({
  at: fc.nat(whole.length),
  remove: fc.nat(12),
  insert: piece,
});

test('however a scenario is damaged, it loads or says what is wrong', () => {
  expect(() => loadScenarioFile(whole, 'whole.yaml')).not.toThrow();
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const damaged = edits.reduce((text, { at, remove, insert }) => {
        return text.slice(0, at) + insert + text.slice(at + remove);
      }, whole);
      try {
        loadScenarioFile(damaged, 'damaged.yaml');
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        expect(error.diagnostics.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
});
