import { useState } from 'react';
import type { PartProps } from './parts.ts';

/** The options of a vote: one or several, then the submit button. */
export function CardChoice({ card, pressing, onPress }: PartProps) {
  const { checkbox, submit_button: submit } = card;
  const [chosen, setChosen] = useState(() => (checkbox?.option_list ?? []).filter(({ is_checked: on }) => on === true).map(({ id }) => id));
  if (checkbox === undefined) return null;
  const isMultiple = checkbox.mode === 1;
  const isLocked = checkbox.disable === true || pressing !== 'no';

  function toggle(id: string): void {
    if (!isMultiple) setChosen([id]);
    else setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
  }

  return (
    <>
      <fieldset className="card-options" disabled={isLocked}>
        <legend className="only-read">{isMultiple ? '可以选几项' : '选一项'}</legend>
        {checkbox.option_list.map(({ id, text }) => (
          <label key={id} className="card-option" data-testid={`card-option-${id}`}>
            <input type={isMultiple ? 'checkbox' : 'radio'} checked={chosen.includes(id)} onChange={() => toggle(id)} />
            {text}
          </label>
        ))}
      </fieldset>
      {submit === undefined ? null : (
        <button
          type="button"
          className="card-button card-button-filled"
          data-testid="card-submit"
          disabled={isLocked || chosen.length === 0}
          onClick={() => onPress({ key: submit.key, selected: [{ key: checkbox.question_key, options: chosen }] })}
        >
          {pressing === 'busy' ? '正在提交…' : pressing === 'done' ? '已提交' : submit.text}
        </button>
      )}
    </>
  );
}
