import { describe, expect, it } from 'vitest';
import { hiddenWords, templateCard, webhookCard } from '../../../src/channels/wecom/card.ts';
import { cardWords } from '../../../src/channels/wecom/card-words.ts';
import { templateCardSchema } from '../../../src/channels/wecom/template-card.ts';
import type { Card } from '../../../src/core/card.ts';

const url = 'https://work.weixin.qq.com';
const plain: Card = {
  id: 'activity-A3',
  title: '健步走活动',
  description: '周六 9:00',
  body: '地点：人民公园',
  fields: [{ name: '名额', value: '20' }],
};
const withButtons: Card = {
  ...plain,
  buttons: [
    { label: '报名', action: 'activity.signUp:A3', style: 'primary' },
    { label: '取消报名', action: 'activity.cancel:A3', style: 'danger' },
    { label: '看名单', action: 'activity.list:A3' },
  ],
};
const question: Card = {
  id: 'quiz-1',
  title: '每日一题',
  body: '党支部党员大会多久召开一次？',
  choice: {
    key: 'answer',
    multiple: false,
    options: [
      { id: 'A', label: '每月' },
      { id: 'B', label: '每季度' },
    ],
    submit: { label: '提交', action: 'quiz.answer:1' },
  },
};

describe('a neutral card as a template card', () => {
  it('with buttons it is a button card, with its id as task id', () => {
    const card = templateCard(withButtons, url);
    expect(templateCardSchema.parse(card)).toEqual({
      card_type: 'button_interaction',
      main_title: { title: '健步走活动', desc: '周六 9:00' },
      sub_title_text: '地点：人民公园',
      horizontal_content_list: [{ keyname: '名额', value: '20' }],
      button_list: [
        { text: '报名', key: 'activity.signUp:A3', style: 1 },
        { text: '取消报名', key: 'activity.cancel:A3', style: 3 },
        { text: '看名单', key: 'activity.list:A3', style: 4 },
      ],
      task_id: 'activity-A3',
    });
  });

  it('with a question it is a vote, and the question stands under the title', () => {
    expect(templateCardSchema.parse(templateCard(question, url))).toEqual({
      card_type: 'vote_interaction',
      main_title: { title: '每日一题', desc: '党支部党员大会多久召开一次？' },
      checkbox: {
        question_key: 'answer',
        mode: 0,
        option_list: [
          { id: 'A', text: '每月', is_checked: false },
          { id: 'B', text: '每季度', is_checked: false },
        ],
      },
      submit_button: { text: '提交', key: 'quiz.answer:1' },
      task_id: 'quiz-1',
    });
    const several: Card = {
      ...question,
      choice: { key: 'k', multiple: true, options: [{ id: 'A', label: '甲' }], submit: { label: '提交', action: 'q.a' } },
    };
    expect(templateCard(several, url).checkbox?.mode).toBe(1);
  });

  it('without either it is a notice that leads somewhere', () => {
    expect(templateCard({ id: 'n1', title: '已报名' }, url)).toEqual({
      card_type: 'text_notice',
      main_title: { title: '已报名' },
      task_id: 'n1',
      card_action: { type: 1, url },
    });
  });

  it('a webhook gets no task id', () => {
    expect(webhookCard(plain, url)).not.toHaveProperty('task_id');
    expect(templateCardSchema.parse(webhookCard(plain, url)).card_type).toBe('text_notice');
  });

  it('what phones would cut is cut with an ellipsis', () => {
    const long = '字'.repeat(300);
    const card = templateCard(
      {
        ...withButtons,
        title: long,
        description: long,
        body: long,
        fields: [{ name: long, value: long }],
        buttons: [{ label: long, action: 'a.b' }],
      },
      url,
    );
    expect(card.main_title.title).toBe(`${'字'.repeat(25)}…`);
    expect(card.main_title.desc).toHaveLength(30);
    expect(card.sub_title_text).toHaveLength(112);
    expect(card.horizontal_content_list).toEqual([{ keyname: '字字字字…', value: `${'字'.repeat(25)}…` }]);
    expect(card.button_list?.[0]?.text).toHaveLength(10);
  });

  it('more than six rows or buttons are left out: WeCom would refuse the card', () => {
    const seven = Array.from({ length: 7 }, (_, index) => ({ label: `按钮${index}`, action: `a.b:${index}` }));
    const rows = seven.map(({ label }) => ({ name: label, value: '1' }));
    const card = templateCard({ ...plain, buttons: seven, fields: rows }, url);
    expect([card.button_list?.length, card.horizontal_content_list?.length]).toEqual([6, 6]);
  });

  it('only a question card can hide words, and says which', () => {
    expect(hiddenWords(withButtons)).toBe('');
    expect(hiddenWords(question)).toBe('');
    expect(hiddenWords({ ...question, fields: [{ name: '截止', value: '今天 18:00' }] })).toBe('截止：今天 18:00');
    expect(hiddenWords({ ...question, body: '长'.repeat(200) })).toBe('长'.repeat(200));
  });
});

describe('a card in words', () => {
  it('numbers its choices and says what to send', () => {
    expect(cardWords(withButtons, '党群助手')).toBe(
      '**健步走活动**\n周六 9:00\n地点：人民公园\n名额：20\n1. 报名\n2. 取消报名\n3. 看名单\n@党群助手 发“报名”即可',
    );
    expect(cardWords(question, '党群助手')).toBe('**每日一题**\n党支部党员大会多久召开一次？\n1. 每月\n2. 每季度\n@党群助手 发“1”即可');
  });

  it('one button needs no number, none needs no hint', () => {
    expect(cardWords({ id: 'a', title: '公告', buttons: [{ label: '知道了', action: 'a.b' }] }, '党群助手')).toBe(
      '**公告**\n@党群助手 发“知道了”即可',
    );
    expect(cardWords({ id: 'a', title: '公告' }, '党群助手')).toBe('**公告**');
  });
});
