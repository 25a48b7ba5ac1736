import { openMemoryStore } from '../../../src/store/memory/index.ts';
import { storeContract } from '../../contracts/store.ts';

storeContract('memory store', openMemoryStore);
