import type { Utterance } from '../../feature.ts';

/** What short words mean after an answer. For matchable text. */
export const YES_HAND_OVER =
  /^(?:转给?书记|转给?他们?|转|转吧|转一下|请转|要|要的|麻烦转.*|问问?书记|让书记答|同意|是的?|转达.*|帮我?转.*|那就转.*)[吧呀啊。.!！~]*$/iu;
export const NO_HAND_OVER = /^(?:不用了?|不转了?|不要|不|算了|不必|别转|不需要|先不)[吧呀啊。.!！~]*$/u;
export const WRONG =
  /^(?:没啥?用|无用|没有用|没有?帮助|不对|不是这个|不是|答非所问|答错了?|错了|不准|没说到点上|不是我要的|没回答|看不懂|没看懂|不是我问的|没解决)[了啊呀吧。.!！~]*$/u;
export const USEFUL = /^(?:有用|有帮助|对的?|懂了|明白了?|知道了|清楚了|谢谢?|谢了|好的?谢谢|解决了)[了啊呀吧。.!！~]*$/u;
export const TO_SECRETARY =
  /^(?:请|帮我|麻烦)?(?:把这个|这个)?(?:问题)?(?:转|转给?书记|转给?负责人|问问?书记|转人工|人工|找书记问问?)(?:吧|一下)?$/u;
export const DETAILS =
  /^(?:请|帮我|我要|要|给我)?(?:看看|看|查看|发)?(?:一下)?(?:详情|详细|全文|原文|整条|完整(?:条款|内容|的)?|条款原文|这条全文)(?:看看|发我)?[吧。]*$/u;

const ORDINALS = '一二三四五';

/** "2", "第二个", "选2", "看第2条", "2号" → 1; undefined when it names none of `count`. */
export function pickOf(said: Pick<Utterance, 'text'>, count: number): number | undefined {
  const found = /^(?:我?要|选|看|查)?\s*第?\s*([1-9一二三四五])\s*(?:个|条|项|份|号|那个|那条)?[吧。]*$/u.exec(said.text)?.[1];
  if (found === undefined) return undefined;
  const index = ORDINALS.includes(found) ? ORDINALS.indexOf(found) : Number(found) - 1;
  return index < count ? index : undefined;
}
