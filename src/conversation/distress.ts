/** Somebody says that they do not want to live. */
const DESPERATE =
  /(?:不想|不愿意?|没法|不要)(?:再)?活(?:了|下去|着)|活(?:着|下去)(?:真|还|也|都|又)*(?:没|有(?:什么|啥))(?:有|什么|啥|得)*(?:意思|意义|劲|盼头|用|奔头)|活不下去|不如死|(?:想|要)(?:去)?(?:自杀|寻死|轻生|寻短见|跳楼|上吊|割腕|自尽|自残)|(?<!得|笑|累|气|急|热|冷|困|吵|烦|饿|臭|难|懒|忙|吓|渴|疼|痛)(?:我|真|好|就|都|很)?想死(?:了|的心|算了)*(?:[。!~,， ]|$)|一死了之|死了算了|结束(?:我的|自己的?|这条)?(?:生命|性命)|了结(?:自己|生命)|遗书/u;
/** What is said of a lecture, a film or somebody's saying is no cry for help. */
const ABOUT_IT = /讲座|培训|宣传|公告|通知|活动|电影|小说|建议|隐患|报名|匿名[:：]|《|预防/u;

/** Before anything else: these words are neither a wish nor a complaint, whatever question is open. */
export function soundsDesperate(text: string): boolean {
  return DESPERATE.test(text) && !ABOUT_IT.test(text);
}
