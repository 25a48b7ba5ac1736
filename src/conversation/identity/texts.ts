import { neutraliseLine } from '../../core/plain.ts';
import { joinList } from '../../core/zh/format.ts';
import type { Person } from '../../core/person.ts';

const MOST_NAMES = 150;

const named = ({ name, department }: Person): string => neutraliseLine(department === null ? name : `${name}（${department}）`);
const all = (people: readonly Person[]): string => joinList(people.map(named));
const of = (branch: string | null): string => (branch === null ? '' : neutraliseLine(branch));

/** Every sentence about who is who. */
export const rosterTexts = {
  label: '看支部名单上的人',
  secretaries: (branch: string | null, people: readonly Person[]): string =>
    people.length === 0 ? '名单上还没有写谁是书记。' : `${branch === null ? '' : `${of(branch)}的`}书记、党群干事：${all(people)}。`,
  noneOfBranch: (branch: string, others: readonly Person[]): string =>
    `名单上没有写谁是${of(branch)}的书记。${others.length === 0 ? '' : `别的支部有：${all(others)}。`}`,
  howToReach: '电话我不往外给。在企业微信里搜名字就能找到本人；有话要留，发“建议：”加上您的话，会转到书记那里。',
  committee: (branch: string, people: readonly Person[]): string =>
    people.length === 0 ? `名单上没有写谁是${of(branch)}的支部委员，请问问书记。` : `${of(branch)}的支部委员：${all(people)}。`,
  own: (person: Person): string =>
    person.partyBranch === null
      ? '名单上没有写您在哪个支部，请书记在名单里补上。'
      : `您在${of(person.partyBranch)}${person.department === null ? '' : `，部门是${neutraliseLine(person.department)}`}。`,
  count: (branch: string, { people, partyMembers, probationary }: Count): string => {
    const party = partyMembers === null ? '' : `，其中党员${partyMembers}人${probationary > 0 ? `（含预备党员${probationary}人）` : ''}`;
    return `${of(branch)}名单上有${people}人${party}。${partyMembers === null ? '名单上没有写政治面貌，数不出党员有几人。' : ''}`;
  },
  names: (branch: string, people: readonly Person[]): string =>
    [
      `${of(branch)}名单上的${people.length}人：`,
      ...[...Map.groupBy(people.slice(0, MOST_NAMES), ({ department }) => department ?? '没写部门')].map(
        ([department, ones]) => `${neutraliseLine(department)}：${ones.map(({ name }) => neutraliseLine(name)).join('、')}`,
      ),
      ...(people.length > MOST_NAMES ? [`只列前${MOST_NAMES}人。`] : []),
    ].join('\n'),
  namesForSecretary: '谁在支部里，只有本支部的书记能看全部名单。',
  namesAlone: '名单不在群里发，请单独问我。',
  noBranch: '名单上没有写您在哪个支部，请把支部名字写全再问。',
};

export interface Count {
  readonly people: number;
  /** Full and probationary; null where the roster tells nobody's political status. */
  readonly partyMembers: number | null;
  readonly probationary: number;
}
