import type { Quote } from '../schema.ts';
import { useWho } from '../who.ts';

export function QuoteLine({ quote }: { quote: Quote }) {
  const { nameOf } = useWho();
  return (
    <p className="quote-line">
      {nameOf(quote.from)}：{quote.text}
    </p>
  );
}
