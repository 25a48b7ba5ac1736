import { sureness } from '../core/zh/sureness.ts';

/** Every sentence that the conversation itself says (features have their own). */
export const texts = {
  help: (lines: readonly string[]): string => `我能帮您办这些事，直接说话就行：\n${lines.map((line) => `- ${line}`).join('\n')}`,
  welcome: (name: string, botName: string): string => `${name}，您好！我是${botName}。我记什么、记多久，发“隐私”看。\n`,
  choose: (labels: readonly string[]): string =>
    labels.length === 1
      ? `您是想“${labels[0] ?? ''}”吗？\n是就回复 1；不是就换个说法再告诉我。`
      : `您是想：\n${labels.map((label, index) => `${index + 1}. ${label}`).join('\n')}\n回复数字就行；都不是，就换个说法再告诉我。`,
  neither: '好，什么也没动。\n要办什么，换个说法再告诉我。',
  chooseReceipt:
    '这句我拿不准，没有办，也没有记。\n凭回执查进展，发“回执 加上码”；补充发“回执 码 补充：…”；评价发“回执 码 5分”，没解决发“回执 码 还没好”。',
  chooseAnonymous: '您是想匿名提建议吗？是的话，请以“匿名：”开头再发一遍（只在和我单聊时）。\n不匿名的话，直接以“建议：”开头发给我。',
  notUnderstood: '我没听明白，没有替您办任何事。\n可以这样说：“年假有几天”“最近有啥活动”“建议：楼道灯坏了”。\n发“帮助”看我会什么。',
  /** 12356: the national line for mental help. Nothing of this is kept or told to anybody. */
  desperate:
    '听您这么说，我很担心您。请先别一个人待着，现在就给家里人、同事或书记打个电话，说说话。\n心理援助热线：12356。有危险请马上打 120 或 110。\n您的这句话我没有登记，也没有转给别人。',
  remindMe:
    '单独提醒一个人我还不会：我不能主动给您发消息，这件事我没有记。\n自己记事，可以用企业微信里的“待办”或“日程”。要提醒大家，请书记说：“明天上午九点提醒大家交报表”。',
  mistreated:
    '受了委屈别一个人扛。可以直接找支部书记或工会说；有人身危险马上打 110。\n想留个名登记，发“建议：…”；不想让人知道是谁，单聊发“匿名：…”。\n您的这句话我没有登记，也没有转给别人。',
  asIAm:
    '我只会照原样答，换不了说法；上面的话往上翻就能看到。\n字小：企业微信里点“我”→“设置”→“通用”→“字体大小”调大。\n看不懂哪一句，直接问我那一句是什么意思，或者打条文下面的咨询电话。',
  politics: '这类问题我不回答。\n我只管本单位的制度、活动、建议和学习，发“帮助”看我会什么。',
  smallTalk: '随便聊聊',
  /** How a wish that no feature serves yet is offered. */
  wishes: {
    checkin: '签到',
    my_points: '查积分',
    leaderboard: '看排行',
    survey_answer: '填问卷',
    claim_task: '领任务',
    who_is_responsible: '问谁负责',
    study_note: '写学习心得',
  },
  alone: (words: string): string => `“${words}”这件还没办，请单独再发一遍。`,
  notYet: '这件事我现在还不会办，没有替您动任何东西。\n急的话请直接找书记；也可以发“建议：…”让书记看到。',
  secretaryOnly: '这件事要由支部书记来办，我没有动。\n您可以直接找书记，或发“建议：…”让书记看到。',
  apology: (reference: string): string => `刚才没办成，数据没有动，请过一会儿再发一次。\n一直不行请告诉管理员，编号 ${reference}。`,
  tooFast: '您发得太快了，后面几条我没有看，也没有办。\n请歇一分钟，再把要办的事发一遍。',
  attachment: '图片和文件我还看不懂。\n请用文字说一下，比如“建议：二楼水龙头漏水”。',
  fileOfMember: '文件收到了，不过制度文件要由书记来导入，我没有打开它。\n有事请用文字说，比如“建议：二楼水龙头漏水”。',
  tooManyFiles: '这会儿同时发来的文件太多了，您这个我没有打开，也没有留下。\n请过几分钟再发一次。',
  noRoomForFiles: '服务器的磁盘快满了，现在先不收文件，这个文件我没有打开；消息照常办。\n等管理员清理好磁盘，请您再发一次。',
  fileNotFetched: (reason: 'tooLarge' | 'notReached' | 'damaged' | 'foreign'): string => {
    switch (reason) {
      case 'tooLarge':
        return '文件超过 20 MB，太大了。请去掉图片或拆成几份再发。';
      case 'notReached':
        return '文件没有取到，可能是网络不稳。请再发一次。';
      case 'damaged':
        return '文件取到了但解不开。请再发一次；还不行请联系管理员核对 EncodingAESKey。';
      case 'foreign':
        return '文件的存放地址不在允许的范围里，没有取。请联系管理员核对 WECOM_MEDIA_HOSTS。';
    }
  },
  hello: '您好！有事直接说，发“帮助”看我会什么。',
  thanks: '不客气，有事随时叫我。',
  bye: '再见，有事随时叫我。',
  chat: '我在呢。政策、活动、学习、建议的事都可以问我，发“帮助”看看。',
  noMessages: '您没有未读的消息。',
  mail: (bodies: readonly string[], more: number): string =>
    `📬 您有新消息：\n${bodies.join('\n\n')}${more > 0 ? `\n\n还有 ${more} 条，发“消息”接着看。` : ''}`,
  mailWaits: (count: number): string => `\n📬 您有 ${count} 条新消息，发“消息”就能看到。`,
  mailInGroup: '您的消息在和我的单聊里看：点我的头像，发“消息”。',
  nudge: '您有一条新消息。请点我的头像单聊，发“消息”就能看到。',
  why: (label: string, percent: number): string => `上一句我理解为：${label}（${sureness(percent)}）。\n说错了就换个说法，我按新的来。`,
  confirmNothing: '现在没有等您确认的事。\n刚才已经定下的不用再确认；草稿取消了或放久了会作废，请再说一遍要办的事。',
  draftUnchanged: '前一句我没听懂，草稿没有改，也没有发。\n就照原来的办，请再回一次“确认”；要改，请换个说法。',
  waitsBeneath: '前面还有一件事等您定，我没有动。\n要办就发“确认”，不办就发“取消”。',
  labels: { mailbox: '看我的消息', why: '问我为什么这样答', confirm: '确认刚才的草稿' },
  whyNothing: '我还没有替您办过什么，所以没有可解释的。',
} as const;
