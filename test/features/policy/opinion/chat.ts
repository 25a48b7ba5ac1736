import {
  openSecondOpinion,
  policyFeature,
  type KeptVector,
  type OpinionAsked,
  type VectorShelf,
} from '../../../../src/features/policy/index.ts';
import { storePolicy } from '../../../../src/features/policy/import.ts';
import { parsePolicy } from '../../../../src/features/policy/parse/parse-policy.ts';
import { silentLog, type Log } from '../../../../src/core/log.ts';
import { openChat } from '../../../support/chat.ts';
import { wecomTime } from '../../../support/wecom-time.ts';
import type { openService } from './service.ts';

export const TENTS = `---
title: 露营装备借用办法
number: 测〔2026〕9号
---
**第一条** 职工借用帐篷，应当提前三天向工会登记。
**第二条** 借用帐篷须交押金，每顶押金 200 元，归还时退还。
**第三条** 帐篷损坏的，从押金中扣除，每顶最多扣除押金 150 元。
**第四条** 炉具不外借，需要时由工会派人操作。
**第五条** 借用时间最长五天，节假日顺延。
`;
/** How often the service looks for new documents. */
export const LOOK_MS = 10_000;
export const [EMBED_MS, RERANK_MS] = [300, 400];

/** A shelf in memory; what stands on it survives the process of the test. */
export function shelfOf(kept: KeptVector[] = []): VectorShelf {
  return {
    async *read() {
      yield* kept;
    },
    add: (vectors) => Promise.resolve(void kept.push(...vectors)),
    replace: (vectors) => Promise.resolve(void kept.splice(0, kept.length, ...vectors)),
  };
}

/** A chat over the rules about tents, with services asked for a second opinion. Their time is set by the test. */
export async function openSecondChat(
  { model }: Pick<Awaited<ReturnType<typeof openService>>, 'model'>,
  options: { shelf?: VectorShelf; log?: Log } = {},
) {
  const time = wecomTime();
  const counted: OpinionAsked[] = [];
  const second = openSecondOpinion({
    model,
    embeddingModel: 'vectors',
    shelf: options.shelf ?? shelfOf(),
    clock: time.clock,
    after: time.timers.after,
    log: options.log ?? silentLog,
    count: (one) => counted.push(one),
  });
  const chat = await openChat({ features: [policyFeature(second)] });
  const stores = (rule: string, scope?: readonly string[]): Promise<unknown> =>
    chat.write((tx) =>
      storePolicy(tx, parsePolicy('a.md', rule), {
        now: '2026-11-20T01:00:00.000Z',
        today: '2026-11-20',
        ...(scope === undefined ? {} : { scope: [...scope] }),
      }),
    );
  await stores(TENTS);
  second.start(chat.store);
  return {
    ...chat,
    time,
    stores,
    vectors: second.vectors,
    counted: (): readonly string[] => counted.map(({ service, outcome }) => `${service} ${outcome}`),
    /** Lets the first round of embedding come to its end. */
    embedded: async (): Promise<void> => {
      time.fire(0);
      await time.armed(LOOK_MS);
    },
    /** Lets ten seconds pass, and the round after them. */
    looks: async (): Promise<void> => {
      time.fire(LOOK_MS);
      await time.armed(LOOK_MS);
    },
    close: async (): Promise<void> => {
      await second.stop();
      await chat.close();
    },
  };
}
