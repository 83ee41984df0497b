import type { ToxicType } from '../toxic.ts';

/** Drops all octets, and closes with a reset `timeout` ms after the first of them or the end of the stream. */
export const resetPeer: ToxicType<{ timeout: number }> = {
  defaults: { timeout: 0 },

  resetsOnClose: true,

  async pipe(run, { timeout }) {
    await run.take();
    run.closeAfter(timeout);
  },
};
