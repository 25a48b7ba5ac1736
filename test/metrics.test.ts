import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openMetrics } from '../src/metrics.ts';

const metrics = openMetrics({
  owed: () => Promise.resolve({ pending: 3, unknown: 1 }),
  behindMs: () => Promise.resolve(2_500),
  stored: () => ({ journal_bytes: 42, documents: 7 }),
  room: () => ({ freeBytes: 400_000_000, totalBytes: 20_000_000_000, short: 2 }),
  intake: () => ({ waiting: 3, inFlight: 2 }),
  embedded: () => 214,
});

it('messages are counted by kind and outcome, and timed', async () => {
  metrics.handled({ trace: 'ABCD1234', kind: 'text', chat: 'group', outcome: 'answered', ms: 12 });
  metrics.handled({ trace: 'ABCD1235', kind: 'cardAction', chat: 'group', outcome: 'setAside', ms: 30 });
  const text = await metrics.text();
  expect(text).toContain('dangqun_messages_total{kind="text",outcome="answered"} 1');
  expect(text).toContain('dangqun_messages_total{kind="cardAction",outcome="setAside"} 1');
  expect(text).toContain('dangqun_message_seconds_bucket{le="0.025",kind="text"} 1');
  expect(text).not.toContain('ABCD');
});

it('a store that is away takes none of the other figures with it', async () => {
  const readings = { stored: () => ({}), room: () => null, intake: () => ({ waiting: 1, inFlight: 0 }), embedded: () => 0 };
  const away = openMetrics({ ...readings, owed: () => Promise.reject(new Error('away')), behindMs: () => Promise.resolve(0) });
  const text = await away.text();
  expect(text).toContain('dangqun_store_answers 0');
  expect(text).toContain('dangqun_callbacks_waiting 1');
  expect(text).not.toContain('dangqun_notices{');
  expect(await metrics.text()).toContain('dangqun_store_answers 1');
});

it('what is owed, how far the schedule is behind and what the store holds are read when asked', async () => {
  const text = await metrics.text();
  expect(text).toContain('dangqun_notices{state="pending"} 3');
  expect(text).toContain('dangqun_schedule_lag_seconds 2.5');
  expect(text).toContain('dangqun_store{figure="journal_bytes"} 42');
});

it('D12: the room on the disk is told, and whether it is too little', async () => {
  const text = await metrics.text();
  expect(text).toContain('dangqun_disk_free_bytes 400000000');
  expect(text).toContain('dangqun_disk_total_bytes 20000000000');
  expect(text).toContain('dangqun_disk_short 2');
});

it('whether an outside service joined is counted and timed, and how many clauses it can be asked about', async () => {
  metrics.opinion({ service: 'embedding', outcome: 'joined', ms: 40 });
  metrics.opinion({ service: 'embedding', outcome: 'late', ms: 300 });
  metrics.opinion({ service: 'rerank', outcome: 'leftAlone', ms: 0 });
  const text = await metrics.text();
  expect(text).toContain('dangqun_second_opinions_total{service="embedding",outcome="joined"} 1');
  expect(text).toContain('dangqun_second_opinions_total{service="rerank",outcome="leftAlone"} 1');
  expect(text).toContain('dangqun_second_opinions_total{service="rerank",outcome="failed"} 0');
  expect(text).toContain('dangqun_second_opinion_seconds_count{service="embedding"} 2');
  expect(text).not.toContain('dangqun_second_opinion_seconds_count{service="rerank"}');
  expect(text).toContain('dangqun_clauses_embedded 214');
});

it('what is refused is counted by what was wrong, never by what a stranger wrote', async () => {
  metrics.refused('refused -40001');
  metrics.refused('unknown 来历不明的类型');
  const text = await metrics.text();
  expect(text).toContain('dangqun_callbacks_refused_total{kind="refused"} 1');
  expect(text).toContain('dangqun_callbacks_refused_total{kind="unknown"} 1');
  expect(text).not.toContain('来历不明');
});

it('S09: a bot that is silent is told of by the monitor, which does not ask the bot: within five minutes', () => {
  const alerts = readFileSync(new URL('../src/alerts.example.yml', import.meta.url), 'utf8');
  const [, minutes] = /expr: probe_success\{job="dangqun-readyz"\} == 0\n\s+for: (\d+)m\n/u.exec(alerts) ?? [];
  expect(Number(minutes)).toBeGreaterThan(0);
  expect(Number(minutes)).toBeLessThanOrEqual(5);
});

it('the example alerts ask for figures that exist', async () => {
  const text = await metrics.text();
  const alerts = readFileSync(new URL('../src/alerts.example.yml', import.meta.url), 'utf8');
  const asked = [...alerts.matchAll(/\b(?:dangqun|nodejs|process)_[a-z0-9_]+/gu)].map(([name]) => name.replace(/_bucket$/u, ''));
  expect(asked.length).toBeGreaterThan(8);
  for (const name of asked) expect(text).toContain(`# TYPE ${name} `);
  for (const [, outcome] of alerts.matchAll(/outcome="(\w+)"/gu)) expect(text).toContain(`outcome="${outcome}"`);
});
