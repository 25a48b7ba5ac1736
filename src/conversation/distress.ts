/** In one clause, said of oneself: that one does not want to live. */
const DESPERATE =
  /(?:不想|不愿意?)(?:再)?活|活(?:着|下去)(?:真|还|也|都|又)*(?:没|有(?:什么|啥))(?:有|什么|啥|得)*(?:意思|意义|劲|盼头|用|奔头)|活不下去|活够了|不如死|(?:想|要)(?:去)?(?:自杀|寻死|轻生|寻短见|跳楼|上吊|割腕|自尽|自残)|想(?:去)?死(?:了|的心|算了)*$|一死了之|死了算了|结束(?:我的|自己的?|这条)?(?:生命|性命)|了结(?:自己|生命)|(?:写|留)(?:好|下)?了?遗书/u;
/** A way of speaking (热得想死), a story, and what is said of somebody else: that is an alarm (有人要跳楼). */
const NOT_ONESELF =
  /(?:得|笑|累|气|急|困|吵|烦|饿|臭|忙|吓|渴|疼|痛)(?:我|人|都|要|真|就)*(?:好|很|直)?(?:想死|不想活)|讲座|电影|小说|《|预防|烈士|先烈|(?:有人|他们?|她们?|别人|同事|师傅|工友|徒弟|小[^\s，。我]|老[^\s，。我是]).{0,6}(?:不想活|想死|自杀|跳楼|上吊|轻生|寻死)/u;

/** Without one of these characters nothing of it was said. */
const SIGN = /[活死杀轻寻跳吊割尽残命结书]/u;

/** Before anything else: these words are neither a wish nor a complaint, whatever question is open. */
export function soundsDesperate(text: string): boolean {
  return SIGN.test(text) && text.split(/[,，。.!！?？;；:：\s~…]+/u).some((clause) => DESPERATE.test(clause) && !NOT_ONESELF.test(clause));
}
