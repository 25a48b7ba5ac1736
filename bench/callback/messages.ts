import { signupId } from '../../src/features/activity/rules/places.ts';
import { ACTIVITIES, benchActivities, BRANCHES, groupOf, PEOPLE, userOf } from './world.ts';

export type Kind = 'signup' | 'quiz' | 'suggestion' | 'policy' | 'refresh';

/** What one member does; the wire form is made of it by the load generator. */
export interface Act {
  readonly kind: Kind;
  readonly userId: string;
  readonly chatId: string;
  readonly text: string;
  /** Of a sign-up: its row, and whether the place is given back. */
  readonly signup?: { readonly id: string; readonly given: boolean };
}

const UP = ['报名{}', '我要报名{}', '{}我报名', '我报名参加{}', '帮我报名{}'];
const DOWN = ['取消报名{}', '{}我不去了', '{}帮我取消报名', '取消{}报名'];
const LETTERS = ['A', 'B', '选C', '我选A', '选B', 'C'];
const PLACES = ['食堂', '车库', '宿舍楼', '卫生间', '会议室', '更衣室', '仓库', '开水间'];
const THINGS = ['加装挂钩', '多放两个垃圾桶', '换一批新椅子', '装个感应灯', '每天早上通风', '贴上防滑条', '增加一台饮水机', '重新粉刷墙面'];
const WHY = ['大家都说不方便', '下雨天特别滑', '夜班的同事看不清', '老职工提过几次', '用的人越来越多', '现在这样容易出事'];
const LEADS = ['', '请问', '想问一下', '麻烦问下', '咨询一下'];
const TAILS = ['', '呢', ' 谢谢', '，急', '（帮同事问的）'];

/** Acts without end, each of another member and in other words; what must stand in the store afterwards can be counted. */
export interface Source {
  next(): Act;
  /** How many of each kind were handed out. */
  readonly made: Readonly<Record<Kind, number>>;
}

/** Sign-ups (every pair of member and activity once, then given back, and so on), quiz answers and suggestions by turns. */
export function factSource(): Source {
  const made = { signup: 0, quiz: 0, suggestion: 0, policy: 0, refresh: 0 };
  const makers = [signupAct, quizAct, suggestionAct];
  let turn = 0;
  return {
    made,
    next: () => {
      const make = makers[turn % makers.length] ?? signupAct;
      turn += 1;
      const act = make(turn % 3 === 1 ? made.signup : turn % 3 === 2 ? made.quiz : made.suggestion);
      made[act.kind] += 1;
      return act;
    },
  };
}

/** 60 % facts, 30 % policy questions, 10 % refreshes of streams that were answered before. */
export function mixedSource(facts: Source, questions: readonly string[]): Source {
  const { made } = facts;
  const counts = { ...made };
  let turn = 0;
  return {
    get made() {
      return { ...facts.made, policy: counts.policy, refresh: counts.refresh };
    },
    next: () => {
      turn += 1;
      const place = turn % 10;
      if (place === 0) {
        counts.refresh += 1;
        return { kind: 'refresh', userId: '', chatId: '', text: '' };
      }
      if (place % 3 !== 0) return facts.next();
      counts.policy += 1;
      return policyAct(counts.policy, questions);
    },
  };
}

function signupAct(n: number): Act {
  const pairs = BRANCHES * PEOPLE * ACTIVITIES;
  const given = Math.floor(n / pairs) % 2 === 1;
  const pair = n % pairs;
  const branch = pair % BRANCHES;
  const person = Math.floor(pair / BRANCHES) % PEOPLE;
  const activity = benchActivities[branch * ACTIVITIES + (Math.floor(pair / BRANCHES / PEOPLE) % ACTIVITIES)];
  const words = given ? DOWN : UP;
  const text = (words[n % words.length] ?? '').replace('{}', activity?.title ?? '');
  const userId = userOf(branch, person);
  const signup = { id: signupId(activity?.id ?? '', userId), given };
  return { kind: 'signup', userId, chatId: groupOf(branch), text: `@党群助手 ${text}`, signup };
}

function quizAct(n: number): Act {
  const branch = n % BRANCHES;
  const person = Math.floor(n / BRANCHES) % PEOPLE;
  return { kind: 'quiz', userId: userOf(branch, person), chatId: groupOf(branch), text: `@党群助手 ${LETTERS[n % LETTERS.length] ?? 'A'}` };
}

function suggestionAct(n: number): Act {
  const branch = n % BRANCHES;
  // The secretary's own suggestions would tell nobody.
  const person = 1 + (Math.floor(n / BRANCHES) % (PEOPLE - 1));
  const room = Math.floor(n / 384);
  const place = `${(room % 40) + 1}号楼${(Math.floor(room / 40) % 9) + 1}层${PLACES[n % 8] ?? ''}`;
  const text = `建议${place}${THINGS[Math.floor(n / 8) % 8] ?? ''}，${WHY[Math.floor(n / 64) % 6] ?? ''}`;
  return { kind: 'suggestion', userId: userOf(branch, person), chatId: groupOf(branch), text: `@党群助手 ${text}` };
}

/** The same question comes back in the same words only after all of them were asked in every wording. */
function policyAct(n: number, questions: readonly string[]): Act {
  const branch = n % BRANCHES;
  const person = Math.floor(n / BRANCHES) % PEOPLE;
  const wording = Math.floor(n / Math.max(1, questions.length));
  const lead = LEADS[wording % LEADS.length] ?? '';
  const tail = TAILS[Math.floor(wording / LEADS.length) % TAILS.length] ?? '';
  const text = `${lead}${questions[n % Math.max(1, questions.length)] ?? '年假有几天'}${tail}`;
  return { kind: 'policy', userId: userOf(branch, person), chatId: groupOf(branch), text: `@党群助手 ${text}` };
}
