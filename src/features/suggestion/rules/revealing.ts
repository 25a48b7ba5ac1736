/** Being the only one, naming oneself, one's post or one's number: a reader who knows the unit knows the writer. */
const ONLY_ONE =
  /就我(?:一个|自己|一人)|只有我|就(?:一个|我这个)|唯一(?:一个|的)?|独一个|我们(?:班|组|科|队)?就.{0,3}(?:一个|一人)|全(?:班|组|队|科)就/u;
const SELF =
  /我(?:叫|姓|名字|的名字)|本人(?:叫|姓|是)|我是(?!谁|想|觉得|说|要|来|不是|为|怕|担心).{0,12}(?:的|员|长|工|师傅|组|班|科|队)|我的(?:工号|电话|手机)|1[3-9]\d{9}/u;

/** Whether the text names its writer or points to one person. `ownNames`: the writer's name and user id. */
export function pointsToWriter(text: string, ownNames: readonly string[]): boolean {
  return (
    ONLY_ONE.test(text) || SELF.test(text) || ownNames.some((name) => name.length >= 2 && text.toLowerCase().includes(name.toLowerCase()))
  );
}
