import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Stripping the types of some 400 modules takes longer than all the rest of a start. Node keeps the result of the first
// start here; where it cannot be written, the start is only slower.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'dangqun-bot'));
await import('./serve.ts');
