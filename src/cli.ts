import { Command } from 'commander';
import { ConfigError } from './config.ts';
import { peopleCommands } from './cli/people.ts';
import { policyCommands } from './cli/policy.ts';
import { readingCommands } from './cli/reading.ts';
import { storeCommands } from './cli/store.ts';
import { CommandError } from './cli/world.ts';
import { StoreDamaged, StoreRefused } from './store/json/index.ts';

const program = new Command('npm run -s cli --').description('党群助手的命令行').showHelpAfterError().helpCommand(false);
policyCommands(program);
readingCommands(program);
peopleCommands(program);
storeCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`设置有误：\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
    process.exitCode = 2;
  } else if (error instanceof CommandError || error instanceof StoreRefused || error instanceof StoreDamaged) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
