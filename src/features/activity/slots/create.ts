import type { Slots, Utterance } from '../../feature.ts';
import { activitySlot, anyStatus, namedActivity, type Named } from './named.ts';
import { movedStart, readPlan, saysSomething, type SaidPlan } from './plan.ts';

export type CreateAction = 'new' | 'modify' | 'cancel' | 'publish' | 'close' | 'reopen' | 'packages' | 'package';

const PACKAGES = /套餐|活动(?:目录|清单|菜单|模板|库|点子)|(?:有啥|有什么|有哪些|啥|什么)(?:现成的?)?活动(?:可以|能|好|可)(?:办|搞|组织)/u;
const USE_PACKAGE = /(?:用|选|就|按|办|要|点)\s*(?:那个)?第?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:个|号|项|款|种|套)?/u;
const CLOSE =
  /(?:停止|截止|关闭|结束|关掉?|停掉?|锁定?)(?:接受)?(?:了)?报名|报名(?:现在)?(?:就)?(?:截止|停|关|结束)(?:了|吧|掉)*(?=$|[\s,，。!！])|报名.{0,2}提前(?:截止|结束)|提前(?:截止|结束|停止|关闭)报名|不收人?了|不再接受报名|别再报了|(?:不|别)(?:再)?(?:让|叫)(?:人|大家|他们)?(?:再)?报名?了?$/u;
/** 延长报名到周五: the limit of one that is open, whichever it is; nothing is named so. */
const MOVES_LIMIT =
  /(?:延长|推迟|延后|顺延|提前|缩短)(?:一下)?报名|报名(?:截止)?(?:时间|期限|日期)?(?:再)?(?:延长|推迟|延后|顺延|延到|改到|改成|改为|提前|宽限)/u;
const REOPEN = /(?:重新|恢复|再次?|继续)(?:打开|开放|开启|开|放开|接受)?报名/u;
const CANCEL =
  /(?:取消|别搞|别办|不用搞|不用办|不办|不搞|停办|作废|不举行|不开展|不组织|撤销|撤掉|撤了|黄了|删掉|删除|不弄|不(?:打|开|爬|踢|比|看|练|聚)了(?=$|[,，。!！\s]))(?!报名)/u;
const PUBLISH = /^(?:确认|把)?.{0,16}(?:发布|发出去|发出来|发到群里|可以发了|发了吧|推出去|挂出去)/u;
const CHANGE = /改|换|调到|调成|调整|挪|推迟|延|顺延|往后|提前到|提早到|再加|加到|增加|减|扩|再放|再多|多放|放开|变成|控制在|名称叫/u;
const OPENS = /(?:发起|发个|发一个|创建|新建|建个|举办|组织|安排|搞|办|开个|弄)(?!了|公|理)/u;

export function createAction(said: Utterance, named: Named): CreateAction {
  const { text } = said;
  const listsPackages = said.focus.list[0]?.kind === 'activityPackage';
  if (listsPackages && USE_PACKAGE.test(text)) return 'package';
  if (PACKAGES.test(text)) return 'packages';
  const about = named.kind === 'one' || named.kind === 'several';
  // Which one is asked, where several are open.
  if (!about && managesOpen(said)) return MOVES_LIMIT.test(text) && readPlan(said, false).closesAt !== undefined ? 'modify' : 'close';
  if (!about) return 'new';
  const hasName = said.mentioned.some(({ entity }) => entity.kind === 'activity');
  if (REOPEN.test(text)) return 'reopen';
  if (CLOSE.test(text) && readPlan(said, false).closesAt === undefined) return 'close';
  if (CANCEL.test(text) && (hasName || text.length <= 12)) return 'cancel';
  if (PUBLISH.test(text)) return 'publish';
  return isChange(said, hasName) ? 'modify' : 'new';
}

/** A word about signing up as such, while something is open: no new activity begins so. */
export function managesOpen(said: Utterance): boolean {
  const closes = CLOSE.test(said.text) || (MOVES_LIMIT.test(said.text) && readPlan(said, false).closesAt !== undefined);
  return closes && said.entities.some(({ kind, status }) => kind === 'activity' && status === 'open') && !OPENS.test(said.text);
}

/** A name with something new about it; without a name only plain words of change, so that a new activity is never taken for an old one. */
function isChange(said: Utterance, hasName: boolean): boolean {
  const plan = readPlan(said, false);
  if (!saysSomething(plan)) return hasName && CHANGE.test(said.text) && !OPENS.test(said.text);
  if (CHANGE.test(said.text)) return hasName || !OPENS.test(said.text);
  const isWhole = plan.when.startsAt !== undefined && (plan.place !== undefined || plan.capacity !== undefined);
  return hasName && !isWhole && !OPENS.test(said.text);
}

/** Labels of the utterance sets. */
export function createSlots(said: Utterance): Slots {
  const named = namedActivity(said, anyStatus);
  const action = createAction(said, named);
  if (action === 'packages' || action === 'package') return { action };
  if (action === 'new') return newSlots(readPlan(said, true));
  const activity = activitySlot(named);
  return action === 'modify' ? { ...activity, action, ...changeSlots(said, named) } : { ...activity, action };
}

export function newSlots(plan: SaidPlan): Slots {
  const { startsAt, date } = plan.when;
  return {
    ...(plan.title === undefined ? {} : { title: plan.title }),
    ...(startsAt === undefined ? (date === undefined ? {} : { date }) : { when_iso: startsAt }),
    ...placeSlots(plan),
  };
}

function changeSlots(said: Utterance, named: Named): Slots {
  const plan = readPlan(said, false);
  const before = named.kind === 'one' ? named.entity.startsAt : undefined;
  const moved = movedStart(plan, before, said.time.zone);
  const { date } = plan.when;
  return {
    ...(plan.title === undefined ? {} : { title: plan.title }),
    ...(moved === undefined ? (date === undefined ? {} : { date }) : { when_iso: moved }),
    ...placeSlots(plan),
    ...(plan.capacityDelta === undefined ? {} : { capacity_delta: plan.capacityDelta }),
  };
}

function placeSlots(plan: SaidPlan): Slots {
  return {
    ...(plan.place === undefined ? {} : { place: plan.place }),
    ...(plan.capacity === undefined ? {} : { capacity: plan.capacity }),
    ...(plan.reminders === undefined || plan.reminders.length === 0 ? {} : { reminders: plan.reminders }),
  };
}
