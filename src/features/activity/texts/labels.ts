import { neutraliseLine } from '../../../core/plain.ts';
import type { CreateAction } from '../slots/create.ts';
import type { Named } from '../slots/named.ts';
import type { OtherPeople } from '../slots/people.ts';
import type { WhoSlots } from '../slots/signup.ts';

/** How an intent is offered when the bot is not sure: short enough for a button. */

export function signupLabel(named: Named): string {
  return `报名${titleIn(named, '活动')}`;
}

export function othersLabel(named: Named, others: OtherPeople): string {
  const [first] = others.people;
  return `帮${first === undefined ? '人' : neutraliseLine(first)}报${titleIn(named, '活动')}`;
}

export function cancelLabel(named: Named): string {
  return `取消报名${titleIn(named, '')}`;
}

export function listLabel(named: Named): string {
  return named.kind === 'one' ? `${titleIn(named, '')}的安排` : '看最近的活动';
}

export function whoLabel(named: Named, asked: WhoSlots): string {
  if (asked.export) return `导出${titleIn(named, '')}名单`;
  return asked.selfCheck ? `我报上${titleIn(named, '')}没有` : `${titleIn(named, '')}谁报了`;
}

export function createLabel(action: CreateAction, named: Named, title: string | undefined): string {
  switch (action) {
    case 'new':
      return title === undefined ? '发起一个活动' : `发起活动“${neutraliseLine(title)}”`;
    case 'packages':
    case 'package':
      return '看活动套餐';
    case 'modify':
      return `修改${titleIn(named, '活动')}`;
    case 'cancel':
      return `取消${titleIn(named, '')}活动`;
    case 'publish':
      return `发布${titleIn(named, '活动')}`;
    case 'close':
      return `停止${titleIn(named, '')}报名`;
    case 'reopen':
      return `重新开放${titleIn(named, '')}报名`;
  }
}

function titleIn(named: Named, otherwise: string): string {
  return named.kind === 'one' ? neutraliseLine(named.entity.title) : otherwise;
}
