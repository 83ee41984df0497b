import type { ToxicType } from '../toxic.ts';

/** A slow rate passes chunks on in pieces of this much time, so that octets trickle instead of coming at the end. */
const PIECE_MS = 100;

/** Lets `rate` × 1000 octets through per second; nothing at all with 0. */
export const bandwidth: ToxicType<{ rate: number }> = {
  defaults: { rate: 0 },

  reject({ rate }) {
    return rate < 0 ? 'rate must not be negative' : undefined;
  },

  async pipe(run, { rate }) {
    // How long the octets passed so far should still have taken; below 0 where timers fired late.
    let owedMs = 0;
    const pay = async (ms: number) => {
      const startMs = run.now();
      await run.sleep(ms);
      owedMs -= run.now() - startMs;
    };
    for (let chunk = await run.take(); chunk !== undefined; chunk = await run.take()) {
      // A rate of 0 owes for ever.
      owedMs += chunk.data.length / rate;
      while (chunk.data.length > rate * PIECE_MS) {
        await pay(rate === 0 ? Infinity : PIECE_MS);
        run.pass(rate * PIECE_MS);
      }
      await pay(owedMs);
      run.pass();
    }
    run.close();
  },
};
