import { nodeClock } from '../runtime/node/clock.ts';
import { describeTransport } from '../runtime/testing/transport-suite.ts';
import { MemoryNetwork } from './memory-network.ts';
import { VirtualClock } from './virtual-clock.ts';

describeTransport('memory in real time', () => {
  const network = new MemoryNetwork({ clock: nodeClock, resolve: () => ({ kind: 'refuse' }), latencyMs: 0 });
  return { dialer: network, listeners: network, floodOctets: 300_000, settle: (work) => work };
});

describeTransport('memory in virtual time', () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork({ clock, resolve: () => ({ kind: 'refuse' }), latencyMs: 25, poisonViews: true });
  return { dialer: network, listeners: network, floodOctets: 300_000, settle: (work) => clock.runUntilSettled(work) };
});

describeTransport('memory in virtual time, octet by octet', () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork({
    clock,
    resolve: () => ({ kind: 'refuse' }),
    latencyMs: 25,
    bufferOctets: 1_000,
    segment: octetByOctet,
    poisonViews: true,
  });
  return { dialer: network, listeners: network, floodOctets: 20_000, settle: (work) => clock.runUntilSettled(work) };
});

function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < octets.length; at++) yield octets.subarray(at, at + 1);
}
