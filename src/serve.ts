import { startApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { systemClock } from './core/clock.ts';
import { noFailpoints } from './core/failpoints.ts';
import { randomIds } from './core/ids.ts';
import { faultOf } from './core/log.ts';
import { endOnUncaught, openLog } from './log.ts';
import { networkDiskWarning, startProblem } from './start-problem.ts';
import { nodeFiles } from './store/json/index.ts';

const EXIT_CONFIG = 2;
const EXIT_START = 1;
const EXIT_FATAL = 3;

function config(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`设置有误，没有启动：\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
    process.exit(EXIT_CONFIG);
  }
}

const settings = config();
const log = openLog(settings.logLevel);
endOnUncaught(log);

try {
  const app = await startApp(settings, {
    clock: systemClock,
    ids: randomIds,
    log,
    failpoints: noFailpoints,
    files: nodeFiles,
    chance: Math.random,
    onFatal: (error) => {
      log.error('the store failed; the process ends so that nothing more is acknowledged', faultOf(error));
      process.exit(EXIT_FATAL);
    },
  });
  process.stdout.write(`listening on ${app.url}\n`);
  if (app.simulator)
    process.stdout.write(`模拟器（一个小企业微信）：${app.url}/simulator\n试着发一句：@${settings.botNames[0] ?? '党群助手'} 年假有几天\n`);

  if (app.networkDisk !== null) process.stderr.write(`${networkDiskWarning(app.networkDisk)}\n`);
  if (app.demoData) {
    process.stderr.write('注意：数据目录里是演示数据（虚构的人、群和制度）。正式使用请换一个空的 DATA_DIR。\n');
    log.warn('the store holds the fictitious demo data although a real channel is set');
  }

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stopping failed', faultOf(error));
        process.exit(EXIT_START);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
} catch (error) {
  process.stderr.write(`${startProblem(error, settings)}\n`);
  log.error('the start failed', faultOf(error));
  process.exit(EXIT_START);
}
