import { onTestFinished } from 'vitest';
import { seededRandom } from '../../faults/testing/sources.ts';
import { chooseToxiproxy, openToxiproxy, type ToxiproxyServer } from '../../faults/toxiproxy-server.ts';
import type { Clock } from '../../runtime/clock.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../../runtime/node/tcp.ts';
import type { Backend } from '../backend.ts';
import { createLoopbackBackend, type LoopbackBackendOptions } from '../loopback-backend.ts';
import type { RunParts } from '../run-scenario.ts';

/** A fault proxy that tests run on: the name of what it is, and what `--toxiproxy` would say. */
export interface ProxyChoice {
  readonly proxy: string;
  readonly choice: string;
  /** Why it is not there. */
  readonly missing?: string;
}

/** The embedded proxy, and the real one from the PATH or the project's cache, or why there is none. */
export async function proxyChoices(): Promise<readonly [embedded: ProxyChoice, real: ProxyChoice]> {
  const found = await chooseToxiproxy(undefined, { PATH: process.env.PATH });
  const embedded = { proxy: 'the embedded proxy', choice: 'embedded' };
  if (typeof found === 'object' && 'binary' in found) {
    return [embedded, { proxy: 'the real Toxiproxy', choice: found.binary }];
  }
  const missing = 'skipped: it is not installed, npm run toxiproxy:install';
  return [embedded, { proxy: `the real Toxiproxy (${missing})`, choice: '', missing }];
}

export interface Loopback {
  readonly server: ToxiproxyServer;
  readonly backend: Backend;
  /** To run scenarios with. */
  readonly parts: RunParts;
}

export interface LoopbackOptions extends Partial<LoopbackBackendOptions> {
  /** What `--toxiproxy` would say; the embedded proxy where nothing is said. */
  readonly choice?: string;
}

/** Opens a fault proxy and a backend over it. Close the server in the end. */
export async function openLoopback({ choice = 'embedded', ...options }: LoopbackOptions = {}): Promise<Loopback> {
  const { clock = nodeClock } = options;
  const server = await openToxiproxy({ choice, clock, random: seededRandom(1) });
  const { client: toxiproxy, name: proxyName } = server;
  const backend = createLoopbackBackend({ clock, listeners: tcpListeners, toxiproxy, proxyName, seed: 7, ...options });
  return { server, backend, parts: { backend, clock, dialer: tcpDialer, seed: 7 } };
}

/** The same for one test, closed when that is finished. */
export async function loopbackForTest(options: LoopbackOptions = {}): Promise<Loopback> {
  const loopback = await openLoopback(options);
  onTestFinished(() => loopback.server.close());
  return loopback;
}

/** Real time, with a count of the timers that are set. */
export class CountingClock implements Clock {
  readonly #pending = new Set<object>();

  get pending(): number {
    return this.#pending.size;
  }

  now(): number {
    return nodeClock.now();
  }

  setTimer<T>(delayMs: number, callback: (argument: T) => void, argument: T) {
    const mark = {};
    this.#pending.add(mark);
    const fire = (value: T) => {
      this.#pending.delete(mark);
      callback(value);
    };
    const timer = nodeClock.setTimer(delayMs, fire, argument);
    return {
      cancel: () => {
        this.#pending.delete(mark);
        timer.cancel();
      },
    };
  }
}
