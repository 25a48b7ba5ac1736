import { z } from 'zod';

/** Everything an operator may set; every name stands in `.env.example`. Errors name the setting, never its value. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly seed: 'demo' | 'none';
  readonly zone: string;
  readonly botNames: readonly string[];
  readonly secretaries: readonly string[];
  readonly admins: readonly string[];
  readonly secretKey: Buffer | null;
  /** null: the JSON store in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databaseConnections: number;
  readonly wecomApiBase: string | null;
  /** Hosts from which files of the platform come; null = WeCom's own. */
  readonly mediaHosts: readonly string[] | null;
  /** `next`: those that WeCom's console is about to change to; both are taken. */
  readonly aibot: (BotKeys & { readonly next?: BotKeys }) | null;
  readonly simulator: boolean;
  /** 0: no limit. */
  readonly memberMessagesPerMinute: number;
  /** An outside language service; nothing needs it. */
  readonly model: {
    readonly baseUrl: string;
    readonly apiKey: string | null;
    readonly chatModel: string | null;
    readonly embeddingModel: string | null;
    readonly rerankModel: string | null;
  } | null;
  readonly logLevel: string;
}

export interface BotKeys {
  readonly token: string;
  readonly aesKey: string;
}

/** The settings are wrong: one line per problem, in Chinese, for the operator who can mend it. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const list = z
  .string()
  .transform((text) => text.split(/[,，]/u).map((one) => one.trim()))
  .transform((names) => names.filter((name) => name !== ''));

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('zh-CN', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
}

function isDatabaseAddress(text: string): boolean {
  return URL.canParse(text) && /^postgres(?:ql)?:$/u.test(new URL(text).protocol) && new URL(text).pathname.length > 1;
}

const botToken = z.string().regex(/^[A-Za-z0-9]{1,32}$/u, '应为 1–32 位字母或数字（企业微信后台“接收消息”里的 Token）');
const botKey = z.string().regex(/^[A-Za-z0-9]{43}$/u, '应为 43 位字母或数字（企业微信后台的 EncodingAESKey）');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, '应为 0–65535 的整数（0 = 自动选一个空闲端口）')
    .transform(Number)
    .refine((port) => port <= 65_535, '应为 0–65535 的整数（0 = 自动选一个空闲端口）')
    .default(3000),
  PUBLIC_URL: z.string().refine(isWebAddress, '应为 http:// 或 https:// 开头的完整地址').optional(),
  DATA_DIR: z.string().min(1).default('data/store'),
  SEED: z.enum(['demo', 'none'], { error: '只能是 demo 或 none' }).optional(),
  TIME_ZONE: z.string().refine(isZone, '应为时区名，例如 Asia/Shanghai').default('Asia/Shanghai'),
  BOT_NAMES: list.refine((names) => names.length > 0, '至少要有一个机器人名字').default(['党群助手']),
  SECRETARIES: list.default([]),
  ADMINS: list.default([]),
  SECRET_KEY: z
    .string()
    .refine((key) => /^[A-Za-z0-9+/]{43}=$/u.test(key), '应为 32 字节的 base64（44 个字符），可用 openssl rand -base64 32 生成')
    .optional(),
  DATABASE_URL: z.string().refine(isDatabaseAddress, '应为 postgres://用户:密码@主机:端口/库名').optional(),
  DATABASE_CONNECTIONS: z
    .string()
    .regex(/^(?:[2-9]|[1-9]\d)$/u, '应为 2–99 的整数（每个进程用几个数据库连接）')
    .transform(Number)
    .default(10),
  MEMBER_MESSAGES_PER_MINUTE: z
    .string()
    .regex(/^\d{1,5}$/u, '应为 0–99999 的整数（每人每分钟最多几条消息，0 = 不限）')
    .transform(Number)
    .default(120),
  WECOM_MEDIA_HOSTS: list
    .refine(
      (hosts) => hosts.every((host) => /^[a-z0-9.*-]+$/iu.test(host)),
      '应为主机名，逗号分隔，* 代表一段，如 files.corp.cn,*.cos.corp.cn',
    )
    .optional(),
  WECOM_API_BASE: z.string().refine(isWebAddress, '应为 http:// 或 https:// 开头的完整地址').optional(),
  WECOM_AIBOT_TOKEN: botToken.optional(),
  WECOM_AIBOT_AES_KEY: botKey.optional(),
  WECOM_AIBOT_NEXT_TOKEN: botToken.optional(),
  WECOM_AIBOT_NEXT_AES_KEY: botKey.optional(),
  SIMULATOR: z.enum(['on', 'off'], { error: '只能是 on 或 off' }).optional(),
  LLM_BASE_URL: z.string().refine(isWebAddress, '应为 http:// 或 https:// 开头的完整地址，例如 https://主机/v1').optional(),
  LLM_API_KEY: z
    .string()
    .regex(/^[\x21-\x7E]+$/u, '只能是英文字母、数字和符号，中间没有空格')
    .optional(),
  LLM_MODEL: z.string().optional(),
  EMBEDDING_MODEL: z.string().optional(),
  RERANK_MODEL: z.string().optional(),
  LOG_LEVEL: z.enum(LEVELS, { error: `只能是 ${LEVELS.join('、')}` }).default('info'),
});

const NO_SOCKET = '长连接模式本版本还不支持，请改用回调模式（WECOM_AIBOT_TOKEN 和 WECOM_AIBOT_AES_KEY）';
const NO_APP = '自建应用本版本还不支持，请先去掉这一项';

/** Settings that a later version serves. Set but unserved would be silence where an operator expects a bot. */
const NOT_YET: Readonly<Record<string, string>> = {
  WECOM_AIBOT_ID: NO_SOCKET,
  WECOM_AIBOT_SECRET: NO_SOCKET,
  WECOM_SOCKET_URL: NO_SOCKET,
  WECOM_CORP_ID: NO_APP,
  WECOM_AGENT_ID: NO_APP,
  WECOM_APP_SECRET: NO_APP,
  WECOM_APP_TOKEN: NO_APP,
  WECOM_APP_AES_KEY: NO_APP,
};

/** Every setting there is; `.env.example` explains the same ones (test/docs.test.ts). */
export const SETTINGS: readonly string[] = [...Object.keys(schema.shape), ...Object.keys(NOT_YET)];

/** Reads the environment. Throws {@link ConfigError} with every problem at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty value in .env means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = schema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`);
  for (const [name, hint] of Object.entries(NOT_YET)) if (given[name] !== undefined) problems.push(`${name}：${hint}`);
  for (const [one, other] of TOGETHER)
    if (given[one] !== undefined && given[other] === undefined) problems.push(`${other}：${withoutOther(one)}`);
  problems.push(...modelProblems(given), ...misspelt(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const set = parsed.data;
  const next = botKeys(set.WECOM_AIBOT_NEXT_TOKEN, set.WECOM_AIBOT_NEXT_AES_KEY);
  const current = botKeys(set.WECOM_AIBOT_TOKEN, set.WECOM_AIBOT_AES_KEY);
  const aibot = current === null ? null : { ...current, ...(next === null ? {} : { next }) };
  return {
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL?.replace(/\/+$/u, '') ?? null,
    dataDir: set.DATA_DIR,
    seed: set.SEED ?? (aibot === null ? 'demo' : 'none'),
    zone: set.TIME_ZONE,
    botNames: set.BOT_NAMES,
    secretaries: set.SECRETARIES,
    admins: set.ADMINS,
    secretKey: set.SECRET_KEY === undefined ? null : Buffer.from(set.SECRET_KEY, 'base64'),
    databaseUrl: set.DATABASE_URL ?? null,
    databaseConnections: set.DATABASE_CONNECTIONS,
    mediaHosts: set.WECOM_MEDIA_HOSTS ?? null,
    wecomApiBase: set.WECOM_API_BASE?.replace(/\/+$/u, '') ?? null,
    aibot,
    simulator: set.SIMULATOR === undefined ? aibot === null : set.SIMULATOR === 'on',
    memberMessagesPerMinute: set.MEMBER_MESSAGES_PER_MINUTE,
    model: modelOf(set),
    logLevel: set.LOG_LEVEL,
  };
}

const TOGETHER = [
  ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'],
  ['WECOM_AIBOT_AES_KEY', 'WECOM_AIBOT_TOKEN'],
  ['WECOM_AIBOT_NEXT_TOKEN', 'WECOM_AIBOT_NEXT_AES_KEY'],
  ['WECOM_AIBOT_NEXT_AES_KEY', 'WECOM_AIBOT_NEXT_TOKEN'],
  ['WECOM_AIBOT_NEXT_TOKEN', 'WECOM_AIBOT_TOKEN'],
] as const;

function withoutOther(one: string): string {
  return `设置了 ${one} 时，这一项也要设置`;
}

function botKeys(token: string | undefined, aesKey: string | undefined): BotKeys | null {
  return token === undefined || aesKey === undefined ? null : { token, aesKey };
}

/** What nobody reads would be silence where the operator expects a bot: a name with a slip, a file that was not saved as UTF-8. */
function misspelt(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  const meant = (name: string): string | undefined => SETTINGS.find((setting) => setting.includes('_') && isSlipOf(name, setting));
  return [
    ...Object.keys(given)
      .filter((name) => !SETTINGS.includes(name))
      .flatMap((name) => (meant(name) === undefined ? [] : [`${name}：没有这个设置，是不是要写 ${meant(name) ?? ''}`])),
    ...SETTINGS.filter((name) => given[name]?.includes('\uFFFD') === true).map(
      (name) => `${name}：有认不出的字，请把 .env 存成 UTF-8 编码`,
    ),
  ];
}

/** One letter too many, too few, or another one. Names of other programs are further away. */
function isSlipOf(name: string, setting: string): boolean {
  if (Math.abs(name.length - setting.length) > 1) return false;
  let same = 0;
  while (same < name.length && name[same] === setting[same]) same += 1;
  const [rest, wanted] = [name.slice(same), setting.slice(same)];
  return rest.slice(1) === wanted.slice(1) || rest.slice(1) === wanted || rest === wanted.slice(1);
}

const MODELS = ['LLM_MODEL', 'EMBEDDING_MODEL', 'RERANK_MODEL'] as const;

/** An address without a model, or a model without an address, would be silence where an operator expects a service. */
function modelProblems(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = MODELS.filter((name) => given[name] !== undefined);
  if (given['LLM_BASE_URL'] !== undefined)
    return named.length > 0 ? [] : [`LLM_BASE_URL：设置了它，就要至少设置 ${MODELS.join('、')} 中的一项`];
  return named.length > 0 || given['LLM_API_KEY'] !== undefined
    ? [`LLM_BASE_URL：设置了 ${[...named, ...(given['LLM_API_KEY'] === undefined ? [] : ['LLM_API_KEY'])].join('、')} 时，这一项也要设置`]
    : [];
}

function modelOf(set: z.infer<typeof schema>): Config['model'] {
  if (set.LLM_BASE_URL === undefined) return null;
  return {
    baseUrl: set.LLM_BASE_URL.replace(/\/+$/u, ''),
    apiKey: set.LLM_API_KEY ?? null,
    chatModel: set.LLM_MODEL ?? null,
    embeddingModel: set.EMBEDDING_MODEL ?? null,
    rerankModel: set.RERANK_MODEL ?? null,
  };
}
