import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'spec/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/*.deep.test.ts', '**/node_modules/**'],
    testTimeout: 20_000,
  },
});
