import { z } from 'zod';
import { answers, conversations } from '../../src/conversation/schema.ts';
import { systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { quizAnswers } from '../../src/features/study/schema.ts';
import { listen } from './bare-app.ts';
import { openBenchStore } from './world.ts';

const { DATA_DIR: folder } = z.object({ DATA_DIR: z.string() }).parse(process.env);
const messageSchema = z.object({ msgid: z.string(), from: z.object({ userid: z.string() }) });
const store = await openBenchStore(folder);

/**
 * The peer of `bench callback`, with the three rows of a quiz answer kept before it answers, the smallest fact there is: what is
 * left of the rate where nothing is understood, nothing is decided and no word is chosen.
 */
listen(async (heard) => {
  const { msgid, from } = messageSchema.parse(heard);
  const now = systemClock.now();
  await store.write(async (tx) => {
    if ((await tx.get(answers, msgid)) !== undefined) return;
    await tx.put(quizAnswers, {
      id: randomIds.id(),
      userId: from.userid,
      questionId: 'bench',
      promptId: msgid,
      answer: ['A'],
      right: true,
      heldOn: now.slice(0, 10),
      at: now,
    });
    const before = await tx.get(conversations, from.userid);
    await tx.put(conversations, {
      id: from.userid,
      list: [],
      about: null,
      intent: 'answer_quiz',
      topic: before?.topic ?? null,
      reading: { label: '答题', percent: 99 },
      pending: null,
      beneath: null,
      at: now,
    });
    await tx.insert(answers, { id: msgid, reply: { text: '收到' }, saidHash: null, at: now });
  });
});
