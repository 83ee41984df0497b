import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { Command, Reply } from './saturated-listener-thread.ts';

/** A notification that comes late finds the thread waiting for the next command, and is none. */

test('a late notification neither ends the thread nor takes a command away', async () => {
  const sent = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./saturated-listener-worker.mjs', import.meta.url), { workerData: sent });
  onTestFinished(async () => {
    await worker.terminate();
  });
  const send = async (command: Command): Promise<Reply> => {
    const reply = once(worker, 'message') as Promise<[Reply]>;
    worker.postMessage(command);
    Atomics.add(sent, 0, 1);
    Atomics.notify(sent, 0);
    return (await reply)[0];
  };

  const { local } = await send({ id: 1, listen: { address: '127.0.0.1', port: 0 } });
  expect(local).toMatchObject({ address: '127.0.0.1' });
  while (Atomics.notify(sent, 0) === 0) await setImmediate();

  expect(await send({ id: 1 })).toEqual({ id: 1 });
});
