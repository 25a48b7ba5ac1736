export { checkStore, type StoreCheck } from './check.ts';
export { StoreDamaged, StoreRefused, type RefusalReason } from './errors.ts';
export { readStore } from './read.ts';
export { nodeFiles, type FileLayer } from './files.ts';
export type { JsonStore, StoreHealth, StoreStats } from './json-store.ts';
export { openJsonStore, type JsonStoreOptions } from './open.ts';
