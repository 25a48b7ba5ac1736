import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/postgres/**'],
    setupFiles: ['test/support/network-off.ts'],
    testTimeout: 20_000,
    pool: 'forks',
  },
});
