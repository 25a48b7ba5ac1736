import { useWho } from '../who.ts';

const PARTS = /(https?:\/\/[^\s<>()（）“”，。；！？]+|<@[^<>\s]+>|@[^\s@，。！？、：]{1,20})/g;

/** Plain text as WeCom shows it: addresses and mentions stand out, nothing else is read into it. */
export function Words({ text }: { text: string }) {
  return (
    <span className="words">{text.split(PARTS).map((part, index) => (index % 2 === 0 ? part : <Special key={index} part={part} />))}</span>
  );
}

function Special({ part }: { part: string }) {
  const { town, botName, nameOf } = useWho();
  if (part.startsWith('http')) {
    return (
      <a href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    );
  }
  if (part.startsWith('<@')) return <span className="mention">@{nameOf(part.slice(2, -1))}</span>;
  const name = [botName, '所有人', ...town.people.map((person) => person.name)].find((known) => part.startsWith(`@${known}`));
  if (name === undefined) return part;
  return (
    <>
      <span className="mention">@{name}</span>
      {part.slice(name.length + 1)}
    </>
  );
}
