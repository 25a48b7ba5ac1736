export { openPostgresStore } from './open.ts';
export type { PostgresStore } from './postgres-store.ts';
