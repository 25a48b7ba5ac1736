import { Markdown } from '../../shared/markdown/Markdown.tsx';
import { icons } from '../../shared/icons.tsx';
import { CardBubble } from '../card/CardBubble.tsx';
import { remote } from '../remote.ts';
import type { Message } from '../schema.ts';
import { useWho } from '../who.ts';
import { FileBubble } from './FileBubble.tsx';
import { NewsBubble } from './NewsBubble.tsx';
import { Dots } from './TypingRow.tsx';
import { Words } from './Words.tsx';

/** The message itself, by its kind. */
export function Bubble({ message }: { message: Message }) {
  const { nameOf } = useWho();
  const { body } = message;
  switch (body.kind) {
    case 'text':
      return (
        <div className="bubble">
          <Words text={body.text} />
          {message.called.map((userId) => (
            <span key={userId} className="mention">
              {' '}
              @{nameOf(userId)}
            </span>
          ))}
        </div>
      );
    case 'markdown':
      return (
        <div className="bubble" aria-busy={message.state === 'streaming'}>
          <Markdown text={body.text} flavour={body.flavour} nameOf={nameOf} />
          {message.state === 'streaming' ? <Dots /> : null}
        </div>
      );
    case 'card':
      // A new face of a card starts with fresh choices.
      return <CardBubble key={JSON.stringify(body.card)} message={message} card={body.card} />;
    case 'image':
    case 'video':
      return <Picture mediaId={body.mediaId} />;
    case 'mixed':
      return (
        <div className="bubble">
          <Words text={body.text} />
          <Picture mediaId={body.mediaId} />
        </div>
      );
    case 'file':
      return <FileBubble name={body.name} bytes={body.bytes} mediaId={body.mediaId} />;
    case 'voice':
      return (
        <div className="bubble">
          <span className="voice">
            {icons.voice}
            <span className="only-read">语音：</span>
            {body.text}
          </span>
        </div>
      );
    case 'news':
      return <NewsBubble articles={body.articles} />;
    case 'event':
      return null;
  }
}

function Picture({ mediaId }: { mediaId: string }) {
  const url = remote.mediaUrl(mediaId);
  return (
    <a className="picture" href={url} target="_blank" rel="noopener" aria-label="看大图">
      <img src={url} alt="图片" loading="lazy" />
    </a>
  );
}
