import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT_UNCAUGHT, openLog } from '../src/log.ts';
import { logLines } from '../src/log-lines.ts';

const CHILD = join(import.meta.dirname, 'support/log-child.ts');

for (const how of ['throw', 'reject']) {
  it(`C19, N09: what nobody caught (${how}) ends the process; the log has its name and place, and nowhere is its message`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CHILD, how], { encoding: 'utf8' });
    expect(status).toBe(EXIT_UNCAUGHT);
    expect(stdout).toContain('before');
    expect(stdout).toMatch(/"fault":"TypeError","at":"at [^"]*log-child\.ts/u);
    expect(stdout + stderr).not.toContain('夜班');
  });
}

it('X05: whatever stands in a field, a record is one line of JSON, without a sign that a terminal obeys', () => {
  const written: string[] = [];
  const log = openLog(
    'info',
    logLines((bytes) => written.push(Buffer.from(bytes).toString()) && bytes.length),
  );
  const chat = 'wr\u001b[2J\u0007\r\n{"level":60,"msg":"all is lost"}\n\u0000\u2028\u202e';
  log.warn('a group that is not registered', { chat });
  const lines = written.join('').split('\n');
  expect(lines).toEqual([expect.any(String), '']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, msg: 'a group that is not registered', chat });
  // oxlint-disable-next-line no-control-regex -- it is about them
  expect(lines[0]).not.toMatch(/[\u0000-\u001f]/u);
});

it.skipIf(process.platform !== 'linux')('D15: a process whose log has no room goes on', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [CHILD, 'talk'], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
    timeout: 20_000,
  });
  expect([status, stderr]).toEqual([0, 'done\n']);
});

describe('D15: log lines that cannot be written', () => {
  /** A disk that takes what it is told to, one call after the other; then everything. */
  function disk(...answers: (number | string)[]) {
    const written: string[] = [];
    const lines = logLines((bytes) => {
      const answer = answers.shift() ?? bytes.length;
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer });
      written.push(Buffer.from(bytes.subarray(0, answer)).toString());
      return answer;
    });
    const say = (line: string): void => {
      lines.write(`${line}\n`);
      lines.flush();
    };
    return { written, say };
  }

  it('are dropped, and counted in the first line that finds room again', () => {
    const { written, say } = disk('ENOSPC', 'EIO');
    for (const line of ['a', 'b', 'c', 'd']) say(line);
    expect(written).toEqual([expect.stringMatching(/^\{.*"msg":"log lines could not be written","count":2\}\nc\n$/u), 'd\n']);
  });

  it('leave the line that counts them whole, also behind one that went out in part', () => {
    const { written, say } = disk(3, 'ENOSPC', 'ENOSPC');
    for (const line of ['torn', 'b', 'c']) say(line);
    const lines = written.join('').split('\n');
    expect(lines).toEqual(['tor', expect.stringMatching(/"count":2\}$/u), 'c', '']);
  });

  it('are waited for once: while nobody reads, each costs one look and not the patience of the first', () => {
    let looks = 0;
    const lines = logLines(() => {
      looks += 1;
      throw Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' });
    });
    const say = (line: string): void => {
      lines.write(`${line}\n`);
      lines.flush();
    };
    say('the first');
    const first = looks;
    for (let i = 0; i < 20; i += 1) say('another');
    expect([first > 1, looks - first]).toEqual([true, 20]);
  });

  it('are written in pieces where the disk takes pieces, and after a moment where the pipe is full', () => {
    const { written, say } = disk(2, 'EAGAIN', 1);
    say('abcd');
    expect(written.join('')).toBe('abcd\n');
  });
});
