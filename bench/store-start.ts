// `node store-start.ts FOLDER`: opens the store of the benchmark and tells how long it took and what memory it needs.
import { notes, openNotes } from './store-notes.ts';

const begun = performance.now();
const store = await openNotes(process.argv[2] ?? '');
const openMs = Math.round(performance.now() - begun);
const documents = await store.read((tx) => tx.count(notes));
process.stdout.write(`${JSON.stringify({ documents, openMs, rssMb: Math.round(process.memoryUsage().rss / 1_048_576) })}\n`);
await store.close();
