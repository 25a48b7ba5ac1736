import { useState } from 'react';
import type { PartProps } from './parts.ts';

/** Styles 1–4 of document path 101032: filled, light, red, grey. */
const STYLES = ['filled', 'light', 'red', 'grey'];

export function CardButtons({ card, pressing, onPress }: PartProps) {
  const [pressed, setPressed] = useState<string>();
  const selection = card.button_selection;
  const [picked, setPicked] = useState(selection?.selected_id ?? selection?.option_list[0]?.id ?? '');
  if (card.button_list === undefined) return null;
  return (
    <>
      {selection === undefined ? null : (
        <label className="card-select">
          {selection.title}
          <select value={picked} disabled={selection.disable === true} onChange={(event) => setPicked(event.target.value)}>
            {selection.option_list.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="card-buttons">
        {card.button_list.map(({ text, style, key }, index) => (
          <button
            key={key}
            type="button"
            className={`card-button card-button-${STYLES[(style ?? 1) - 1] ?? 'filled'}`}
            data-testid={`card-button-${index}`}
            disabled={pressing !== 'no'}
            onClick={() => {
              setPressed(key);
              onPress({ key, selected: selection === undefined ? [] : [{ key: selection.question_key, options: [picked] }] });
            }}
          >
            {pressing === 'busy' && pressed === key ? '正在提交…' : text}
          </button>
        ))}
      </div>
    </>
  );
}
