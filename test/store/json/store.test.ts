import { storeContract } from '../../contracts/store.ts';
import { Disk } from '../support/disk.ts';
import { openOn } from '../support/desk.ts';

storeContract('JSON store', (collections) => openOn(new Disk().layer(), { collections }));

// A snapshot after nearly every commit: it must never show.
storeContract('JSON store that takes snapshots all the time', (collections) =>
  openOn(new Disk().layer(), { collections, snapshotAfterBytes: 1 }),
);
