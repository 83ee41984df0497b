import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, ownAddress } from '../cli/testing/places.ts';
import { connectOutcome, expectNoLeak } from '../faults/testing/sockets.ts';
import { waitUntil } from '../faults/testing/wait.ts';
import type { UpChange, UpResult } from '../results/up.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import type { SourceError } from '../source/diagnostic.ts';
import { atFixedPorts } from './doors/fixed-ports.ts';
import { holdScenario } from './hold-scenario.ts';
import { atLogicalAddresses } from './logical/logical-backend.ts';
import { openLoopback, proxyChoices } from './testing/loopback.ts';
import { sampleScenario } from './testing/samples.ts';

/** Whoever connects to a world that is held knows a place, and finds there what the timeline says. */

const doors = { listeners: tcpListeners, dialer: tcpDialer, machine: {} };

/** What a held world tells, in a form that a test can wait for. Its timeline goes on only when it is told to. */
class Held {
  readonly clock = new VirtualClock();
  up: UpResult | undefined;
  readonly changes: UpChange[] = [];

  async ready(): Promise<UpResult> {
    await waitUntil(
      () => this.up !== undefined,
      () => 'it is not up',
    );
    return this.up!;
  }

  /** Lets the time come, and gives the change of the ports then, once it is made. */
  async change(atMs: number, ports: string): Promise<UpChange> {
    await this.ready();
    await this.clock.advance(atMs - this.clock.now());
    for (;;) {
      // One that comes at the same time as another is due once that one is made.
      await this.clock.advance(0);
      const told = this.changes.find((change) => change.atMs === atMs && change.ports === ports);
      if (told !== undefined) return told;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** Holds a world while `use` looks at it; then it is interrupted, and nothing of it is left. */
function whileHeld(
  yaml: string,
  { addresses, choice }: { readonly addresses: UpResult['addresses']; readonly choice?: string },
  use: (held: Held) => Promise<void>,
): Promise<void> {
  return expectNoLeak(async () => {
    const { server, backend } = await openLoopback(choice === undefined ? {} : { choice });
    const held = new Held();
    const interrupt = new AbortController();
    const holding = holdScenario(sampleScenario(yaml), {
      backend: addresses === 'logical' ? atLogicalAddresses(backend, doors) : atFixedPorts(backend, doors),
      clock: held.clock,
      addresses,
      seed: 7,
      signal: interrupt.signal,
      ready: (up) => {
        held.up = up;
      },
      changed: (change) => void held.changes.push(change),
    });
    try {
      await use(held);
    } finally {
      interrupt.abort();
      await holding;
      await server.close();
    }
    expect(held.clock.pendingTimers).toBe(0);
  });
}

/** What becomes of a connect; `silence` is not waited for, where it is expected, until the SYN is sent once more. */
const reach = (real: string, expected: string) =>
  connectOutcome(addressOf(real), expected === 'silence' ? 300 : 10_000);

function addressOf(real: string): SocketAddress {
  const [address, port] = real.split(':') as [string, string];
  return { address, port: Number(port) };
}

/** Two ports change together and then apart, and one that is closed at first opens. */
const story = (ports: readonly number[], address: string) => `
target: { name: host, address: ${address}, ports: { "${ports[0]},${ports[1]}": open } }
scan: { ports: "${ports.join()}" }
timeline:
  - { at: 10ms, ports: { "${ports[0]},${ports[1]}": filtered } }
  - { at: 1200ms, ports: { ${ports[0]}: closed, ${ports[2]}: open } }
  - { at: 2200ms, ports: { ${ports[0]}: { state: open, speaks: hello } } }
expect: { "${ports.join()}": open }
`;

async function meetStory([first, second, third]: readonly number[], held: Held): Promise<void> {
  const { routes, timeline } = await held.ready();
  const meet = async (expected: readonly string[]) => {
    const found = [first, second, third].map((port, index) => reach(at(port!), expected[index]!));
    expect(await Promise.all(found)).toEqual(expected);
  };
  const at = (port: number) => routes.find(({ ports }) => ports === String(port))!.real;
  expect(timeline.map(({ atMs, truth }) => `${atMs} ${truth}`)).toEqual([
    '10 filtered',
    '1200 closed',
    '1200 open',
    '2200 open, speaks "hello"',
  ]);
  const filtered = await held.change(10, String(first));
  expect(filtered).toMatchObject({
    host: 'host',
    real: at(first!),
    truth: 'filtered',
    realisedBy: 'saturated-listener',
  });
  expect(filtered.madeAtMs).toBe(10);
  await meet(['silence', 'silence', 'ECONNREFUSED']);
  await held.change(1_200, String(third));
  await meet(['ECONNREFUSED', 'silence', 'connected']);
  const speaking = await held.change(2_200, String(first));
  expect(speaking).toMatchObject({ real: at(first!), truth: 'open, speaks "hello"', realisedBy: 'acceptor' });
  expect(await firstOctets(at(first!))).toBe('hello');
}

function firstOctets(real: string): Promise<string> {
  const { address, port } = addressOf(real);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port }).on('error', reject);
    socket.once('data', (octets) => {
      socket.destroy();
      resolve(String(octets));
    });
  });
}

const onLinux = process.platform === 'linux';

describe.runIf(onLinux).each(await proxyChoices())('a world that is held behind $proxy', ({ choice, missing }) => {
  it.skipIf(missing)('changes at the places where its ports are reached', async () => {
    const ports = [22, 23, 30];
    await whileHeld(story(ports, '192.0.2.1'), { addresses: 'mapped', choice }, (held) => meetStory(ports, held));
  });
});

describe.runIf(onLinux)('a world that is held', () => {
  it('changes at its own addresses', async () => {
    const address = ownAddress();
    const ports = await freePorts(address, 3);
    await whileHeld(story(ports, address), { addresses: 'logical' }, (held) => meetStory(ports, held));
  });

  it('may be interrupted while a port changes again and again', async () => {
    const yaml = `
target: { name: host, ports: { 22: open } }
timeline:
  - { at: 10ms, every: 30ms, ports: { 22: closed } }
  - { at: 25ms, every: 30ms, ports: { 22: { state: open, slow: 1ms } } }
expect: { 22: open }
`;
    await whileHeld(yaml, { addresses: 'mapped' }, async (held) => {
      const { routes } = await held.ready();
      const truths: string[] = [];
      for (const atMs of [10, 25, 40, 55]) {
        const { truth, real } = await held.change(atMs, '22');
        truths.push(`${truth}: ${await connectOutcome(addressOf(real), 10_000)}`);
        expect(real).toBe(routes[0]!.real);
      }
      const both = ['closed: ECONNREFUSED', 'open, slow 1 ms: connected'];
      expect(truths).toEqual([...both, ...both]);
      await held.clock.advance(15);
    });
  });

  it('lets connections go on that a change does not end', async () => {
    const yaml = `
target: { name: host, ports: { 22: { state: open, speaks: { banner: hello, after: 700ms } } } }
timeline: [{ at: 10ms, ports: { 22: { state: open, speaks: { banner: hello, after: 700ms }, slow: 1ms } } }]
expect: { 22: open }
`;
    await whileHeld(yaml, { addresses: 'mapped' }, async (held) => {
      const { routes } = await held.ready();
      const heard = firstOctets(routes[0]!.real);
      await held.change(10, '22');
      expect(await heard).toBe('hello');
    });
  });
});

it('that cannot change any more, since its fault proxy is gone, is taken down and says where', () =>
  expectNoLeak(async () => {
    const { server, backend } = await openLoopback();
    const held = new Held();
    const yaml = `
target: { name: host, ports: { 22: { state: open, slow: 1ms } } }
timeline:
  - { at: 10ms, ports: { 22: { state: open, slow: 2ms } } }
expect: { 22: open }
`;
    const holding = holdScenario(sampleScenario(yaml), {
      backend: atFixedPorts(backend, doors),
      clock: held.clock,
      addresses: 'mapped',
      seed: 7,
      signal: new AbortController().signal,
      ready: (up) => {
        held.up = up;
      },
      changed: () => expect.unreachable('it is changed'),
    });
    const error = holding.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await held.ready();
    await server.close();
    await held.clock.advance(10);
    expect(((await error) as SourceError).diagnostics).toMatchObject([
      { file: 'sample.yaml', line: 4, message: expect.stringContaining('the Toxiproxy cannot realise this') as string },
    ]);
  }));

it('that cannot be held is refused before anything is up', async () => {
  const { server, backend } = await openLoopback();
  const yaml = 'target: { ports: { 22: { state: open, first: { dropped: 1 } } } }';
  const realise = () => expect.unreachable('it is brought up');
  const parts = { clock: new VirtualClock(), addresses: 'mapped', seed: 7, signal: AbortSignal.abort() } as const;
  const told = { ready: realise, changed: realise };
  await expect(
    holdScenario(sampleScenario(yaml), { backend: { ...backend, realise }, ...parts, ...told }),
  ).rejects.toThrow('who will connect to a held world is not known');
  await server.close();
});
