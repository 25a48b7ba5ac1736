// `node log-child.ts throw|reject|talk`: a process with the program's log that fails, or that goes on talking.
import { setTimeout as pause } from 'node:timers/promises';
import { endOnUncaught, openLog } from '../../src/log.ts';

const log = openLog('info');
endOnUncaught(log);
log.info('before');
const failed = new TypeError('张伟说：夜班补助发得不公平');
const [, , how = 'talk'] = process.argv;
switch (how) {
  case 'throw':
    setTimeout(() => {
      throw failed;
    }, 1);
    break;
  case 'reject':
    void Promise.reject(failed);
    break;
  default:
    for (let i = 0; i < 3; i += 1) {
      log.warn('and on', { i });
      await pause(10);
    }
    process.stderr.write('done\n');
}
