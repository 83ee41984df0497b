import { describe, expect, test } from 'vitest';
import { CannotRealiseError } from './cannot-realise-error.ts';
import { openSaturatedListener } from './saturated-listener.ts';
import { connectOutcome, expectNoLeak } from './testing/sockets.ts';

const anyPort = { host: '127.0.0.1', port: 0 };

/** Longer than the kernel waits before it sends the first SYN again. */
const PAST_FIRST_RETRANSMISSION_MS = 1500;

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('connects neither come up nor are refused, and neither do retransmitted SYNs', async () => {
    const listener = await openSaturatedListener(anyPort);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => connectOutcome(listener.local, PAST_FIRST_RETRANSMISSION_MS)),
    );
    expect(new Set(outcomes)).toEqual(new Set(['silence']));
    await listener.close();
  });

  test('opening and closing others does not let anyone in', async () => {
    const first = await openSaturatedListener(anyPort);
    const others = await Promise.all([openSaturatedListener(anyPort), openSaturatedListener(anyPort)]);
    await others[0].close();
    const left = await Promise.all([first, others[1]].map(({ local }) => connectOutcome(local, 300)));
    expect(left).toEqual(['silence', 'silence']);
    await Promise.all([first.close(), others[1].close()]);
  });

  test('a closed one refuses, while the rest stay silent', async () => {
    const [closed, open] = await Promise.all([openSaturatedListener(anyPort), openSaturatedListener(anyPort)]);
    await closed.close();
    expect(await connectOutcome(closed.local, 10_000)).toBe('ECONNREFUSED');
    expect(await connectOutcome(open.local, 300)).toBe('silence');
    await open.close();
  });

  test('takes the port it is given, once', async () => {
    const first = await openSaturatedListener(anyPort);
    // Nobody else is likely to have the same port at this address.
    const given = { host: '127.0.0.2', port: first.local.port };
    const second = await openSaturatedListener(given);
    expect(second.local).toEqual({ address: given.host, port: given.port });
    await expect(openSaturatedListener(given)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await Promise.all([first.close(), second.close()]);
  });

  test('needs an IP address', async () => {
    await expect(openSaturatedListener({ host: 'localhost', port: 0 })).rejects.toThrow('localhost is no IP address');
  });

  test('holds many ports in one thread', async () => {
    const listeners = await Promise.all(Array.from({ length: 20 }, () => openSaturatedListener(anyPort)));
    expect(process.getActiveResourcesInfo().filter((name) => name === 'MessagePort')).toHaveLength(1);
    const outcomes = await Promise.all(listeners.map(({ local }) => connectOutcome(local, 300)));
    expect(new Set(outcomes)).toEqual(new Set(['silence']));
    await Promise.all(listeners.map((listener) => listener.close()));
  });

  test('leaves no thread, socket or listener behind', () =>
    expectNoLeak(async () => {
      const listeners = await Promise.all([openSaturatedListener(anyPort), openSaturatedListener(anyPort)]);
      await Promise.all(listeners.map((listener) => listener.close()));
    }));

  test('closes once, however often it is asked, and leaves others as they are', async () => {
    const [one, other] = await Promise.all([openSaturatedListener(anyPort), openSaturatedListener(anyPort)]);
    await Promise.all([one.close(), one.close()]);
    await one.close();
    expect(await connectOutcome(other.local, 300)).toBe('silence');
    await other.close();
  });
});

test.runIf(process.platform !== 'linux')('elsewhere it says that it cannot', async () => {
  await expect(openSaturatedListener(anyPort)).rejects.toBeInstanceOf(CannotRealiseError);
});
