import type { ToxicType } from '../toxic.ts';

/** Passes the end of the stream on `delay` ms late. */
export const slowClose: ToxicType<{ delay: number }> = {
  defaults: { delay: 0 },

  async pipe(run, { delay }) {
    while (await run.take()) run.pass();
    await run.sleep(delay);
    run.close();
  },
};
