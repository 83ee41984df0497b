import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,spec,model,fuzz,tools,bench}/**/*.test.ts'],
    exclude: ['**/*.deep.test.ts', '**/node_modules/**'],
    testTimeout: 20_000,
    // Half of the time of many tests is waiting: three at once fit two cores, whatever vitest would choose for them.
    maxWorkers: 3,
  },
});
