import { systemTimers } from './channels/wecom/timers.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { openSecondOpinion, type OpinionAsked, type SecondOpinion, type VectorShelf } from './features/policy/index.ts';
import type { Model } from './model/model.ts';

/** The embedding and reranking services of these settings, for the rules; undefined where none is set. Opens no connection. */
export function secondOpinionOf(
  { model: named }: Pick<Config, 'model'>,
  world: {
    readonly model: Model | null;
    readonly clock: Clock;
    readonly log: Log;
    readonly shelf: VectorShelf;
    readonly mostNumbers?: number;
    readonly count: (asked: OpinionAsked) => void;
  },
): SecondOpinion | undefined {
  const { model, ...rest } = world;
  if (model === null || (model.embed === undefined && model.rerank === undefined)) return undefined;
  return openSecondOpinion({
    model,
    embeddingModel: named?.embeddingModel ?? '',
    after: systemTimers.after,
    ...rest,
  });
}
