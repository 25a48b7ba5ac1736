const YES_OR_NO = /吗|么[?？]?$|是否|能否|可否|能不能|可不可以|要不要|会不会|是不是|有没有|不[?？]?$/u;
const DEFINITION = /什么是|是什么|指什么|含义|概念|定义|何谓|什么叫|如何理解|区别/u;

export function asksYesOrNo(question: string): boolean {
  return YES_OR_NO.test(question);
}

export function asksDefinition(question: string): boolean {
  return DEFINITION.test(question);
}
