import { icons } from '../../shared/icons.tsx';
import type { PartProps } from './parts.ts';

/** 0 grey, 1 black, 2 red, 3 green. */
const SOURCE_COLORS = ['quiet', 'black', 'red', 'green'];

export function CardHead({ card, pressing, onPress }: PartProps) {
  const { source, action_menu: menu } = card;
  if (source?.desc === undefined && menu === undefined) return null;
  return (
    <div className="card-head">
      <span className={`card-source-${SOURCE_COLORS[source?.desc_color ?? 0] ?? 'quiet'}`}>{source?.desc}</span>
      {menu === undefined ? null : (
        <details className="card-menu">
          <summary aria-label={menu.desc ?? '更多'}>{icons.more}</summary>
          <div>
            {menu.action_list.map(({ text, key }) => (
              <button key={key} type="button" disabled={pressing === 'busy'} onClick={() => onPress({ key, selected: [] })}>
                {text}
              </button>
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
