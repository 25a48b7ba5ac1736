import { wecomCodec } from '../src/channels/wecom/codec.ts';
import { allFeatures } from '../src/app.ts';
import { utterance } from '../src/conversation/listen.ts';
import { understander } from '../src/conversation/understand/read.ts';
import { shippedWorkdays } from '../src/workdays.ts';
import { readOrganization } from '../src/seed.ts';

const TIMES = 2_000;

function microseconds(work: () => void): number {
  for (let i = 0; i < TIMES / 4; i += 1) work();
  const start = performance.now();
  for (let i = 0; i < TIMES; i += 1) work();
  return ((performance.now() - start) * 1000) / TIMES;
}

/** Where the time of one message goes, each part alone and warm. */
export async function timeParts(): Promise<Readonly<Record<string, number>>> {
  const codec = wecomCodec({ token: 't', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiveId: '' });
  const sealed = codec.seal(JSON.stringify({ msgtype: 'text', text: { content: '健步走我不去了' } }), '1', '2');
  const calendar = await shippedWorkdays();
  const roster = (await readOrganization()).people;
  const reader = understander(allFeatures());
  reader.warmUp();
  const around = {
    botNames: ['党群助手'],
    secretary: false,
    inGroup: true,
    focus: { list: [], about: null, intent: null, topic: null, pending: null },
    entities: [{ kind: 'activity', id: 'a', title: '健步走', number: 'A1' }],
    roster,
    now: '2026-11-21T01:00:00.000Z',
    zone: 'Asia/Shanghai',
    calendar,
  };
  const said = utterance({ text: '@党群助手 健步走我不去了', quote: null, pictures: 0 }, around);
  return {
    'verify and decrypt': microseconds(() => void codec.open(sealed)),
    'encrypt and sign': microseconds(() => void codec.seal('x'.repeat(300), '1', '2')),
    'make the words ready (name, titles, people, times)': microseconds(
      () => void utterance({ text: '@党群助手 健步走我不去了', quote: null, pictures: 0 }, around),
    ),
    'read the intent': microseconds(() => void reader.read(said)),
  };
}
