import type { Intent, Utterance } from '../../feature.ts';
import { handleSignup } from '../chat/signup.ts';
import { ACTIVITY, isOpen, listNumber, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { otherPeople } from '../slots/people.ts';
import { signupSlots } from '../slots/signup.ts';
import { signupLabel } from '../texts/labels.ts';

const WANTS = /报名|报一?个|报上|报到|算我|加我|带我|有我|写上我|记上我|我报|我去|我要去|我参加|我来|我也|把我|给我报|候补|排队|占个/u;
const AGAINST =
  /取消|不等了|(?:没|没有)$|让给|不去|不报|退|不想|撤|谁|几个人|多少|名单|没报|怎么|咋|吗$|[?？]|发个|组织|搞个|办个|改成|改到|导出|不参加|借|导|报修|报销|报告|积分/u;

export const signupIntent: Intent = {
  name: 'signup',
  who: 'anyone',
  acts: true,
  examples: [
    '报名〈activity〉',
    '我要报名〈activity〉',
    '〈activity〉我报名',
    '〈activity〉我报一个',
    '〈activity〉算我一个',
    '〈activity〉我去',
    '〈activity〉我参加',
    '〈activity〉加我',
    '〈activity〉带我一个',
    '〈activity〉报到',
    '〈activity〉+1',
    '我想参加〈activity〉',
    '我要去〈activity〉',
    '给我报个〈activity〉',
    '帮我报一下〈activity〉',
    '帮我把〈activity〉报上',
    '〈activity〉帮我占个位',
    '〈activity〉有名额就给我留一个',
    '那个〈activity〉我也想去',
    '〈activity〉俺要去 给俺记上',
    '〈activity〉我来凑个数',
    '〈activity〉我可以',
    '报〈activity〉',
    '报〈n〉',
    '我报〈n〉',
    '报第〈n〉个',
    '第〈n〉个我报名',
    '我选第〈n〉个活动',
    '要第〈n〉个',
    '报名',
    '我要报名',
    '我报名',
    '报个名',
    '算我一个',
    '加我一个',
    '也给我报上',
    '我也报一个',
    '我也去',
    '把我也加上',
    '把俺也算上',
    '把我名字写上',
    '写我一个',
    '我要参加',
    '我参加',
    '俺也要去',
    '+1',
    '〈time〉那个活动我报名',
    '〈time〉的我去',
    '〈activity〉给我候补',
    '〈activity〉候补一下',
    '〈activity〉满了我排队',
    '〈activity〉满了的话给我排个候补',
    '排候补',
    '我排队等着',
    '候补我一个',
    '有空位了叫上我 先候补',
    '报明〈activity〉',
    '〈activity〉抱名',
    '咱报〈activity〉哈',
    '刚看到 〈activity〉还能加我不 加一个',
    '〈activity〉记我一笔',
    '要是还没满 〈activity〉我上',
    '我跟着去〈activity〉',
    '我报〈activity〉 谢谢',
    '不满的话算我一个',
    '〈activity〉我报名 顺便问下几点集合',
    '报〈activity〉 再问一句要带啥',
    '〈activity〉算我的 在哪集合呀',
  ],
  evidence: (said) => {
    const picked = listNumber(said.text);
    if (picked !== undefined && /报|参加|我去|我要/u.test(said.text) && said.focus.list[picked - 1]?.kind === ACTIVITY) return 5;
    if (AGAINST.test(said.text)) return -2;
    if (!WANTS.test(said.text) || hasOthers(said)) return 0;
    return pointsAtActivity(said) ? 3 : 1;
  },
  slots: signupSlots,
  label: (said) => signupLabel(namedActivity(said, isOpen)),
  handle: handleSignup,
};

function hasOthers(said: Utterance): boolean {
  const others = otherPeople(said);
  return others.people.length > 0 || others.headcount !== null;
}
