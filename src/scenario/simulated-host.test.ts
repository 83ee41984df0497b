import { expect, test } from 'vitest';
import { profileOf } from './simulated-host.ts';
import { sampleScenario } from './testing/samples.ts';

const [host] = sampleScenario(`
target:
  address: 192.0.2.10
  agent: 4545
  os: { family: Linux, version: "12" }
  ports:
    default: filtered
    22: { state: open, service: ssh, product: OpenSSH, slow: 100ms }
    80: { state: open, reset: true }
    81: closed
    9000: silent
`).hosts;

test('a responder answers with the truth, and knows nothing of what happens on the way', () => {
  const { ports } = profileOf(host!);
  expect([1, 22, 80, 81, 9000].map((port) => ports.get(port))).toEqual([
    { state: 'filtered' },
    { state: 'open', info: { service: 'ssh', product: 'OpenSSH' } },
    { state: 'open' },
    { state: 'closed' },
    // Silent ports are silent to whoever asks an agent about them, too.
    { state: 'filtered' },
  ]);
});

test('a responder answers for the logical address, with the agent and the system that the host has', () => {
  expect(profileOf(host!)).toMatchObject({
    address: '192.0.2.10',
    agentPort: 4545,
    os: { family: 'Linux', version: '12' },
  });
  const [plain] = sampleScenario('{ target: { ports: { 22: open } } }').hosts;
  expect(Object.keys(profileOf(plain!)).sort()).toEqual(['address', 'ports']);
});
