import { useState } from 'react';
import type { PartProps } from './parts.ts';

/** The drop-down lists of a multiple_interaction card. */
export function CardSelects({ card, pressing, onPress }: PartProps) {
  const { select_list: lists, submit_button: submit } = card;
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({});
  if (lists === undefined) return null;
  const selected = lists.map((list) => ({
    key: list.question_key,
    options: [picked[list.question_key] ?? list.selected_id ?? list.option_list[0]?.id ?? ''],
  }));
  return (
    <>
      {lists.map((list, index) => (
        <label key={list.question_key} className="card-select">
          {list.title}
          <select
            value={selected[index]?.options[0]}
            disabled={list.disable === true || pressing !== 'no'}
            onChange={(event) => setPicked({ ...picked, [list.question_key]: event.target.value })}
          >
            {list.option_list.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      {submit === undefined ? null : (
        <button
          type="button"
          className="card-button card-button-filled"
          data-testid="card-submit"
          disabled={pressing !== 'no'}
          onClick={() => onPress({ key: submit.key, selected })}
        >
          {pressing === 'done' ? '已提交' : submit.text}
        </button>
      )}
    </>
  );
}
