export const memberHelp = '活动：“有啥活动”“报名健步走”“取消报名”“谁报了”';
export const secretaryHelp = '开活动：“下周五下午两点在多功能厅办急救培训，20人”；“活动套餐”“导出名单”';
