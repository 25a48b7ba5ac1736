import type { Reader } from '../../../store/store.ts';
import { questions, type Question } from '../schema.ts';

export function wholeBank(tx: Reader): Promise<readonly Question[]> {
  return tx.find(questions);
}

export function ofTopic(tx: Reader, topic: string): Promise<readonly Question[]> {
  return tx.find(questions, { where: { topic } });
}

export function questionById(tx: Reader, id: string): Promise<Question | undefined> {
  return tx.get(questions, id);
}

/** The topics of the bank with their number of questions, largest first. */
export async function topicCounts(tx: Reader): Promise<readonly { readonly topic: string; readonly count: number }[]> {
  const counts = new Map<string, number>();
  for (const { topic } of await wholeBank(tx)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].map(([topic, count]) => ({ topic, count })).toSorted((a, b) => b.count - a.count || a.topic.localeCompare(b.topic));
}
