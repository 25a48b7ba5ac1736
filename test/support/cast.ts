import type { Person } from '../../src/core/person.ts';

/** The fixed cast of every test. Permission tests always ask 陈涛 too. */
export const wangMin: Person = {
  userId: 'wangmin',
  name: '王敏',
  roles: ['member', 'secretary'],
  department: '综合办公室',
  partyBranch: '后勤第一党支部',
};
export const liQiang: Person = {
  userId: 'liqiang',
  name: '李强',
  roles: ['member', 'committeeMember'],
  department: '维修班',
  partyBranch: '后勤第一党支部',
};
export const zhangWei: Person = {
  userId: 'zhangwei',
  name: '张伟',
  roles: ['member'],
  department: '维修班',
  partyBranch: '后勤第一党支部',
};
export const zhaoJing: Person = {
  userId: 'zhaojing',
  name: '赵静',
  roles: ['member'],
  department: '膳食班',
  partyBranch: '后勤第一党支部',
};
export const chenTao: Person = { userId: 'chentao', name: '陈涛', roles: ['member'], department: '车队', partyBranch: '后勤第三党支部' };

export const cast: readonly Person[] = [wangMin, liQiang, zhangWei, zhaoJing, chenTao];
