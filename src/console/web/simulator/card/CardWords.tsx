import { safeHref } from '../../shared/markdown/inline.ts';
import type { Card } from '../schema.ts';
import { useWho } from '../who.ts';

/** Everything on a card that is only read. */
export function CardWords({ card }: { card: Card }) {
  const { main_title: title, emphasis_content: emphasis, quote_area: quote, card_image: picture, image_text_area: side } = card;
  return (
    <>
      {picture === undefined ? null : (
        <img className="card-picture" src={picture.url} alt="" style={{ aspectRatio: picture.aspect_ratio ?? 1.3 }} />
      )}
      {title?.title ? <h2 className="card-title">{title.title}</h2> : null}
      {title?.desc ? <p className="card-description">{title.desc}</p> : null}
      {emphasis === undefined ? null : (
        <p className="card-emphasis">
          <strong>{emphasis.title}</strong>
          {emphasis.desc}
        </p>
      )}
      {side === undefined ? null : (
        <div className="card-side">
          <span>
            <b>{side.title}</b>
            {side.desc}
          </span>
          <img src={side.image_url} alt="" />
        </div>
      )}
      {quote === undefined ? null : (
        <blockquote className="card-quote">
          {quote.title ? <b>{quote.title}</b> : null}
          {quote.quote_text}
        </blockquote>
      )}
      {card.sub_title_text ? <p className="card-text">{card.sub_title_text}</p> : null}
      {(card.vertical_content_list ?? []).map((item, index) => (
        <p key={index} className="card-text">
          <b>{item.title}</b>
          {item.desc === undefined ? null : ` ${item.desc}`}
        </p>
      ))}
      <CardFields fields={card.horizontal_content_list ?? []} />
    </>
  );
}

function CardFields({ fields }: { fields: NonNullable<Card['horizontal_content_list']> }) {
  const { nameOf } = useWho();
  if (fields.length === 0) return null;
  return (
    <dl className="card-fields">
      {fields.map(({ keyname, value, type, url, userid }, index) => {
        const href = type === 1 && url !== undefined ? safeHref(url) : undefined;
        const words = type === 3 && userid !== undefined ? (value ?? nameOf(userid)) : value;
        return (
          <div key={index}>
            <dt>{keyname}</dt>
            <dd>
              {href === undefined ? (
                words
              ) : (
                <a href={href} target="_blank" rel="noopener noreferrer">
                  {words}
                </a>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
