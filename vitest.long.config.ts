import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.long.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Most of them wait for a program of their own.
    maxWorkers: 3,
  },
});
