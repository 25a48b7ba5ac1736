import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activityFeature } from '../../../src/features/activity/index.ts';
import { announcementFeature } from '../../../src/features/announcement/index.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { studyFeature } from '../../../src/features/study/index.ts';
import { mistakes, practices, questions, quizAnswers, type Question } from '../../../src/features/study/schema.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';
import { bank, fill, fire, founding, march, passages, saving } from './bank.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai; no daily prompt.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [studyFeature({ passages })] });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const shown = (reply: { card?: { body?: string } }): Question | undefined =>
  bank.find(({ stem }) => reply.card?.body?.startsWith(stem) === true);
const rightWords = (question: Question): string =>
  question.kind === 'trueFalse' ? (question.answer[0] === 'A' ? '对' : '错') : `选${question.answer.join('')}`;
const wrongWords = (question: Question): string =>
  question.kind === 'trueFalse' ? (question.answer[0] === 'A' ? '错' : '对') : question.answer.includes('A') ? '选C' : '选A';

describe('a question to practise', () => {
  it('is asked, judged at once, and does not count as a daily one', async () => {
    const asked = await chat.says(zhangWei, '来道题', direct);
    const question = shown(asked) ?? fire;
    const { text } = await chat.says(zhangWei, rightWords(question), direct);
    expect(text).toContain('答对了');
    expect(text).toContain(question.source);
    expect((await chat.says(zhangWei, '我的学习', direct)).text).toContain('练习：1 题');
  });

  it('several come one after the other, none twice', async () => {
    let reply = await chat.says(zhangWei, '来三道题', direct);
    const seen: string[] = [];
    for (let nth = 1; nth <= 3; nth += 1) {
      expect(reply.card?.title).toContain(`练习 ${nth}/3`);
      const question = shown(reply) ?? fire;
      seen.push(question.id);
      reply = await chat.says(zhangWei, rightWords(question), direct);
    }
    expect(new Set(seen).size).toBe(3);
    expect(reply.card).toBeUndefined();
    expect(reply.text).toContain('练完了');
  });

  it('by topic', async () => {
    const first = await chat.says(zhangWei, '两道党史题', direct);
    expect(shown(first)?.topic).toBe('党史');
    const second = await chat.says(zhangWei, rightWords(shown(first) ?? fire), direct);
    expect(shown(second)?.topic).toBe('党史');
    expect(shown(second)?.id).not.toBe(shown(first)?.id);
  });

  it('a topic that the bank does not hold is said so', async () => {
    expect((await chat.says(zhangWei, '来三道围棋题', direct)).text).toContain('没有“围棋”的题');
  });

  it('more than five are not given at once, and it is said', async () => {
    const { text, card } = await chat.says(zhangWei, '来八道题', direct);
    expect(text).toContain('5 道');
    expect(card?.title).toContain('1/5');
  });

  it('with several right answers: by letters, in words, or ticked in the card', async () => {
    const asked = await chat.says(zhangWei, '来道节能题', direct);
    expect(asked.card?.choice?.multiple).toBe(true);
    const submit = asked.card?.choice?.submit.action ?? '';
    const pressed = await chat.clicks(zhangWei, submit, { ...direct, selected: [{ key: 'answer', options: ['D', 'A', 'B'] }] });
    expect(pressed.update?.card.title).toContain('答对了');
    await chat.says(zhangWei, '来道节能题', direct);
    expect((await chat.says(zhangWei, '随手关灯和下班断电', direct)).text).toContain('没答对');
    await chat.says(zhangWei, '来道节能题', direct);
    expect((await chat.says(zhangWei, '一二四', direct)).text).toContain('答对了');
  });

  it('nothing ticked counts nothing', async () => {
    const asked = await chat.says(zhangWei, '来道节能题', direct);
    expect((await chat.clicks(zhangWei, asked.card?.choice?.submit.action ?? '', direct)).text).toContain('没看出');
    expect(await chat.read((tx) => tx.count(quizAnswers))).toBe(0);
  });

  it('a button pressed twice answers once, and the next question comes with the first', async () => {
    const asked = await chat.says(zhangWei, '两道党史题', direct);
    const action = asked.card?.buttons?.[0]?.action ?? '';
    expect((await chat.clicks(zhangWei, action, direct)).card?.title).toContain('2/2');
    expect((await chat.clicks(zhangWei, action, direct)).update?.card.title).toContain('过去');
    expect(await chat.read((tx) => tx.count(quizAnswers))).toBe(1);
  });

  it('after a button the card still shows the question, with the own choice and the right one', async () => {
    await chat.write(async (tx) => {
      for (const { id } of bank) if (id !== fire.id) await tx.delete(questions, id);
    });
    const asked = await chat.says(zhangWei, '来道题', direct);
    const pressed = await chat.clicks(zhangWei, asked.card?.buttons?.[0]?.action ?? '', direct);
    expect(pressed.update?.card).toMatchObject({
      title: '这次没答对，没关系',
      body: `${fire.stem}\n正确答案：B. 到集中充电点充\n解析：${fire.explanation}`,
      fields: [
        { name: '您选了', value: 'A. 拉线到楼道充' },
        { name: '出处', value: '消防常识' },
      ],
    });
  });

  it('several ticked are shown by their letters where the words would be cut', async () => {
    const asked = await chat.says(zhangWei, '来道节能题', direct);
    const submit = asked.card?.choice?.submit.action ?? '';
    const pressed = await chat.clicks(zhangWei, submit, { ...direct, selected: [{ key: 'answer', options: ['D', 'A', 'B', 'C'] }] });
    expect(pressed.update?.card.fields?.[0]).toEqual({ name: '您选了', value: 'A、B、C、D' });
    expect(pressed.update?.card.body).toContain('正确答案：A. 随手关灯、B. 下班断电、D. 空调调到26℃');
  });

  it('one alone is no series: nobody is told that these are done', async () => {
    for (let nth = 0; nth < 2; nth += 1) {
      const asked = await chat.says(zhangWei, '来道消防题', direct);
      const by = nth === 0 ? chat.clicks(zhangWei, asked.card?.buttons?.[1]?.action ?? '', direct) : chat.says(zhangWei, '选B', direct);
      const { text } = await by;
      expect(text).not.toMatch(/练完|辛苦/u);
      expect(text).toContain('再来一道');
    }
  });

  it('another one can be had instead', async () => {
    const first = await chat.says(zhangWei, '来道党史题', direct);
    const second = await chat.says(zhangWei, '换一题', direct);
    expect(shown(second)?.topic).toBe('党史');
    expect(shown(second)?.id).not.toBe(shown(first)?.id);
  });

  it('the secretary who practises gets another one too', async () => {
    const first = await chat.says(wangMin, '来道党史题', direct);
    expect(shown(await chat.says(wangMin, '换一题', direct))?.id).not.toBe(shown(first)?.id);
  });

  it('stopped, an answer means nothing any more', async () => {
    await chat.says(zhangWei, '来三道题', direct);
    expect((await chat.says(zhangWei, '不练了', direct)).text).toContain('先练到这儿');
    await chat.says(zhangWei, '选B', direct);
    expect(await chat.read((tx) => tx.count(quizAnswers))).toBe(0);
  });

  it('belongs to one member: nobody else answers it', async () => {
    await chat.says(zhangWei, '来道党史题', direct);
    await chat.says(liQiang, '选B', direct);
    await chat.says(chenTao, '对', direct);
    await chat.clicks(liQiang, 'study.answer:practice:Q3:A', direct);
    expect(await chat.read((tx) => tx.count(quizAnswers))).toBe(0);
    expect(await chat.read((tx) => tx.count(practices))).toBe(1);
  });

  it('left open for half a day it is no longer waited for', async () => {
    await chat.says(zhangWei, '来道题', direct);
    chat.clock.advance(0);
    chat.clock.set('2026-11-21T13:01:00.000Z');
    await chat.says(zhangWei, '选B', direct);
    expect(await chat.read((tx) => tx.count(quizAnswers))).toBe(0);
  });
});

describe('the day is full after ten', () => {
  it('the tenth answer ends the practice with a kind word, and the next day goes on', async () => {
    let reply = await chat.says(zhangWei, '来道题', direct);
    for (let answers = 0; answers < 9; answers += 1) {
      await chat.says(zhangWei, rightWords(shown(reply) ?? fire), direct);
      // A bank of four: the series begins anew once all were met.
      await chat.write((tx) => tx.delete(practices, 'zhangwei'));
      reply = await chat.says(zhangWei, '来道题', direct);
    }
    expect((await chat.says(zhangWei, rightWords(shown(reply) ?? fire), direct)).text).toContain('歇一歇');
    expect((await chat.says(zhangWei, '来道题', direct)).text).toContain('明天再学');
    chat.clock.set('2026-11-22T01:00:00.000Z');
    expect((await chat.says(zhangWei, '来道题', direct)).card).toBeDefined();
  });
});

describe('mistakes', () => {
  const err = async (topic: string): Promise<void> => {
    const asked = await chat.says(zhangWei, `来道${topic}题`, direct);
    await chat.says(zhangWei, wrongWords(shown(asked) ?? fire), direct);
  };

  it('come back until they are right', async () => {
    await err('消防');
    expect((await chat.says(zhangWei, '我的学习', direct)).text).toContain('错题本：1 题');
    const first = await chat.says(zhangWei, '练错题', direct);
    expect(shown(first)).toEqual(fire);
    expect((await chat.says(zhangWei, '选A', direct)).text).toContain('还有 1 题');
    await chat.says(zhangWei, '练练我做错的', direct);
    expect((await chat.says(zhangWei, '选B', direct)).text).toContain('清空');
    expect((await chat.says(zhangWei, '练错题', direct)).text).toContain('空的');
    expect(await chat.read((tx) => tx.count(mistakes))).toBe(0);
  });

  it('only the own ones', async () => {
    await err('消防');
    expect((await chat.says(liQiang, '练错题', direct)).text).toContain('空的');
    expect((await chat.says(chenTao, '练错题', direct)).text).toContain('空的');
    expect((await chat.says(wangMin, '看看张伟的错题', direct)).text ?? '').not.toContain(fire.stem);
  });

  it('several in a row, each once a round', async () => {
    await err('消防');
    await err('节能');
    const first = await chat.says(zhangWei, '练错题', direct);
    expect(first.card?.title).toContain('1/2');
    const second = await chat.says(zhangWei, wrongWords(shown(first) ?? fire), direct);
    expect([shown(first)?.id, shown(second)?.id].toSorted()).toEqual([fire.id, saving.id]);
  });
});

describe('the own record', () => {
  it('is shown in the single chat only', async () => {
    const asked = await chat.says(zhangWei, '来道党史题', direct);
    await chat.says(zhangWei, rightWords(shown(asked) ?? march), direct);
    expect((await chat.says(zhangWei, '我的学习')).text).toContain('单聊');
    expect((await chat.says(zhangWei, '我的学习', direct)).text).toContain('练习：1 题');
    expect((await chat.says(chenTao, '我的学习', direct)).text).toContain('还没有答过题');
  });
});

describe('without a prompt', () => {
  it('today’s question in the group is not there yet, in the single chat practice is offered', async () => {
    expect((await chat.says(zhangWei, '今日一题')).text).toContain('还没有每日一学');
    expect((await chat.says(zhangWei, '今天学啥', direct)).text).toContain('先给您来一道练习');
  });

  it('"2", "B" and "对" are nothing', async () => {
    for (const text of ['2', 'B', '选B', '对', '一二四']) {
      await chat.says(zhangWei, text);
      await chat.says(zhangWei, text, direct);
    }
    expect(await chat.read((tx) => tx.count(quizAnswers))).toBe(0);
  });

  it('a chosen letter is told that nothing is open, also beside the other features', async () => {
    const others = [activityFeature(), suggestionFeature(), policyFeature(), announcementFeature()];
    await chat.close();
    chat = await openChat({ features: [studyFeature({ passages }), ...others] });
    await chat.write(fill(bank));
    for (const text of ['选B', 'B', '我选ACD', '应该选a吧']) {
      expect((await chat.says(zhangWei, text)).text, text).toBe('现在没有要答的题。想练就单聊我发“来道题”。');
      expect((await chat.says(zhangWei, text, direct)).text, text).toBe('现在没有要答的题。想练就发“来道题”。');
    }
  });

  it('the bank is shown by topics, to secretaries', async () => {
    expect((await chat.says(wangMin, '题库')).text).toContain('党史 2');
    expect((await chat.says(zhangWei, '题库')).text).not.toContain('党史 2');
  });

  it('there is no result to look at', async () => {
    expect((await chat.says(zhangWei, '解析', direct)).text).toContain('没有可看的解析');
    expect(founding.topic).toBe('党史');
  });
});
