export { checkStore } from './check.ts';
export { StoreDamaged, StoreRefused, type RefusalReason } from './errors.ts';
export { nodeFiles, type FileLayer } from './files.ts';
export type { JsonStore } from './json-store.ts';
export { openJsonStore } from './open.ts';
export { readStore } from './read.ts';
export { repairStore } from './repair.ts';
