import { defineConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.ts';

/** Journeys in a real Chromium; a missing browser is a failure, not a skip. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    reporters,
    fileParallelism: false,
  },
});
