import nock from 'nock';
import { afterAll, afterEach, beforeAll } from 'vitest';

// Nothing in a test may reach the world: a forgotten fake is an error, not a slow test.
beforeAll(() => {
  // Test files share a process and its modules: the one before has let go of the network.
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost)(:\d+)?$/);
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());
