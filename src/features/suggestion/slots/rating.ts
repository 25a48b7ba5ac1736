import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { Slots, Utterance } from '../../feature.ts';
import { isClosedEntity, namedSuggestions, refSlots, withoutRefs } from './named.ts';
import { receiptIn, besideReceipt } from './receipt.ts';

export interface Rating {
  readonly rating: number;
  readonly reopen: boolean;
}

const NUMBER = /([0-5]|[一二两三四五])\s*(?:分|颗?星|颗)|^\s*([1-5])\s*$/u;
const REOPEN =
  /还(?:是)?没(?:有)?(?:好|修好|解决|弄好|办好|改|动静|装|换|处理)|没(?:有)?(?:解决|修好|弄好|办好|治好|搞好|整好|处理好|装好|换好|补好|通好|接好|清(?:理|扫)?好)|(?:又|还是|还在)(?:坏|漏|滴|响|不行|不冷|不热|老样子|那样|堵|停|不亮)|别结|不能结|先别关|重新(?:办|处理|弄)|重办|退回去?重|根本没|哪里?好了|糊弄|没人来/u;
const WORST = /非常不满意|很不满意|太差|差劲|极差|气人|什么玩意|零分/u;
const BAD = /不(?:太|怎么|大)?满意|不满|不咋[地样]|不怎么样|差评|一般般?偏差|敷衍/u;
const FAIR = /一般|还行|凑合|马马虎虎|过得去|基本满意|勉强|还可以/u;
const BEST =
  /(?:非常|很|特别|十分|太|挺|相当|超级?)(?:的)?(?:满意|好|棒|到位|赞)|满分|好评|五星|点赞|给力|没得说|(?:解决|修好|弄好|办好|搞定)(?:得|的).{0,4}(?:好|快|到位)/u;
const GOOD = /满意|不错|可以了|好了|解决了|修好了|行了|办得好|挺好|没问题了|👍/u;

/** The author's verdict in the words; undefined when there is none. "修完第二天又不冷了" with a number is that number. */
export function ratingIn(text: string): Rating | undefined {
  const match = NUMBER.exec(text);
  const figure = parseChineseNumber(match?.[1] ?? match?.[2] ?? '');
  const wantsReopen = REOPEN.test(text);
  if (figure !== undefined && Number.isInteger(figure)) {
    const reopens = /别结|不能结|重新|重办|还没好|没解决/u.test(text);
    return { rating: Math.min(5, Math.max(1, figure)), reopen: reopens };
  }
  if (wantsReopen) return { rating: 1, reopen: true };
  if (WORST.test(text)) return { rating: 1, reopen: false };
  if (BAD.test(text)) return { rating: 2, reopen: false };
  if (FAIR.test(text)) return { rating: 3, reopen: false };
  if (BEST.test(text)) return { rating: 5, reopen: false };
  return GOOD.test(text) ? { rating: 5, reopen: false } : undefined;
}

export function canBeRated(entity: Parameters<typeof isClosedEntity>[0]): boolean {
  return isClosedEntity(entity) && entity.mine === true;
}

export function ratingWords(said: Utterance): string {
  return receiptIn(said.written) === undefined ? withoutRefs(said) : besideReceipt(said.written);
}

export function ratingSlots(said: Utterance): Slots {
  const found = ratingIn(ratingWords(said));
  const receipt = receiptIn(said.written);
  return {
    ...(receipt === undefined ? refSlots(namedSuggestions(said, canBeRated)) : { receipt }),
    ...(found === undefined ? {} : { rating: found.rating }),
    ...(found?.reopen === true ? { reopen: true } : {}),
  };
}
