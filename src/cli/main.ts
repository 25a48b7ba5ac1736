import { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { auditCommands } from './audit.ts';
import { peopleCommands } from './people.ts';
import { policyCommands } from './policy.ts';
import { readingCommands } from './reading.ts';
import { storeCommands } from './store.ts';
import { workdayCommands } from './workdays.ts';
import { fileProblem } from './file-problem.ts';
import { CommandError } from './world.ts';
import { OtherKey } from '../key-mark.ts';
import { databaseProblem, OTHER_KEY, storeProblem } from '../start-problem.ts';
import { DatabaseRefused } from '../store/postgres/errors.ts';
import { StoreDamaged, StoreRefused } from '../store/json/index.ts';

const NAME = 'npm run -s cli --';
const program = new Command(NAME).description('党群助手的命令行').showHelpAfterError().helpCommand(false);
policyCommands(program);
readingCommands(program);
peopleCommands(program);
storeCommands(program);
workdayCommands(program);
auditCommands(program);
program.configureHelp({ visibleCommands: () => [] }).addHelpText('after', () => `\n命令：\n${everyCommand(program, '').join('\n')}`);

/** Every command that does something, with what it does and an example. */
function everyCommand(command: Command, path: string): readonly string[] {
  return command.commands.flatMap((one) => {
    const name = `${path} ${one.name()}`.trim();
    return one.commands.length > 0 ? everyCommand(one, name) : [`  ${name}\n      ${one.description()}`];
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`设置有误：\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
    process.exitCode = 2;
  } else if (error instanceof StoreRefused || error instanceof StoreDamaged) {
    process.stderr.write(`${storeProblem(error)}\n`);
    process.exitCode = 1;
  } else if (error instanceof DatabaseRefused) {
    process.stderr.write(`${databaseProblem(error)}\n`);
    process.exitCode = 1;
  } else if (error instanceof OtherKey) {
    process.stderr.write(`${OTHER_KEY}\n`);
    process.exitCode = 1;
  } else if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    const problem = fileProblem(error);
    if (problem === undefined) throw error;
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}
