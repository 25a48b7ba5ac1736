import type { Slots, Utterance } from '../../feature.ts';
import { isOpenEntity, namedSuggestions, refSlots } from './named.ts';

const SECONDS = /附议|附意|复议(?:一下)?|我也(?:支持|赞成|同意|这么(?:觉得|想))|支持(?:一下)?\s*s\s*\d|\+\s*1|顶一?下/iu;
const WITHDRAWS = /撤(?:回|销|掉|了)|不提了|收回|作废/u;

export function seconds(text: string): boolean {
  return SECONDS.test(text);
}

export function withdraws(text: string): boolean {
  return WITHDRAWS.test(text);
}

export function refOnlySlots(said: Utterance): Slots {
  return refSlots(namedSuggestions(said, (entity) => isOpenEntity(entity) && entity.mine === true));
}
