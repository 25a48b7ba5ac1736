import type { Intent, Utterance } from '../../feature.ts';
import { handleSignup } from '../chat/signup.ts';
import { signupExamples } from '../examples/signup.ts';
import { ACTIVITY, hasActivity, isOpen, listedAt, listNumber, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { otherPeople } from '../slots/people.ts';
import { looks, signupSlots } from '../slots/signup.ts';
import { signupLabel } from '../texts/labels.ts';

const WANTS =
  /报名|报一?个|报上|报到|算我|加我|带我|有我|写上我|记上我|我报|我去|我要去|我参加|我来|我也|把我|给我报|候补|排队|占个|有人退.{0,6}[叫喊]我/u;
const AGAINST =
  /取消|不等了|(?:没|没有)$|让给|不去|去不|来不|不成|不报|退|不想|撤|拿掉|去掉|删|划|谁|几个人|多少|名单|没报|怎么|咋|吗$|[?？]|发个|组织|搞个|办个|改成|改到|导出|不参加|借|导|报修|报销|报告|积分|来着|到哪|多久/u;
/** Asked in the same breath as the wish; "我报名 要带啥" asks after it. */
const ASKS = /(?:报了|报过|参加了|排到|候补到)[^,，。!！\s]{0,6}(?:啥|什么|哪)|第几|有我.{0,4}(?:吧|吗|不|没|么)$/u;
/** 不要报名, 不是我报名, 要是不下雨我就报名: nothing to be done now. */
const FORBIDS = /(?:不要|别|不用|甭|不想|不必)(?:再|先|给我|帮我|替我)?报|不是我|如果|要是|万一|假如/u;
const BACK = /^(?:算了|那|那我|我)?(?:还是|又想|又要|又能)(?:去|参加|报名?)(?:吧|了|上|啊|的)*[。!~]*$/u;
/** Somebody else of the family or the crew is the one who comes. */
const KIN = /我(?:们)?(?:家|妈|爸|爹|娘|媳妇|老公|老婆|爱人|老伴|孩子|娃|儿子|女儿|徒弟|师傅|师父|同事|室友|同屋|班长|组长)/u;

export const signupIntent: Intent = {
  name: 'signup',
  own: true,
  who: 'anyone',
  acts: true,
  examples: signupExamples,
  evidence: (said) => {
    const picked = listNumber(said.text);
    if (picked !== undefined && /报|参加|我去|我要|选|就|加我|算我/u.test(said.text) && listedAt(said, picked) !== undefined) return 5;
    // "还是去吧", after it was given up.
    if (BACK.test(said.text)) return said.focus.about?.kind === ACTIVITY ? 5 : 0;
    if (looks(said.text)) return -4;
    if (FORBIDS.test(said.text)) return -5;
    if (AGAINST.test(said.text) || ASKS.test(said.text)) return -2;
    if (!hasActivity(said)) return -1;
    if (KIN.test(said.text)) return -1;
    if (!WANTS.test(said.text) || hasOthers(said)) return 0;
    // With a name that is none of ours nothing is done: the answer says so.
    return pointsAtActivity(said) || namedActivity(said, isOpen).kind === 'unknown' ? 2 : 0.5;
  },
  slots: signupSlots,
  label: (said) => signupLabel(namedActivity(said, isOpen)),
  handle: handleSignup,
};

function hasOthers(said: Utterance): boolean {
  const others = otherPeople(said);
  return others.people.length > 0 || others.headcount !== null;
}
