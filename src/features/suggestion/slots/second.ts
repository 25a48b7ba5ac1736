import type { Entity, Slots, Utterance } from '../../feature.ts';
import { isOpenEntity, namedSuggestions, refSlots, withoutRefs } from './named.ts';

const SECONDS = /附议|附意|复议(?:一下)?|我也(?:支持|赞成|同意|这么(?:觉得|想))|支持(?:一下)?\s*s\s*\d|\+\s*1|顶一?下/iu;
const WITHDRAWS = /撤(?:回|销|掉|了)|不提了|收回|作废/u;

export function seconds(text: string): boolean {
  return SECONDS.test(text);
}

export function withdraws(text: string): boolean {
  return WITHDRAWS.test(text);
}

const ADDS =
  /^(?:我|俺)?(?:再|还要|要|想)?(?:补充(?:一下|一句|一点|几句|说明|个情况)|加(?:一句|几句)话?)(?:是|就是)?[:：,，、\s]*|^(?:我|俺)?(?:再|还要|要|想)?补充(?:(?:到|给)?\s*s\s*\d+)?(?:[:：,，、\s]+|$)|^(?:还有一点|再说一句|忘了说了?)[:：,，、\s]*/iu;
/** 是男厕所的那个, right after it was filed: which of them is meant. */
const TELLS_WHICH = /^(?:就)?(?:是|不是).{1,14}?(?:的)?(?:那个|那间|那层|那边|那台|那条|那盏|这个)[。!~]*$/u;

/** What an author adds to one that was filed; undefined when nothing is added. */
export function additionIn({ text, written, focus }: Pick<Utterance, 'text' | 'written' | 'focus'>): string | undefined {
  if (ADDS.test(text)) return written.trim().replace(ADDS, '').trim();
  return focus.about?.kind === 'suggestion' && TELLS_WHICH.test(text) ? written.trim() : undefined;
}

/** One's own that is still open. */
export const isOwnOpen = (entity: Entity): boolean => isOpenEntity(entity) && entity.mine === true;

export function additionSlots(said: Utterance): Slots {
  return { ...refOnlySlots(said), text: additionIn({ ...said, written: withoutRefs(said) }) ?? '' };
}

export function refOnlySlots(said: Utterance): Slots {
  return refSlots(namedSuggestions(said, isOwnOpen));
}
