const CALLED = /(?:名称|名字|标题|活动名|主题)\s*(?:就)?(?:改成|改为|改叫|换成|叫做|叫|是|为|[:：])+\s*([^,，。;；]{2,30})/u;
const CALLED_SHORT = /(?:改名叫?|就叫|叫做|改叫)\s*([^,，。;；\s]{2,30})/u;
const ASKING = /^(?:请|麻烦|帮我|给我|我们?|咱们?|支部|工会|团支部|计划|准备|打算|拟|想|要|需要|再|就|定于|定在|在群里|群里|给大家|大家)+/u;
const VERB =
  /^(?:发起|发布|发|创建|新建|建|举办|举行|组织|安排|开展|开始|办理|办|搞|弄|开|来|做|通知|预告|发个通知)(?:一个|一次|一场|一下|一期|一波|个|次|场|期|波|下)?(?:新的?)?/u;
const CALL_TO_COME =
  /(?:愿意|想去|想来|有兴趣|感兴趣|要去|能来|能去|可以来|要参加|想参加|有时间|有空)的?(?:人|同志|都|赶紧|抓紧|快)*(?:来|可以|在群里|自愿)?(?:报名|接龙|报)?|(?:请)?大家(?:都)?(?:踊跃|积极|抓紧|赶紧)?(?:报名|参加)|(?:开始|可以|欢迎|自愿|踊跃|抓紧|接受|接龙)?(?:报名|接龙)(?:参加|吧|啦|了)?/gu;
/** Pieces of the sentence that say how, not what. */
const MANNER =
  /^(?:完了|结束后|会后|自愿|自备|自带|注意|统一|要求|请|带好|带上|记得|别忘|穿|费用|免费|不收费|包(?:吃|餐|车|午|接)|管饭|有(?:车|饭|奖)|收|记|发到|发在|发给|时间|地点|地方|人数|名额|限|报满|先到先得|到时候?|截止|活动|通知|一次|场|谢谢|辛苦|麻烦)/u;
const TOO_BARE = /^(?:帮忙|参观|慰问|看看|学习|打扫|走访|服务|劳动|义务劳动|玩|聚聚|聚餐|走走|转转|做志愿|做志愿者|志愿服务|宣讲|帮厨)$/u;

/** "名称叫X": a title that was said to be one. Cut from the text as written. */
export function calledTitle(written: string): string | undefined {
  return (CALLED.exec(written) ?? CALLED_SHORT.exec(written))?.[1]?.trim().replace(/[《》“”"「」『』]/gu, '');
}

/**
 * What is held, from the words that are left when times, place, numbers, reminders and targets have become commas.
 * undefined when nothing is left that could be a title.
 */
export function leftTitle(text: string, place: string | undefined): string | undefined {
  for (const piece of text.replace(CALL_TO_COME, '，').split(/[,，。;；!！?？\s]+/u)) {
    const title = trimmed(piece);
    if (title.length < 2 || MANNER.test(title)) continue;
    return (place !== undefined && TOO_BARE.test(title) && !title.includes(place) ? `${place}${title}` : title).slice(0, 26);
  }
  return undefined;
}

function trimmed(piece: string): string {
  let rest = piece.replace(/^(?:和|及|并|的|去|到|在|、|:|：)+/u, '');
  for (let round = 0; round < 3; round += 1)
    rest = rest
      .replace(ASKING, '')
      .replace(VERB, '')
      .replace(/^(?:一个|一次|一场|个|次|场|的)/u, '');
  return rest
    .replace(/^(?:活动|通知)[:：]?$/u, '')
    .replace(/^活动[:：]/u, '')
    .replace(/(?:的)?(?:活动)?(?:通知|吧|啊|哈|呗|啦|了|，|、|的)+$/u, '')
    .replace(/(?<=.{2})活动$/u, '')
    .replace(/^[《“"「『]([^》”"」』]+)[》”"」』]$/u, '$1')
    .trim();
}
