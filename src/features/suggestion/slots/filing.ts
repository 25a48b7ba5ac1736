import { ofLast } from '../../../core/last.ts';
import type { Slots, Utterance } from '../../feature.ts';
import { placeIn } from './place.ts';
import { besideReceipt, receiptIn } from './receipt.ts';

export interface FilingWords {
  readonly text: string;
  readonly place: string | null;
  readonly urgent: boolean;
  readonly photo: boolean;
}

const LEAD =
  /^(?:[@＠]\S+\s*)?(?:你好|您好|大家好|各位领导|领导|书记)?[,，!！\s]*(?:我|俺|咱)?(?:要|想|来|再)?(?:提|反映|上报|报告|说|反馈|登记|报|有)?(?:一?[个条点]|两条|下|一下|点儿)?(?:小|合理化)?(?:(?:建议|意见|问题|情况|诉求|想法|金点子|吐槽|投诉|隐患|安全隐患|事故隐患|隐患随手拍)(?:哈|啊|呀|吧|呗|一下|下|上报|报告)?|反映一下|反映下|反映|吐槽一下|吐槽|报修(?!电话|流程|找|多久|要))[:：,，、。!！\s]*/u;
const ASKS = /[,，。\s]*(?:这种事|这事|这个|该)?(?:找|归)(?:哪个部门|谁|哪里)(?:管|负责|说)?[?？。]*$/u;
const URGENT =
  /冒(?:火花?|烟)|着火|起火|失火|火苗|烧起来|漏(?:煤|燃|天然)?气|煤气味|燃气味|煤气泄|燃气泄|触电|漏电|电到人|电人|爆炸|爆了管|要爆|要塌|快塌|塌了|坍塌|倒塌|电梯.{0,6}(?:困|关)(?:住|着|了|人)|困人|(?:困|关)在电梯|把.{0,4}人(?:困|关)|被困|漏氨|氨(?:气|水)?.{0,3}(?:漏|泄|味)|(?:水管|管子|管道|暖气管?|消防栓).{0,4}(?:爆|炸|崩)|爆管|水.{0,2}漫(?:出|到|上|进|了|过)|(?:全是|都是|满地)水.{0,4}(?:快|急|滑)|跑水|救命|快来人|上吐下泻|食物中毒|有人晕倒|中毒|煤气.{0,3}漏|(?:燃气|天然气).{0,3}(?:正在)?漏(?!水)|(?:会|要|能)电死|带电(?![脑视动话瓶器子梯])|(?:电线|线头|电缆|铜线).{0,3}(?:露|裸)|跳楼|断掉?的电线|电线断|电线掉|焦糊味|糊味|打火花|冒火星|火星/u;
/** Several fell ill after the same meal. */
const ILL =
  /(?:好几|好多|许多|很多|几|多|[两二三四五六七八九十\d]+)个?(?:人|同事|职工|师傅).{0,8}(?:拉肚子|呕吐|吐了|腹泻|肚子疼|发烧)|(?:拉肚子|呕吐|腹泻|吃坏.{0,2}肚子).{0,8}(?:好几|好多|许多|很多|几|多|[两二三四五六七八九十\d]+)个?(?:人|同事|职工|师傅)/u;
/** Somebody is hurt. Of a danger it says nothing that it has lasted for days; of an injury that it is past. */
const HURT =
  /(?:人|我|他|她|师傅|同事|[老小]\p{Script=Han}|[班组队]长|大[姐哥叔]|阿姨|保洁|司机|电工|厨师).{0,6}(?:抽搐|口吐白沫|癫痫发作|心脏病发|心梗|受(?:了)?伤|流(?:了)?(?:好多|很多|不少)?血|晕(?:倒|过去)|昏(?:倒|迷|过去)|倒在地|倒地(?!铁)|骨折|烫伤|烧伤|喘不(?:上|过)气)|血流不止|没(?:有)?(?:呼吸|心跳|意识(?!到))了?/u;
const PICTURE = /\[图片\]/gu;

/** What to file, out of the words as written. */
export function filingWords(said: Utterance): FilingWords {
  const written = said.written.replaceAll(PICTURE, ' ').replace(/\s+/gu, ' ').trim();
  const text = written.replace(LEAD, '').trim();
  const place = placeIn(text);
  return { text, place: place ?? null, urgent: isUrgent(said.text), photo: said.pictures > 0 || said.text.includes('[图片]') };
}

/** 食堂吃坏肚子了好几个人拉肚子 looks like a question of how many. */
export function manyAreIll(text: string): boolean {
  return ILL.test(text) && isUrgent(text);
}

/** Words at which somebody must come at once. */
export const isUrgent = ofLast(
  (text): boolean =>
    (URGENT.test(text) || ILL.test(text) || (HURT.test(text) && !/病假|工伤|几天|建议|住院|出院|慰问|看望|康复|报销/u.test(text))) &&
    !/演练|演习|培训|预案|会不会|怎么办|如何|万一|学习/u.test(text),
);

export function suggestionSlots(said: Utterance): Slots {
  const { text, place } = filingWords(said);
  const matter = text.replace(ASKS, '').trim();
  const also =
    matter === text
      ? {}
      : {
          also: [
            {
              intent: 'who_is_responsible',
              slots: { matter: matter.replace(/^(?:能不能|可不可以|建议)?(?:弄|搞|装|设|加)?(?:个|一个)?/u, '') },
            },
          ],
        };
  return { ...(place === null ? {} : { place }), text: matter, ...also };
}

export function hazardSlots(said: Utterance): Slots {
  const { text, place, urgent, photo } = filingWords(said);
  const rest = place !== null && text.startsWith(place) ? text.slice(place.length) : text;
  const clean = rest.replace(/^(?:这里|这儿|这边|那边|的)/u, '').replace(/[!！。~]+$/u, '');
  return {
    ...(place === null ? {} : { place }),
    text: clean === '' ? text : clean,
    ...(urgent ? { urgent: true } : {}),
    ...(photo ? { photo: true } : {}),
  };
}

const WISH =
  /(?:我)?(?:想|要|能不能|可以|请|帮我|帮)?(?:我)?(?:[匿溺慝昵]个?[名明]|不记名|隐名|不具名|不署名|悄悄|私下)(?:地|的)?(?:说说?|提|反映|举报|投诉|讲|吐槽|建议|反馈|照登|来)?(?:一?[个条点下]|几句|一句)?(?:意见|建议|问题|情况)?(?:的)?(?:哈|啊|吧)?|(?:这条|这个|这事|我)?(?:请|麻烦)?(?:别|莫要?|甭|不要|不想|不愿意?|不能|不方便|千万别|勿)(?:跟(?:别?人|领导)|往外|对外|到处|出去)?(?:说|写|提|留|署|公开|透露|泄露|暴露|讲|记|登|带|露|供|抖|让(?:别?人|领导|大家|他们|[\u4e00-\u9fa5]{0,3}长)?(?:知道|晓得|看出)|告诉(?:别?人|领导|谁))(?:出)?(?:去|来)?(?:我的?|本人|自己)?(?:是(?:谁|哪个)(?:说的|提的|讲的)?|是我(?:说|提|反映|写|讲)的|名字|姓名|名|身份)(?:说的|提的)?|(?:我)?(?:不(?:留|署|写|记|露|挂|具)(?:我的?|真)?(?:姓名|名字|名)|不报(?:我的?|真|自己的?)?(?:姓名|名字|真名)|(?:不|非)实名|别把我(?:的?名字)?(?:供|说|讲|抖|写|露|卖|传)(?:出(?:来|去)|上去?|了)?|无记名|隐(?:去|藏|掉)?(?:我的?)?(?:姓名|名字|身份))(?:的话)?|(?:名字|姓名|身份).{0,3}(?:保密|隐去|(?:别|不|莫|不要|不用)(?:写|留|露|说|提|登))|(?:请|麻烦)?(?:[替帮给为]我)?保(?:个)?密(?:哈|啊|一下)?(?=$|[\s,，:：。!！])|(?:暗地里|暗中|偷偷|秘密|私底下)(?:地)?(?:跟你)?(?:说|讲|反映|举报)/u;
/** Whoever saw the hint and wants it filed as it stands says this word. */
const AS_IT_IS = /匿名照登/u;

/** What is left of 我要提匿名建议. */
const ONLY_WISH =
  /^(?:我|俺|咱)?(?:就|也|还|再)?(?:要|想|来|准备|打算)?(?:提|说|讲|反映|投诉|举报|发|写)?(?:一?[个条点]|一下|几句|些)?(?:建议|意见|问题|情况|的话)?[吧呀啊。!！~]*$/u;

export interface AnonymousWords {
  readonly text: string;
  readonly asItIs: boolean;
  /** Present when the words belong to one that was filed before. */
  readonly receipt: string | undefined;
}

export function anonymousWords(said: Utterance): AnonymousWords {
  const receipt = receiptIn(said.written);
  const beside = receipt === undefined ? said.written : besideReceipt(said.written);
  const text = beside
    .replace(WISH, ' ')
    .replace(/^[\s,，:：;；。、!！]+/u, '')
    .replace(/^(?:补充(?:一下|一句|说明)?|再说一句|建议|意见)[:：,，\s]*/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return { text: ONLY_WISH.test(text) ? '' : text, asItIs: AS_IT_IS.test(said.text), receipt };
}

export const wantsAnonymity = ofLast((text): boolean => WISH.test(text));

export function anonymousSlots(said: Utterance): Slots {
  const { text, receipt } = anonymousWords(said);
  return { text, ...(receipt === undefined ? {} : { receipt }) };
}
