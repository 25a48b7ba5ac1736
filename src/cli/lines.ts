import { createInterface } from 'node:readline';

/** Answers each line of stdin with one line of JSON, in order. A line that is not JSON gets `{"error"}`; nothing ends the loop but the end. */
export async function answerLines(answer: (line: string) => Promise<unknown>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    process.stdout.write(`${JSON.stringify(await answered(line, answer))}\n`);
  }
}

async function answered(line: string, answer: (line: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await answer(line);
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'unreadable line' };
  }
}
