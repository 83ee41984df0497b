import { defineConfig } from 'vitest/config';

/** The tests that are too slow for `npm test` (npm run test:deep). */
export default defineConfig({
  test: {
    include: ['{src,spec,model,fuzz,tools,bench}/**/*.deep.test.ts'],
    testTimeout: 120_000,
    // Much of their time is waiting, as in vitest.config.ts.
    maxWorkers: 2,
  },
});
