import { defineConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/postgres/**', 'test/store/postgres/**'],
    setupFiles: ['test/support/network-off.ts'],
    testTimeout: 30_000,
    // A poll ends as soon as it holds; a second, the default, is short for a commit on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    reporters,
    pool: 'forks',
    // Each worker loads the program once, not once for each of two hundred files: a third of all the work.
    isolate: false,
    // Vitest leaves one core free; half of the longest suites is waiting for processes of their own.
    maxWorkers: 2,
  },
});
