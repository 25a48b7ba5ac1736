import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const KEY = 'a'.repeat(43);

describe('settings', () => {
  it('with nothing set: this machine only, port 3000, demo data and the simulator', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      seed: 'demo',
      simulator: true,
      zone: 'Asia/Shanghai',
      botNames: ['党群助手'],
      dataDir: 'data/store',
      aibot: null,
    });
  });

  it('with a token and a key the bot is real: no demo data, no simulator', () => {
    expect(readConfig({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: KEY })).toMatchObject({
      aibot: { token: 'abc', aesKey: KEY },
      seed: 'none',
      simulator: false,
    });
  });

  it('an empty value in .env means not set', () => {
    expect(readConfig({ PORT: '', SEED: ' ', WECOM_AIBOT_TOKEN: '' })).toMatchObject({ port: 3000, seed: 'demo', aibot: null });
  });

  it('lists are split at commas of both kinds', () => {
    expect(readConfig({ SECRETARIES: 'wangmin, hejun，gaoqing,' }).secretaries).toEqual(['wangmin', 'hejun', 'gaoqing']);
  });

  it('PORT=0 picks a free port', () => {
    expect(readConfig({ PORT: '0' }).port).toBe(0);
  });

  it('all problems are told at once, each with the name of its setting and what it should be', () => {
    const problems = problemsOf({
      PORT: '70000',
      SEED: 'yes',
      TIME_ZONE: 'Mars/Base',
      SECRET_KEY: 'short',
      WECOM_AIBOT_TOKEN: 'abc',
      PUBLIC_URL: 'ftp://x',
    });
    for (const name of ['PORT', 'SEED', 'TIME_ZONE', 'SECRET_KEY', 'WECOM_AIBOT_AES_KEY', 'PUBLIC_URL']) {
      expect(problems.filter((problem) => problem.startsWith(`${name}：`))).toHaveLength(1);
    }
  });

  it('S02: a problem never shows the value: it may be a secret in the wrong field', () => {
    const secret = 'S3cr3t-in-the-wrong-place';
    expect(problemsOf({ WECOM_AIBOT_AES_KEY: secret, SECRET_KEY: secret, WECOM_AIBOT_TOKEN: `${secret}${secret}` }).join()).not.toContain(
      secret,
    );
  });

  it('the two modes of the AI bot exclude each other, and what is not served yet is said, not ignored', () => {
    expect(problemsOf({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: KEY, WECOM_AIBOT_ID: 'x' })).toHaveLength(1);
  });

  it('S01: the keys that are about to be used come in pairs, and only beside those in use', () => {
    const next = { WECOM_AIBOT_NEXT_TOKEN: 'def', WECOM_AIBOT_NEXT_AES_KEY: KEY };
    expect(readConfig({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: KEY, ...next }).aibot).toEqual({
      token: 'abc',
      aesKey: KEY,
      next: { token: 'def', aesKey: KEY },
    });
    expect(problemsOf({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: KEY, WECOM_AIBOT_NEXT_TOKEN: 'def' })).toEqual([
      'WECOM_AIBOT_NEXT_AES_KEY：设置了 WECOM_AIBOT_NEXT_TOKEN 时，这一项也要设置',
    ]);
    expect(problemsOf(next)).toEqual(['WECOM_AIBOT_TOKEN：设置了 WECOM_AIBOT_NEXT_TOKEN 时，这一项也要设置']);
  });

  it('a database is named by its whole address', () => {
    expect(readConfig({})).toMatchObject({ databaseUrl: null, databaseConnections: 10 });
    const url = 'postgres://bot:secret@db.example:5432/dangqun';
    expect(readConfig({ DATABASE_URL: url, DATABASE_CONNECTIONS: '20' })).toMatchObject({ databaseUrl: url, databaseConnections: 20 });
    for (const wrong of ['db.example', 'mysql://db.example/dangqun', 'postgres://db.example'])
      expect(problemsOf({ DATABASE_URL: wrong }).join()).toMatch(/^DATABASE_URL：应为/u);
    expect(problemsOf({ DATABASE_CONNECTIONS: '1' })).toHaveLength(1);
  });

  it.each(['abc def', 'token-1', 'x'.repeat(33)])('S02: a token of the wrong form is refused: %s', (token) => {
    expect(problemsOf({ WECOM_AIBOT_TOKEN: token, WECOM_AIBOT_AES_KEY: KEY })).toHaveLength(1);
  });

  it.each(['a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, ''.padEnd(43, '密')])(
    'S02: a key of the wrong form is refused: %s',
    (key) => {
      expect(problemsOf({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: key })).toEqual([
        expect.stringMatching(/^WECOM_AIBOT_AES_KEY：应为/u),
      ]);
    },
  );

  it('S02: token and key in each other’s field are told by the names of both', () => {
    const problems = problemsOf({ WECOM_AIBOT_TOKEN: KEY, WECOM_AIBOT_AES_KEY: 'S3cr3tToken' });
    expect(problems.map((problem) => problem.split('：')[0])).toEqual(['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY']);
    expect(problems.join()).not.toMatch(/S3cr3t|aaaa/u);
  });

  it('a language service needs its address and at least one model; its key is optional', () => {
    expect(readConfig({}).model).toBeNull();
    expect(readConfig({ LLM_BASE_URL: 'https://model.example/v1/', LLM_MODEL: 'words' }).model).toEqual({
      baseUrl: 'https://model.example/v1',
      apiKey: null,
      chatModel: 'words',
      embeddingModel: null,
      rerankModel: null,
    });
    expect(problemsOf({ LLM_BASE_URL: 'https://model.example/v1' })[0]).toContain('LLM_MODEL、EMBEDDING_MODEL');
    expect(problemsOf({ LLM_MODEL: 'words', LLM_API_KEY: 'k' })[0]).toContain('LLM_BASE_URL：设置了 LLM_MODEL、LLM_API_KEY');
    expect(problemsOf({ LLM_BASE_URL: 'model.example', LLM_MODEL: 'words' })[0]).toContain('LLM_BASE_URL：应为');
    expect(problemsOf({ LLM_BASE_URL: 'https://model.example', LLM_MODEL: 'words', LLM_API_KEY: 'two words' })[0]).toMatch(/^LLM_API_KEY/u);
  });
});

it('a name with a slip is told, a name of another program is not', () => {
  expect(problemsOf({ WECOM_AIBOT_TOKN: 'x' })).toEqual(['WECOM_AIBOT_TOKN：没有这个设置，是不是要写 WECOM_AIBOT_TOKEN']);
  expect(problemsOf({ BOT_NAME: '小红' })).toEqual(['BOT_NAME：没有这个设置，是不是要写 BOT_NAMES']);
  expect(problemsOf({ LLM_PORT: 'tcp://1', EMBEDDING_SERVICE_HOST: 'x', WECOM_BOT_NAME: 'x', PATH: '/bin', HOME: '/', PWD: '/' })).toEqual(
    [],
  );
  expect(problemsOf({ BOT_NAMES: '\uFFFD\uFFFD' })).toEqual(['BOT_NAMES：有认不出的字，请把 .env 存成 UTF-8 编码']);
});
