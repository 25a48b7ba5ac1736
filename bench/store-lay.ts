// `node store-lay.ts FOLDER DOCUMENTS`: fills a folder in a process of its own, so that its memory is not counted with the store's.
import { allFeatures } from '../src/feature-list.ts';
import { houseCollections } from '../src/conversation/collections.ts';
import { fillHouse } from './store-fill.ts';

const [folder = '', documents = '0'] = process.argv.slice(2);
const collections = [...houseCollections, ...allFeatures().flatMap((feature) => feature.collections)];
await fillHouse(folder, collections, Number(documents));
process.exit(0);
