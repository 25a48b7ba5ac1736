const TRADITIONAL =
  '點点鐘钟鍾钟號号週周禮礼後后個个這这時时間间聽听尋寻兩两晝昼內内來来過过節节國国慶庆勞劳動动從从開开幾几閏闰農农曆历歷历陰阴陽阳現现馬马當当' +
  '剛刚終终將将裏里裡里還还離离進进遲迟學学習习慣惯續续結结問问題题總总統统議议會会員员課课與与為为誤误體体應应該该緊紧幹干隊队廳厅樓楼門门';

const simplified = new Map<string, string>();
for (let at = 0; at < TRADITIONAL.length; at += 2) simplified.set(TRADITIONAL.charAt(at), TRADITIONAL.charAt(at + 1));
for (const dash of '—–―─−〜～﹣') simplified.set(dash, dash === '〜' || dash === '～' ? '~' : '-');
simplified.set('：', ':').set('　', ' ').set('○', '〇').set('．', '.');

/** One character for one: half-width, lower case, simplified where time words need it. Offsets stay those of the original. */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const code = text.charCodeAt(at);
    const half = code >= 0xff01 && code <= 0xff5d ? String.fromCharCode(code - 0xfee0) : char;
    const plain = simplified.get(half) ?? half;
    folded += plain >= 'A' && plain <= 'Z' ? plain.toLowerCase() : plain;
  }
  return folded;
}
