import type { Feature, Intent, Outcome, Slots, Turn, Utterance } from '../features/feature.ts';
import { notices, targetKeyOf } from '../outbox/outbox.ts';
import { soundsLikeAttack } from './attack.ts';
import { notYetExamples } from './not-yet-examples.ts';
import { examples } from './smalltalk-examples.ts';
import { texts } from './texts.ts';

const THANKS = /谢|辛苦|感谢|多亏/u;
const HELLO = /^(你好|您好|早|早上好|中午好|下午好|晚上好|在吗|在不在|嗨|哈喽|hi|hello)/u;

function helpLines(features: readonly Feature[], secretary: boolean): readonly string[] {
  const member = features.flatMap((feature) => feature.help.member ?? []);
  if (!secretary) return member.slice(0, 6);
  const managing = features.flatMap((feature) => feature.help.secretary ?? []);
  return [...managing, ...member].slice(0, 6);
}

export function helpText(features: readonly Feature[], secretary: boolean): string {
  return texts.help(helpLines(features, secretary));
}

function simple(name: string, phrases: readonly string[], answer: (turn: Turn) => string, evidence?: (said: Utterance) => number): Intent {
  return {
    name,
    who: 'anyone',
    acts: false,
    examples: phrases,
    ...(evidence === undefined ? {} : { evidence }),
    slots: (said): Slots => (name === 'none' && soundsLikeAttack(said.text) ? { attack: true } : {}),
    label: () => '随便聊聊',
    handle: (turn): Promise<Outcome> => Promise.resolve({ reply: { text: answer(turn) } }),
  };
}

/** What waits is added to every answer in the single chat by the unit; here only its absence needs words. */
async function showMail(turn: Turn): Promise<Outcome> {
  if (turn.chat.kind === 'group') return { reply: { text: texts.mailInGroup } };
  const waiting = await turn.tx.count(notices, {
    where: { targetKey: targetKeyOf({ kind: 'person', userId: turn.person.userId }), state: 'held' },
  });
  return waiting === 0 ? { reply: { text: texts.noMessages } } : {};
}

/** Help, greetings, and what is none of our business: the intents that never change anything. */
export function smalltalk(features: readonly Feature[]): Feature {
  const served = new Set(features.flatMap((feature) => feature.intents.map((intent) => intent.name)));
  return {
    name: 'smalltalk',
    collections: [],
    help: {},
    intents: [
      {
        name: 'help',
        who: 'anyone',
        acts: false,
        examples: examples.help,
        evidence: (said) => (/^(帮助|菜单|功能|help|怎么用|\?|？)$/u.test(said.text) ? 8 : 0),
        slots: () => ({}),
        label: () => '看看我会什么',
        handle: (turn) => Promise.resolve({ reply: { text: helpText(features, turn.said.secretary) } }),
      },
      {
        name: 'mailbox',
        who: 'anyone',
        acts: false,
        examples: examples.mailbox,
        evidence: (said) => (/^(?:我的|看|查)?(?:新|未读)?(?:消息|来信|回复)$/u.test(said.text) ? 8 : 0),
        slots: () => ({}),
        label: () => '看我的消息',
        handle: showMail,
      },
      simple('chitchat', examples.chitchat, ({ said }) => {
        if (THANKS.test(said.text)) return texts.thanks;
        return HELLO.test(said.text) ? texts.hello : texts.chat;
      }),
      simple(
        'none',
        examples.none,
        () => texts.notUnderstood,
        (said) => (soundsLikeAttack(said.text) ? (said.secretary ? 4 : 9) : 0),
      ),
      ...Object.entries(notYetExamples)
        .filter(([name]) => !served.has(name))
        .map(([name, phrases]) => simple(name, phrases, () => texts.notYet)),
    ],
  };
}
