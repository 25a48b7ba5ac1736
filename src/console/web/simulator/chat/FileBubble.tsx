import { icons } from '../../shared/icons.tsx';
import { remote } from '../remote.ts';
import { texts } from '../texts.ts';

export function FileBubble({ name, bytes, mediaId }: { name: string; bytes: number; mediaId: string }) {
  return (
    <a className="file" href={remote.mediaUrl(mediaId)} download={name} aria-label={`下载文件 ${name}`}>
      <span className="file-words">
        <span className="file-name">{name}</span>
        <span className="file-size">{texts.bytes(bytes)}，点开下载</span>
      </span>
      <span className="file-icon">{icons.file}</span>
    </a>
  );
}
