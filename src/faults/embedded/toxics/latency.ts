import { fraction, type ToxicType } from '../toxic.ts';

/** Delays each chunk by `latency` ms, give or take `jitter` ms, counted from its arrival. Chunks keep their order. */
export const latency: ToxicType<{ latency: number; jitter: number }> = {
  defaults: { latency: 0, jitter: 0 },

  // Chunks on their way have to wait somewhere, or the delay would limit how many come through.
  bufferedChunks: 1024,

  async pipe(run, { latency, jitter }) {
    for (let chunk = await run.take(); chunk !== undefined; chunk = await run.take()) {
      // In whole milliseconds from latency - jitter up to but not including latency + jitter.
      const delayMs = jitter > 0 ? latency - jitter + Math.floor(fraction(run.random) * 2 * jitter) : latency;
      const dueMs = chunk.arrivedAtMs + Math.max(0, delayMs);
      await run.sleep(dueMs - run.now());
      chunk.arrivedAtMs = dueMs;
      run.pass();
    }
    run.close();
  },
};
