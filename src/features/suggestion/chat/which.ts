import { z } from 'zod';
import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import { dialog, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { refTo } from '../posts.ts';
import { suggestionByNumber, suggestionFor } from '../repo.ts';
import { maySayIn } from '../rules/access.ts';
import { actSchema, type Suggestion } from '../schema.ts';
import { writtenNumbers, type Named } from '../slots/named.ts';
import { listLine, memberTexts } from '../texts/member.ts';
import { refText } from '../texts/names.ts';
import { officeTexts } from '../texts/office.ts';
import { actOn } from './office.ts';
import { asks, says } from './outcome.ts';
import { judge } from './rate.ts';
import { addTo } from './add.ts';
import { withdrawOne } from './second.ts';
import { showOne } from './status.ts';

const OPTIONS = 4;

/** What is wanted of a suggestion, before it is clear of which. Kept between two messages. */
const requestSchema = z.discriminatedUnion('want', [
  z.object({ want: z.literal('show') }),
  z.object({ want: z.literal('withdraw') }),
  z.object({ want: z.literal('add'), text: z.string() }),
  z.object({ want: z.literal('judge'), rating: z.number().int().nullable(), reopen: z.boolean(), words: z.string().nullable() }),
  z.object({ want: z.literal('act'), act: actSchema }),
]);
export type Request = z.infer<typeof requestSchema>;

/** Does it with what was named, or asks which one. Never a guess: of several none is taken. */
export async function withNamed(turn: Turn, named: Named, request: Request, intent: string): Promise<Outcome> {
  switch (named.kind) {
    case 'some': {
      const targets = await Promise.all(named.entities.map((entity) => suggestionFor(turn, entity.id)));
      return fulfil(
        turn,
        request,
        targets.flatMap((target) => target ?? []),
      );
    }
    case 'unknown': {
      const numbers = writtenNumbers(turn.said.text);
      const targets = await Promise.all(numbers.map((number) => suggestionByNumber(turn, number)));
      return fulfil(
        turn,
        request,
        targets.flatMap((target) => target ?? []),
        `S${numbers[0] ?? ''}`,
      );
    }
    case 'several': {
      const options = (await Promise.all(named.entities.slice(0, OPTIONS).map(({ id }) => suggestionFor(turn, id)))).flatMap(
        (one) => one ?? [],
      );
      const lines = options.map((one) => (maySayIn(one, turn.chat) ? listLine(one) : refText(one)));
      const data = { intent, request, options: options.map(({ id, number, label }) => ({ id, ref: refText({ number, label }) })) };
      return { ...asks(memberTexts.which(lines), 'suggestion.which', data), focus: { list: options.map(refTo) } };
    }
    case 'none':
      return says(request.want === 'act' ? officeTexts.nothing : memberTexts.nothing(turn.chat));
  }
}

export const whichDialog: Dialog = dialog({
  name: 'suggestion.which',
  schema: z.object({ intent: z.string(), request: requestSchema, options: z.array(z.object({ id: z.string(), ref: z.string() })) }),
  reads: (said, { intent, options }) => {
    const chosen = options[chosenIndex(said.text, options)];
    return chosen === undefined ? undefined : { intent, slots: { ref: chosen.ref } };
  },
  answer: async (turn, { request, options }) => {
    const chosen = options[chosenIndex(turn.said.text, options)];
    const target = chosen === undefined ? undefined : await suggestionFor(turn, chosen.id);
    return fulfil(turn, request, target === undefined ? [] : [target], chosen?.ref ?? '');
  },
});

async function fulfil(situation: Situation, request: Request, targets: readonly Suggestion[], ref = ''): Promise<Outcome> {
  const [first] = targets;
  if (first === undefined) return says(request.want === 'act' ? officeTexts.notFound(ref) : memberTexts.notFound(ref, situation.chat));
  switch (request.want) {
    case 'show':
      return showOne(situation, first);
    case 'withdraw':
      return withdrawOne(situation, first);
    case 'add':
      return addTo(situation, first, request.text);
    case 'judge':
      return judge(situation, first, request);
    case 'act':
      return actOn(situation, request.act, targets);
  }
}

/** "2", "第二条", "S12", "12". */
function chosenIndex(text: string, options: readonly { readonly ref: string }[]): number {
  const [written] = writtenNumbers(text);
  if (written !== undefined) return options.findIndex(({ ref }) => ref === `S${written}`);
  const word = /^(?:选|第|报)?\s*(\d{1,6}|[一二三四])\s*(?:个|条|号)?[。!]?$/u.exec(text)?.[1];
  const figure = word === undefined ? undefined : parseChineseNumber(word);
  if (figure === undefined) return -1;
  const byNumber = options.findIndex(({ ref }) => ref === `S${figure}`);
  return figure <= options.length ? figure - 1 : byNumber;
}
