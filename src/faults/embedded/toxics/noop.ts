import type { ToxicType } from '../toxic.ts';

/** Lets everything through. Takes the place of a toxic on connections that its toxicity spares. */
export const noop: ToxicType = {
  defaults: {},

  async pipe(run) {
    while (await run.take()) run.pass();
    run.close();
  },
};
