import net from 'node:net';
import type { SocketAddress } from '../../runtime/connection.ts';
import { waitUntil } from './wait.ts';

/** What became of a connect within `withinMs`: `connected`, the errno, or `silence`. */
export function connectOutcome(target: SocketAddress, withinMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: target.address, port: target.port });
    const settle = (outcome: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => settle('silence'), withinMs);
    socket.once('connect', () => settle('connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
  });
}

/** What keeps this process busy in the network or in threads, by name; timers and pipes of the test runner left out. */
function networkResources(): string {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(TCP|MessagePort|ProcessWrap)/.test(name))
    .sort()
    .join(' ');
}

/** Runs `use` and waits until no socket, listener, child or thread is left; rejects with what stays behind. */
export async function expectNoLeak(use: () => Promise<void>): Promise<void> {
  // A handle that closed goes a turn of the event loop later, so what earlier tests closed may still be there.
  await waitUntil(
    () => networkResources() === '',
    () => `in use before the test began: ${networkResources()}`,
  );
  await use();
  await waitUntil(
    () => networkResources() === '',
    () => `left behind: ${networkResources()}`,
  );
}
