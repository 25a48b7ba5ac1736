import { afterEach, beforeEach, expect, test } from 'vitest';
import { zhangWei, zhaoJing } from '../../support/cast.ts';
import { openRules } from './rules-chat.ts';

// What members ask one after the other, and where each answer stands; “?” is an honest “没查到”.

let chat: Awaited<ReturnType<typeof openRules>>;
beforeEach(async () => {
  chat = await openRules();
});
afterEach(() => chat.close());

const LEAVE = '职工请休假管理办法》';
const CANTEEN = '职工食堂管理办法》';
const DORMITORY = '职工宿舍管理办法》';
const TRAVEL = '差旅费管理办法》';
const CARE = '职工健康体检与慰问帮扶办法》';

test.each<readonly (readonly [asked: string, source: string])[]>([
  [
    ['年假有几天', `${LEAVE}第五条`],
    ['没休完咋办', `${LEAVE}第十一条`],
    ['病假呢', `${LEAVE}第十三条`],
    ['要证明吗', `${LEAVE}第十二条`],
    ['那产假呢', `${LEAVE}（二）产假要交哪些材料`],
    ['几天', `${LEAVE}第十七条`],
    ['谁批', '?'],
  ],
  [
    ['年假有几天', `${LEAVE}第五条`],
    ['能跨年吗', `${LEAVE}第十条`],
    ['那给钱吗', `${LEAVE}第十一条`],
  ],
  [
    ['差旅住宿标准多少', `${TRAVEL}第十三条`],
    ['那市内交通费呢', `${TRAVEL}第十六条`],
    ['要发票吗', `${TRAVEL}第二十七条`],
  ],
  [
    ['食堂几点开门', `${CANTEEN}第四条`],
    ['周末呢', `${CANTEEN}第五条`],
    ['能带家属吗', `${CANTEEN}第十八条`],
    ['多少钱', `${CANTEEN}第十八条`],
    ['能打包吗', `${CANTEEN}第八条`],
  ],
  [
    ['宿舍能养狗吗', `${DORMITORY}第十七条`],
    ['猫呢', `${DORMITORY}第十七条`],
    ['那做饭呢', `${DORMITORY}第十八条`],
  ],
  [
    ['困难补助怎么申请', `${CARE}第十九条`],
    ['能给多少', `${CARE}第十八条`],
    ['要什么材料', `${CARE}第十九条`],
    ['谁审批', CARE],
  ],
  // No sum and no papers out of a rule for something else.
  [
    ['住院慰问金怎么申请', CARE],
    ['几天到账', '?'],
  ],
  [
    ['宿舍怎么申请', `${DORMITORY}第六条`],
    ['要什么材料', '?'],
  ],
  // A question that names its own thing is about that.
  [
    ['年假有几天', `${LEAVE}第五条`],
    ['食堂几点开门', `${CANTEEN}第四条`],
    ['电瓶车能推楼上充吗', `${DORMITORY}第十九条`],
  ],
])('%j', async (...chain) => {
  for (const [asked, source] of chain) {
    const { text = '' } = await chat.says(zhangWei, asked);
    expect(text, asked).toContain(source === '?' ? '没查到相关规定' : source);
  }
});

test.each(['有啥活动', '谢谢', '怎么报名', '你是谁', '帮助', '今天几号', '几点开会'])(
  '“%s” after an answer is no question to the rules',
  async (words) => {
    await chat.says(zhangWei, '年假有几天');
    expect((await chat.says(zhangWei, words)).text).not.toMatch(/——《|没查到/u);
  },
);

test.each(['灯坏了找谁修', '停车怎么收费', '浴室几点开', '空调开几度', '夜宵几点', '班长怎么选', '借书怎么办'])(
  '“%s” is answered after another answer as it is alone',
  async (words) => {
    const alone = (await chat.says(zhaoJing, words)).text;
    await chat.says(zhangWei, '年假有几天');
    expect((await chat.says(zhangWei, words)).text).toBe(alone);
  },
);

test('who asks how it is done reads every step', async () => {
  const { text = '' } = await chat.says(zhangWei, '困难补助怎么申请');
  for (const step of ['（一）会员提交', '（二）工会小组', '（三）在本部门公示', '（五）审定后5个工作日内发放'])
    expect(text).toContain(step);
});
