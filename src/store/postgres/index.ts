export { checkDatabase } from './check.ts';
export { openPostgresStore } from './open.ts';
export type { PostgresStore } from './postgres-store.ts';
export { readDatabase } from './read.ts';
