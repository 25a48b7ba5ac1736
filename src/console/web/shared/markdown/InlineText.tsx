import { parseInline, safeHref, type Flavour, type Inline } from './inline.ts';

interface InlineTextProps {
  text: string;
  flavour: Flavour;
  nameOf: (userId: string) => string;
}

export function InlineText({ text, flavour, nameOf }: InlineTextProps) {
  return <Parts parts={parseInline(text, flavour)} nameOf={nameOf} />;
}

function Parts({ parts, nameOf }: { parts: readonly Inline[]; nameOf: (userId: string) => string }) {
  return parts.map((part, index) => <Part key={index} part={part} nameOf={nameOf} />);
}

function Part({ part, nameOf }: { part: Inline; nameOf: (userId: string) => string }) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
    case 'em':
    case 'del': {
      const Tag = part.type;
      return (
        <Tag>
          <Parts parts={part.inside} nameOf={nameOf} />
        </Tag>
      );
    }
    case 'font':
      return (
        <span className={`md-${part.color}`}>
          <Parts parts={part.inside} nameOf={nameOf} />
        </span>
      );
    case 'mention':
      return <span className="md-mention">@{nameOf(part.userId)}</span>;
    case 'image': {
      const src = safeHref(part.src);
      return src === undefined ? part.alt : <img src={src} alt={part.alt} loading="lazy" />;
    }
    case 'link': {
      const href = safeHref(part.href);
      const inside = <Parts parts={part.inside} nameOf={nameOf} />;
      if (href === undefined) return inside;
      return (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {inside}
        </a>
      );
    }
  }
}
