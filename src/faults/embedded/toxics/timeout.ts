import type { ToxicType } from '../toxic.ts';

/** Drops all octets, and closes at the end of the stream or when none came for `timeout` ms; 0 waits for the end. */
export const timeout: ToxicType<{ timeout: number }> = {
  defaults: { timeout: 0 },

  // The octets dropped would be missing from a stream that went on.
  closesWhenRemoved: true,

  async pipe(run, { timeout }) {
    while (await run.take(timeout > 0 ? timeout : Infinity));
    run.close();
  },
};
