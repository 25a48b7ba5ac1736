import type { Intent } from '../../feature.ts';
import { handleOthers } from '../chat/others.ts';
import { isOpen, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { otherPeople } from '../slots/people.ts';
import { othersSlots } from '../slots/signup.ts';
import { othersLabel } from '../texts/labels.ts';

const BRINGS = /报|带|写上|添|加上|算上|算|一起|一块|来|去|出|派|代|替|帮|参加|记/u;
const AGAINST =
  /取消|不去|不报|退|不想|撤|谁|几个人|多少|没报|吗$|[?？]|发个|组织|搞个|办个|改成|改到|放|名额|派给|交给|负责|处理|办结|答复|早饭|借|修|座|不来|别算|积分|推荐/u;

export const signupForOthersIntent: Intent = {
  name: 'signup_for_others',
  who: 'anyone',
  acts: true,
  examples: [
    '帮〈person〉报名〈activity〉',
    '给〈person〉报一下〈activity〉',
    '替〈person〉报个名',
    '代〈person〉报〈activity〉',
    '〈activity〉把〈person〉也加上',
    '〈activity〉算上〈person〉',
    '〈activity〉给〈person〉报个名',
    '我和〈person〉一起报〈activity〉',
    '我跟〈person〉都去〈activity〉',
    '我和〈person〉报名',
    '我和〈person〉两个人都报上',
    '把我跟〈person〉都写上',
    '把〈person〉、〈person〉也报上',
    '〈person〉和〈person〉也去',
    '〈person〉也报名 他手机没电了让我说一声',
    '〈person〉说他也要去〈activity〉',
    '帮我徒弟报个〈activity〉',
    '带上我徒弟一块去',
    '我带家属去〈activity〉',
    '〈activity〉我带孩子一起 两个人',
    '我带〈n〉个人去〈activity〉',
    '我们班报〈n〉个人',
    '我们组来〈n〉个',
    '维修班来〈n〉个',
    '膳食班报〈n〉人',
    '水电班出〈n〉个人参加〈activity〉',
    '车队去〈n〉个',
    '保洁班〈n〉人参加〈activity〉',
    '〈activity〉我们这边报〈n〉个',
    '〈activity〉给我们班留〈n〉个位',
    '〈activity〉我们科室去〈n〉位',
    '再加〈n〉个人',
    '我们〈n〉个都去',
    '我们俩都报',
    '帮同屋小李也报上',
    '把小张也带上',
    '〈activity〉带我和小王',
    '老赵也去 给他报个名',
    '帮我们班长报一个',
    '替师傅报名〈activity〉',
    '连〈person〉一起报了',
    '名单里加上〈person〉',
    '〈activity〉名单上添〈person〉',
    '〈activity〉补报〈person〉',
    '把新来的〈person〉也添到〈activity〉里',
    '另外〈person〉也参加',
    '〈person〉〈person〉〈person〉三个人报〈activity〉',
    '给我们几个都报上 我 〈person〉 〈person〉',
    '隔壁屋小孙让我代报〈activity〉',
    '公寓班〈n〉位大姐要来〈activity〉',
  ],
  evidence: (said) => {
    if (AGAINST.test(said.text)) return -2;
    const others = otherPeople(said);
    const named = others.people.length > 0 || others.headcount !== null;
    if (!named) return -1;
    return BRINGS.test(said.text) && pointsAtActivity(said) ? 3.5 : 0;
  },
  slots: othersSlots,
  label: (said) => othersLabel(namedActivity(said, isOpen), otherPeople(said)),
  handle: handleOthers,
};
