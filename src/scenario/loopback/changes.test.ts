import { describe, expect, onTestFinished, test } from 'vitest';
import { Peer } from '../../faults/testing/peer.ts';
import { connectOutcome, expectNoLeak } from '../../faults/testing/sockets.ts';
import { waitUntil } from '../../faults/testing/wait.ts';
import { openToxiproxy } from '../../faults/toxiproxy-server.ts';
import { HOST, status } from '../../respond/testing/world.ts';
import type { Realisation, World } from '../backend.ts';
import type { PortBehaviour } from '../model.ts';
import { changeAt, closed, filtered, open, silent } from '../testing/changes.ts';
import { CountingClock, loopbackForTest, openLoopback, proxyChoices } from '../testing/loopback.ts';
import { busy, cut, denied, first, garbage, reset, sampleScenario, slow, speaks } from '../testing/samples.ts';

const asText = (octets: Uint8Array) => Buffer.from(octets).toString('latin1');
const at = (port: number) => ({ address: HOST, port });
const HOUR_MS = 3_600_000;

/** A host whose port 22 behaves so, and changes so. */
function sceneOf(behaviours: readonly PortBehaviour[]): World {
  const { hosts } = sampleScenario(
    `target: { name: host, address: ${HOST}, agent: 4545, ports: { 22: open, 80: open } }`,
  );
  return { hosts, timeline: behaviours.map((behaviour) => changeAt(0, 22, behaviour)) };
}

/** Makes the changes of a world one after the other; the first is made already, so that any behaviour can be first. */
async function changing(world: Realisation, { timeline }: World): Promise<() => Promise<void>> {
  const left = [...timeline];
  const next = () => world.apply(left.shift()!);
  await next();
  return next;
}

const dial = (world: Realisation) => Peer.connect(world.route(at(22))!);
const ask = (peer: Peer) => peer.send(asText(status(1, 22)));

/** So long nothing comes where silence is what is to be found. */
const SILENCE_MS = 150;

/** Asks, and waits for what is to come: the beginning of an answer, how the connection ends, or `silence`. */
async function hears(peer: Peer, finding: string): Promise<void> {
  const before = peer.received.length;
  const heard = () => peer.received.slice(before, before + finding.length) || (peer.ending ?? 'silence');
  ask(peer);
  if (finding === 'silence') await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
  else
    await waitUntil(
      () => heard() === finding,
      () => `${heard()}, not ${finding}`,
    );
  expect(heard()).toBe(finding);
}

/** The same of a new connection, which may also not come up. */
async function finds(world: Realisation, finding: string): Promise<void> {
  const outcome = await connectOutcome(world.route(at(22))!, finding === 'silence' ? SILENCE_MS : 10_000);
  if (outcome !== 'connected') {
    expect(outcome).toBe(finding);
    return;
  }
  const peer = await dial(world);
  onTestFinished(() => void peer.socket.destroy());
  await hears(peer, finding);
}

describe.each(await proxyChoices())('behind $proxy', ({ choice, missing }) => {
  async function worldOf(...behaviours: readonly PortBehaviour[]) {
    const { backend } = await loopbackForTest({ choice });
    const scene = sceneOf(behaviours);
    const world = await backend.realise(scene);
    onTestFinished(() => world.close());
    return { world, next: await changing(world, scene) };
  }

  test.skipIf(missing).each([
    ['open', open(), 'PSAP'],
    ['filtered', filtered, 'silence'],
    ['slow', open(slow(HOUR_MS)), 'silence'],
    ['reset', open(reset), 'ECONNRESET'],
    ['speaks', open(speaks('220 ready\r\n')), '220 '],
  ])('later dials find what a port has become, from %s to each and back', async (_name, behaviour, finding) => {
    const others: [PortBehaviour, string][] = [
      [open(cut(2)), 'PS'],
      [closed, 'ECONNREFUSED'],
      [filtered, 'silence'],
      [silent, 'silence'],
      [open(speaks('hello\r\n')), 'hello'],
      [open(), 'PSAP'],
    ];
    const { world, next } = await worldOf(behaviour, ...others.flatMap(([other]) => [other, behaviour]));
    await finds(world, finding);
    for (const [, otherFinding] of others) {
      await next();
      await finds(world, otherFinding);
      await next();
      await finds(world, finding);
    }
  });

  test.skipIf(missing)('connections under way meet the faults that come, and are rid of those that go', async () => {
    const { world, next } = await worldOf(open(), open(slow(HOUR_MS)), open(slow(0)), open(cut(2)));
    const peer = await dial(world);
    await hears(peer, 'PSAP');
    await next();
    await hears(peer, 'silence');
    const before = peer.received.length;
    await next();
    // What was still held up comes now, and no later answer is.
    await peer.untilReceived(before + 4);
    await hears(peer, 'PSAP');
    await next();
    ask(peer);
    expect(await peer.untilEnded()).toBe('end');
    peer.socket.destroy();
  });

  test.skipIf(missing).each([
    ['closed', closed],
    ['another server', open(speaks('220 ready\r\n'))],
    ['a responder that is busy', open(busy)],
    ['one that denies', open(denied)],
  ])('connections under way end where a port becomes %s', async (_, other) => {
    const { world, next } = await worldOf(open(slow(HOUR_MS)), other);
    const peers = [await dial(world), await dial(world)];
    ask(peers[0]!);
    // So that the answer has come as far as the delay.
    await finds(world, 'silence');
    await next();
    for (const peer of peers) {
      expect(await peer.untilEnded()).toBe('end');
      peer.socket.destroy();
    }
    expect(peers.map(({ received }) => received)).toEqual(['', '']);
  });

  test.skipIf(missing).each([
    ['filtered', filtered],
    ['silent', silent],
  ])('nothing more comes on connections under way where a port becomes %s, until it heals', async (_, other) => {
    const { world, next } = await worldOf(open(), other, open());
    const peer = await dial(world);
    await hears(peer, 'PSAP');
    await next();
    await hears(peer, 'silence');
    await next();
    await hears(peer, 'PSAP');
    await finds(world, 'PSAP');
    peer.socket.destroy();
  });

  test.skipIf(missing)('the agent answers by the truth of the moment', async () => {
    const { world, next } = await worldOf(open(slow(HOUR_MS)), closed, filtered, open());
    const agent = await Peer.connect(world.agentRoute(at(4545))!);
    const answered = async () => {
      const before = agent.received.length;
      agent.send(asText(status(7, 22)));
      await agent.untilReceived(before + 40);
      return /\b(SYN|RST)\b/.exec(agent.received.slice(before))?.[0];
    };
    expect(await answered()).toBe('SYN');
    await next();
    expect(await answered()).toBe('RST');
    await next();
    const before = agent.received.length;
    agent.send(asText(status(8, 22)) + asText(status(9, 80)));
    await agent.untilReceived(before + 40);
    expect(agent.received.slice(before)).toMatch(/^PSAP((?!PSAP).|[\r\n])*$/);
    await next();
    expect(await answered()).toBe('SYN');
    agent.socket.destroy();
  });

  test.skipIf(missing)('a changed world leaves nothing, whatever was going on in it', () =>
    expectNoLeak(async () => {
      const clock = new CountingClock();
      const { server, backend } = await openLoopback({ choice, clock });
      const scene = sceneOf([
        open(slow(HOUR_MS)),
        filtered,
        open(garbage(9)),
        closed,
        silent,
        open(first('dropped', 1)),
      ]);
      const world = await backend.realise(scene);
      const next = await changing(world, scene);
      const peers: Peer[] = [];
      const sockets = networkSockets();
      for (const connects of [true, false, true, false, true, true]) {
        if (connects) {
          peers.push(await dial(world));
          ask(peers.at(-1)!);
        }
        if (peers.length < 4) await next();
      }
      // What changes lead to was there from the beginning; each peer has its own end, and up to three behind it.
      if (choice === 'embedded') expect(networkSockets() - sockets).toBeLessThanOrEqual(4 * peers.length);
      await world.close();
      for (const peer of peers) {
        await peer.untilEnded();
        peer.socket.destroy();
      }
      expect(await server.client.proxies()).toEqual([]);
      await server.close();
      expect(clock.pending).toBe(0);
    }),
  );

  test.skipIf(missing)('a change that cannot be made is an error where it is written', async () => {
    const server = await openToxiproxy({ choice, clock: new CountingClock(), random: undefined as never });
    const { backend } = await loopbackForTest({ toxiproxy: server.client });
    const scene = sceneOf([open(), open(slow(5))]);
    const world = await backend.realise(scene);
    const next = await changing(world, scene);
    await server.close();
    await expect(next()).rejects.toMatchObject({
      diagnostics: [{ file: 'sample.yaml', message: expect.stringContaining('the Toxiproxy cannot realise this') }],
    });
    await expect(world.close()).rejects.toThrow('the world was not torn down cleanly');
  });
});

test('first connections are counted anew from the change on that lets them down', async () => {
  const { backend } = await loopbackForTest();
  const scene = sceneOf([open(first('refused', 1)), open(), open(first('refused', 1))]);
  const world = await backend.realise(scene);
  onTestFinished(() => world.close());
  const next = await changing(world, scene);
  const route = world.routeOfScanner();
  const isThrough = () => route(at(22))!.port === world.route(at(22))!.port;
  expect([isThrough(), isThrough()]).toEqual([false, true]);
  await next();
  expect(isThrough()).toBe(true);
  await next();
  expect([isThrough(), isThrough()]).toEqual([false, true]);
});

test('ports that do not change keep the endpoints that they share', async () => {
  const { backend, server } = await loopbackForTest();
  const { hosts } = sampleScenario(
    `target: { name: host, address: ${HOST}, ports: { 1-100: { state: open, slow: 1ms } } }`,
  );
  const world = await backend.realise({
    hosts,
    timeline: [changeAt(5, [10, 19], closed), changeAt(5, [10, 19], open())],
  });
  onTestFinished(() => world.close());
  const real = (port: number) => world.route(at(port))!.port;
  expect(real(9)).toBe(real(20));
  expect(real(10)).toBe(real(19));
  expect(real(10)).not.toBe(real(9));
  expect(await server.client.proxies()).toHaveLength(2);
});

/** How many sockets this process has, listeners included. */
function networkSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}
