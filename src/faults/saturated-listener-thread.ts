import net from 'node:net';
import { Worker } from 'node:worker_threads';
import type { SocketAddress } from '../runtime/connection.ts';

/** A listener with a backlog of one whose connections nobody takes. */
export interface UnacceptingListener {
  /** Where it listens, with port 0 resolved. */
  readonly local: SocketAddress;

  /** Frees the port; with the last one, the thread ends. */
  close(): Promise<void>;
}

/** To the thread: listen at an address under this id, or close what listens under it. */
export interface Command {
  readonly id: number;
  readonly listen?: SocketAddress;
}

/** From the thread, once for each command. */
export interface Reply {
  readonly id: number;
  readonly local?: SocketAddress;

  /** Plain data, since an error that crosses threads loses its `code`. */
  readonly failure?: { readonly message: string; readonly code: string | undefined };
}

/** Shared by all listeners of the process; there while at least one of them is. */
let shared: UnacceptingThread | undefined;

/**
 * Listens and never accepts. Node accepts whatever arrives as soon as its event loop turns, so these listeners live in a
 * thread whose event loop does not.
 *
 * @param address with an IP address: looking a name up would turn the loop
 * @throws an error whose `code` is the errno where the address cannot be bound
 */
export async function listenWithoutAccepting(address: SocketAddress): Promise<UnacceptingListener> {
  if (net.isIP(address.address) === 0) throw new RangeError(`${address.address} is no IP address`);
  const thread = (shared ??= new UnacceptingThread());
  const release = async () => {
    if (--thread.users > 0) return;
    if (shared === thread) shared = undefined;
    await thread.end();
  };
  thread.users++;
  const id = thread.nextId++;
  try {
    const { local } = await thread.send({ id, listen: address });
    return {
      local: local!,
      async close() {
        await thread.send({ id });
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

class UnacceptingThread {
  users = 0;
  nextId = 1;
  readonly #sent = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker = new Worker(new URL('./saturated-listener-worker.mjs', import.meta.url), {
    workerData: this.#sent,
  });
  readonly #waiting = new Map<number, Waiting>();

  constructor() {
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (reply.failure === undefined) waiting?.resolve(reply);
      else waiting?.reject(Object.assign(new Error(reply.failure.message), { code: reply.failure.code }));
    });
    this.#worker.on('error', (error) => {
      for (const waiting of this.#waiting.values()) waiting.reject(error);
    });
  }

  /** Sends a command and resolves with its reply; one command at a time for each id. */
  send(command: Command): Promise<Reply> {
    const reply = new Promise<Reply>((resolve, reject) => this.#waiting.set(command.id, { resolve, reject }));
    this.#worker.postMessage(command);
    Atomics.add(this.#sent, 0, 1);
    Atomics.notify(this.#sent, 0);
    return reply;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: unknown): void;
}
