import type { Intent } from '../../feature.ts';
import { handleOthers } from '../chat/others.ts';
import { signupForOthersExamples } from '../examples/signup-for-others.ts';
import { ACTIVITY, hasActivity, isOpen, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { otherPeople } from '../slots/people.ts';
import { looks, othersSlots } from '../slots/signup.ts';
import { othersLabel } from '../texts/labels.ts';

const BRINGS = /报|带|写上|添|补|加上|算上|算|一起|一块|来|去|出|派|代|替|帮|参加|记/u;
const AGAINST =
  /取消|不去|不报|退|不想|撤|谁|几个人|多少|没报|吗$|[?？]|发个|组织|搞个|办个|改成|改到|放|名额|派给|交给|负责|处理|办结|答复|早饭|借|修|座|不来|别算|积分|推荐/u;

export const signupForOthersIntent: Intent = {
  name: 'signup_for_others',
  who: 'anyone',
  acts: true,
  examples: signupForOthersExamples,
  evidence: (said) => {
    if (AGAINST.test(said.text) || looks(said.text)) return -2;
    if (/如果|要是|万一|假如/u.test(said.text)) return -3;
    if (!hasActivity(said)) return -1;
    const others = otherPeople(said);
    const named = others.people.length > 0 || others.headcount !== null;
    if (!named) return -1;
    if (!BRINGS.test(said.text)) return 0;
    if (pointsAtActivity(said)) return 3.5;
    return said.entities.some((entity) => entity.kind === ACTIVITY && isOpen(entity)) ? 1.5 : 0;
  },
  slots: othersSlots,
  label: (said) => othersLabel(namedActivity(said, isOpen), otherPeople(said)),
  handle: handleOthers,
};
