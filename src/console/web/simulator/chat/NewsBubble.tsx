import { safeHref } from '../../shared/markdown/inline.ts';
import type { Article } from '../schema.ts';

export function NewsBubble({ articles }: { articles: readonly Article[] }) {
  return (
    <div className="bubble news">
      {articles.map(({ title, description, url, picurl }, index) => (
        <a key={index} href={safeHref(url) ?? '#'} target="_blank" rel="noopener noreferrer">
          <span className="news-title">{title}</span>
          {description === '' ? null : <span className="news-description">{description}</span>}
          {safeHref(picurl) === undefined ? null : <img src={picurl} alt="" loading="lazy" />}
        </a>
      ))}
    </div>
  );
}
