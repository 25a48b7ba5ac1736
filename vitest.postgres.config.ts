import { defineConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.ts';

/** What needs a PostgreSQL server (TEST_POSTGRES, default 127.0.0.1:5432). */
export default defineConfig({
  test: {
    include: ['test/store/postgres/**/*.test.ts', 'test/postgres/**/*.test.ts'],
    setupFiles: ['test/support/network-off.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters,
    pool: 'forks',
  },
});
