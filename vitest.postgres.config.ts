import { defineConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.ts';

/**
 * On a PostgreSQL server (TEST_POSTGRES, default postgres://postgres@127.0.0.1:5432/postgres): the engine's own suites with the store's
 * contract, and conversation, outbox, schedule and seed once more, on this engine; of the journeys those that are not about
 * the files of the JSON engine. With TEST_FEATURES=on every feature as well: ten minutes more, for whoever changes the engine.
 */
export default defineConfig({
  test: {
    include: [
      'test/store/postgres/**/*.test.ts',
      'test/postgres/**/*.test.ts',
      'test/{conversation,outbox,schedule}/**/*.test.ts',
      ...(process.env['TEST_FEATURES'] === 'on' ? ['test/features/**/*.test.ts'] : []),
      'test/seed.test.ts',
      'test/journeys/{kill-9,lost-answers,pillars}.test.ts',
    ],
    setupFiles: ['test/support/network-off.ts'],
    env: { TEST_STORE: 'postgres' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A poll ends as soon as it holds; a second, the default, is short for a commit on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    reporters,
    pool: 'forks',
    // The longest suite waits for a robot's minute to pass; a third worker uses the time.
    maxWorkers: 3,
  },
});
