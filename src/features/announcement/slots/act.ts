import type { Utterance } from '../../feature.ts';

const CANCEL = /不(?:用|要)?(?:再)?发了|别(?:再)?发了?|取消|删掉?|删除|删了|撤[掉了回销]|作废|不要了|停掉/u;
const PAUSE = /暂停|先停|停一停|停发/u;
const RESUME = /恢复|继续发|接着发|重新开始/u;

export type Act = 'create' | 'cancel' | 'pause' | 'resume';

export function actOf(said: Utterance): Act {
  const named = said.mentioned.some(({ entity }) => entity.kind === 'announcement') || said.focus.about?.kind === 'announcement';
  if (!named) return 'create';
  if (RESUME.test(said.text)) return 'resume';
  if (PAUSE.test(said.text)) return 'pause';
  return CANCEL.test(said.text) ? 'cancel' : 'create';
}

/** Nothing but "take it back", while an announcement is talked about. */
export function takesBack(said: Utterance): boolean {
  return (
    said.focus.about?.kind === 'announcement' && /^(?:快|赶紧|先)?(?:撤回|撤销|撤了|别发了?|不发了|先别发)[吧啊呀!！。~]*$/u.test(said.text)
  );
}
