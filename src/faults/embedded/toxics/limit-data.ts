import type { ToxicType } from '../toxic.ts';

/** Closes the connection once `bytes` octets went through, not counting those before the toxic was there. */
export const limitData: ToxicType<{ bytes: number }> = {
  defaults: { bytes: 0 },

  async pipe(run, { bytes }) {
    for (let chunk = await run.take(); chunk !== undefined; chunk = await run.take()) {
      const octets = Math.min(chunk.data.length, Math.max(0, bytes - run.memory.passedOctets));
      if (octets > 0) run.pass(octets);
      run.memory.passedOctets += octets;
      if (run.memory.passedOctets >= bytes) break;
    }
    run.close();
  },
};
