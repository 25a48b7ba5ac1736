import { PERSONAL_NUMBER } from '../../../core/zh/personal-numbers.ts';
import type { Suggestion } from '../schema.ts';

/** Hurts somebody, accuses somebody, or is nobody's business (reliability X15). What is said by the way, like 难吃死了, is none of it. */
const INSULTS =
  /傻[逼比叉屌]|煞笔|沙比|\bsb\b|脑残|王八|混蛋|滚蛋|他妈的?|妈的|操你|狗日|狗东西|畜生|废物(?!箱|桶|间|回收|利用)|人渣|神经病|贱人|不要脸|蠢[货猪]|白痴|死全家|猪头|饭桶/iu;
const ACCUSATIONS = /(?<!偷)偷(?!偷|懒|停|换|跑)|贪污|受贿|行贿|吃回扣|拿回扣|出轨|小三|嫖|吸毒|赌博|作风问题|搞破鞋|骚扰/u;
const HEALTH = /艾滋|乙肝|肝炎|梅毒|性病|癌症?|肿瘤|抑郁|精神病|精神分裂|流产|怀孕|尿毒症|癫痫|病历/u;

/** Whether the bot may say it again. In danger everybody must know what it is, whoever may be hurt by the words. */
export function mayBeRepeated({ text, urgent }: Pick<Suggestion, 'text' | 'urgent'>, inGroup: boolean): boolean {
  return !inGroup || urgent || ![INSULTS, ACCUSATIONS, HEALTH, PERSONAL_NUMBER].some((words) => words.test(text));
}
